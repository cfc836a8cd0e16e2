import AnnotationCore

/// The writes by which shares are assigned, language by language.
///
/// Each takes the next items in the order of their rows, so that it touches few pages of the file, and
/// everybody who gets one of them.
struct AssignmentChunks: Sequence, IteratorProtocol {
  /// One write.
  struct Chunk {
    var language: String
    /// Its items, each once.
    var items: [Int64]
    /// Of each person, the positions by item, as a JSON object whose names are row numbers.
    var places: [(person: PersonID, json: String)]
  }

  private struct Place {
    var item: Int64
    /// The person's number in `people`.
    var person: Int32
    var position: Int
  }

  private let rows: Int
  private let people: [PersonID]
  /// Last first.
  private var waiting: [(language: String, shares: [(share: AssignmentPlan.Share, after: Int)])]
  private var language = ""
  private var places: [Place] = []
  /// How many of `places` were handed out.
  private var done = 0

  /// - Parameters:
  ///   - ends: the last position in each person's queue.
  ///   - rows: at most so many assignments in one write, unless one item has more.
  init(of shares: [AssignmentPlan.Share], after ends: [PersonID: Int], rows: Int) {
    self.rows = rows
    people = ends.keys.sorted()
    var ends = ends
    var byLanguage: [String: [(share: AssignmentPlan.Share, after: Int)]] = [:]
    for share in shares {
      let end = ends[share.person, default: 0]
      byLanguage[share.language, default: []].append((share, end))
      ends[share.person] = end + share.items.count
    }
    waiting = byLanguage.sorted { $0.key > $1.key }.map { (language: $0.key, shares: $0.value) }
  }

  mutating func next() -> Chunk? {
    if done == places.count {
      guard let (language, shares) = waiting.popLast() else { return nil }
      self.language = language
      places = sorted(shares)
      done = 0
    }
    let first = done
    done = Swift.min(first + rows, places.count)
    // An item is assigned to all of its people at once.
    while done < places.count, places[done].item == places[done - 1].item { done += 1 }
    return chunk(places[first..<done])
  }

  private func sorted(_ shares: [(share: AssignmentPlan.Share, after: Int)]) -> [Place] {
    var places: [Place] = []
    places.reserveCapacity(shares.reduce(0) { $0 + $1.share.items.count })
    for (share, after) in shares {
      let person = Int32(people.firstIndex(of: share.person) ?? 0)
      for (index, item) in share.items.enumerated() {
        places.append(Place(item: item, person: person, position: after + index + 1))
      }
    }
    places.sort { ($0.item, $0.person) < ($1.item, $1.person) }
    return places
  }

  private func chunk(_ places: ArraySlice<Place>) -> Chunk {
    var items: [Int64] = []
    var texts = [String](repeating: "", count: people.count)
    for place in places {
      if items.last != place.item { items.append(place.item) }
      let person = Int(place.person)
      texts[person] += texts[person].isEmpty ? "{\"" : ",\""
      texts[person] += String(place.item)
      texts[person] += "\":"
      texts[person] += String(place.position)
    }
    return Chunk(
      language: language,
      items: items,
      places: zip(people, texts).filter { !$1.isEmpty }.map { ($0, $1 + "}") }
    )
  }
}
