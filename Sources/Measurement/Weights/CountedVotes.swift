import Agreement
import AnnotationCore
import ProjectStore

/// The votes that count on items whose annotators are done, and each juror's record by them.
///
/// A vote is kept as three places, so that an item can be taken out again, or put in anew
/// when more was said of it.
struct CountedVotes: Sendable {
  private let rules: DecisionRules
  private let fields: [WeighedField]
  private var items: [Int64: [Vote]] = [:]
  private var raters = RaterPlaces()
  /// Each juror's record against the humans, by field and rater.
  private var records: [[Int32: JurorRecord]]
  /// How many items have the very same votes, by field; empty where no model needs it.
  private var patterns: [[[Vote]: Int]]

  /// A field on which not every vote counts alike.
  private struct WeighedField: Sendable {
    let id: FieldID
    let labels: [String]
    let places: [String: Int32]

    init(_ field: Field, _ guideline: Guideline) {
      id = field.id
      labels = guideline.labels(of: field) ?? []
      places = Dictionary(zip(labels, 0...)) { first, _ in first }
    }
  }

  fileprivate struct Vote: Hashable, Sendable {
    let field: Int32
    let rater: Int32
    let label: Int32
  }

  init(_ rules: DecisionRules) {
    self.rules = rules
    fields = rules.guideline.fields.filter(rules.weighsVotes)
      .map { WeighedField($0, rules.guideline) }
    records = fields.map { _ in [:] }
    patterns = fields.map { _ in [:] }
  }

  /// The fields on which not every vote counts alike.
  var fieldIDs: [FieldID] { fields.map(\.id) }

  /// The items that are in, by their places.
  var places: some Collection<Int64> { items.keys }

  /// Whether an item is in.
  func contains(_ place: Int64) -> Bool { items[place] != nil }

  /// Puts an item in, in place of what was counted of it.
  mutating func put(_ item: ReadyItem) {
    remove(item.place)
    let counting = rules.votes(in: item.ballots, decided: item.decisions)
    var votes: [Vote] = []
    for (number, field) in fields.enumerated() {
      for vote in counting[field.id] ?? [] {
        // Labels that the field does not offer are left out.
        guard let label = vote.value.label.flatMap({ field.places[$0] }) else { continue }
        let rater = raters.place(of: vote.rater)
        votes.append(Vote(field: Int32(number), rater: rater, label: label))
      }
    }
    items[item.place] = votes
    count(votes, by: 1)
  }

  /// Takes an item out, if it is in.
  mutating func remove(_ place: Int64) {
    guard let votes = items.removeValue(forKey: place) else { return }
    count(votes, by: -1)
  }

  /// Counts an item's votes in, or out again.
  private mutating func count(_ votes: [Vote], by one: Int) {
    for (number, votes) in Self.byField(votes) {
      if rules.guideline.decisions.juryRule == .dawidSkene {
        let pattern = Array(votes)
        let times = patterns[number][pattern, default: 0] + one
        patterns[number][pattern] = times > 0 ? times : nil
      }
      guard let truth = humansLabel(votes) else { continue }
      for vote in votes where !raters.isHuman(vote.rater) {
        var record = records[number][vote.rater] ?? JurorRecord()
        record.answered += one
        if vote.label == truth { record.right += one }
        records[number][vote.rater] = record
      }
    }
  }

  private static func byField(_ votes: [Vote]) -> [(field: Int, votes: ArraySlice<Vote>)] {
    var found: [(field: Int, votes: ArraySlice<Vote>)] = []
    var start = votes.startIndex
    while start < votes.endIndex {
      let field = votes[start].field
      let same = votes[start...].prefix { $0.field == field }
      found.append((Int(field), same))
      start = same.endIndex
    }
    return found
  }

  /// The label that all humans gave who count, where there are enough of them; else nil.
  private func humansLabel(_ votes: ArraySlice<Vote>) -> Int32? {
    let humans = votes.filter { raters.isHuman($0.rater) }
    guard let first = humans.first, humans.count >= rules.guideline.decisions.minimumRaters,
      humans.allSatisfy({ $0.label == first.label })
    else { return nil }
    return first.label
  }

  private func votes(of field: FieldID, on place: Int64) -> (number: Int, ArraySlice<Vote>)? {
    guard let number = fields.firstIndex(where: { $0.id == field }), let all = items[place],
      let found = Self.byField(all).first(where: { $0.field == number }),
      found.votes.contains(where: { !raters.isHuman($0.rater) })
    else { return nil }
    return (number, found.votes)
  }

  /// What each juror's vote is worth on an item, by its record on the other items.
  /// - Returns: nil where no juror gave the item a label.
  func weights(of field: FieldID, on place: Int64) -> JurorWeights? {
    guard let (number, votes) = votes(of: field, on: place) else { return nil }
    var own: [Int32: Bool] = [:]
    if let truth = humansLabel(votes) {
      for vote in votes { own[vote.rater] = vote.label == truth }
    }
    var weights: [String: Double] = [:]
    for (rater, record) in records[number] {
      let others = own[rater].map(record.without) ?? record
      // Whose only answer is this one has a record all the same: it weighs nothing.
      if record.answered > 0 {
        weights[raters.names[Int(rater)]] = others.weight(labels: fields[number].labels.count)
      }
    }
    return .weighted(weights: weights)
  }

  /// The model of Dawid and Skene of a field: of all items, with the humans' labels.
  ///
  /// Items with the very same votes are one item of the model that counts as often: the time goes with
  /// the number of different votes.
  func model(of field: FieldID) -> AnnotatorPosteriors? {
    guard let number = fields.firstIndex(where: { $0.id == field }) else { return nil }
    let ranks = raters.ranks
    // In one order, so that rounding is the same in whatever order items were put in.
    let sorted = patterns[number].map { pattern, times in
      (pattern, times, key: pattern.map { [ranks[Int($0.rater)], $0.label] }.sorted(by: precedes))
    }.sorted { $0.key.lexicographicallyPrecedes($1.key, by: precedes) }
    guard !sorted.isEmpty else { return nil }
    let labels = fields[number].labels
    var starts = [0]
    for (pattern, _, _) in sorted { starts.append((starts.last ?? 0) + pattern.count) }
    let model = dawidSkene(
      Votes(
        raterCount: ranks.count,
        labelCount: labels.count,
        starts: starts,
        raterOf: sorted.flatMap { $0.key.map { $0[0] } },
        labelOf: sorted.flatMap { $0.key.map { $0[1] } },
        multiplicities: sorted.map(\.1)
      )
    )
    return AnnotatorPosteriors(
      rows: Dictionary(uniqueKeysWithValues: zip(sorted.map(\.0), sorted.indices)),
      labels: labels,
      posteriors: model.posteriors
    )
  }

  /// What the jury's votes are worth on an item by a model of the field.
  /// - Returns: nil where no juror gave the item a label.
  func weights(of field: FieldID, on place: Int64, by model: AnnotatorPosteriors) -> JurorWeights? {
    votes(of: field, on: place).flatMap { model.weights(of: Array($0.1)) }
  }
}

/// Pairs of numbers in their order.
private func precedes(_ one: [Int32], _ other: [Int32]) -> Bool {
  one.lexicographicallyPrecedes(other)
}

/// How probable a model holds each label, by an item's votes.
struct AnnotatorPosteriors: Sendable {
  fileprivate let rows: [[CountedVotes.Vote]: Int]
  fileprivate let labels: [String]
  fileprivate let posteriors: [Double]

  fileprivate func weights(of votes: [CountedVotes.Vote]) -> JurorWeights? {
    guard let row = rows[votes] else { return nil }
    let own = posteriors[(row * labels.count)..<((row + 1) * labels.count)]
    return .dawidSkene(posterior: Dictionary(uniqueKeysWithValues: zip(labels, own)))
  }
}

/// Humans and jurors by small numbers.
private struct RaterPlaces: Sendable {
  /// A human's begins with a control character, which no juror's does.
  private(set) var names: [String] = []
  private var areHuman: [Bool] = []
  private var places: [String: Int32] = [:]

  mutating func place(of rater: Ballot.Rater) -> Int32 {
    let name: String =
      switch rater {
      case .human(let person, _): "\u{1}" + String(person)
      case .juror(let name, _): name
      }
    if let place = places[name] { return place }
    let place = Int32(names.count)
    names.append(name)
    areHuman.append(rater.isHuman)
    places[name] = place
    return place
  }

  func isHuman(_ place: Int32) -> Bool { areHuman[Int(place)] }

  /// The place of each rater among all, sorted by name.
  var ranks: [Int32] {
    var ranks = [Int32](repeating: 0, count: names.count)
    let sorted = names.indices.sorted { names[$0] < names[$1] }
    for (rank, place) in sorted.enumerated() { ranks[place] = Int32(rank) }
    return ranks
  }
}
