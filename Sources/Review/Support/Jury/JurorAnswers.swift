import AnnotationCore
import ProjectStore

/// How the sittings of a juror ended, and how often it says something else when it is asked again.
struct JurorAnswers: Hashable {
  var juror: String
  /// Sittings by how they ended.
  var endings: [SittingAnswer.Ending: Int] = [:]
  /// Pairs of sittings over one item that differ in nothing else.
  var orders = Flips()
  var languages = Flips()
  var draws = Flips()

  /// Of so many pairs, in how many the label is another one.
  struct Flips: Hashable {
    var flipped = 0
    var pairs = 0

    /// `3 of 12`, or a dash where the juror is asked in one way.
    var text: String { pairs > 0 ? "\(flipped) of \(pairs)" : "–" }
  }

  /// - Parameters:
  ///   - sittings: the juror's, as they ended.
  init(_ juror: Juror, _ sittings: [SittingAnswer]) {
    self.juror = juror.name
    let ways = Dictionary(uniqueKeysWithValues: juror.asking.sittings.map { ($0.number, $0) })
    for sitting in sittings { endings[sitting.ending, default: 0] += 1 }
    for (_, same) in Dictionary(grouping: sittings, by: \.item) where same.count > 1 {
      for one in same.indices {
        for other in same.indices where other > one {
          guard let first = same[one].value, let second = same[other].value,
            let way = ways[same[one].sitting], let another = ways[same[other].sitting]
          else { continue }
          note(way, another, isFlip: first != second)
        }
      }
    }
  }

  private mutating func note(_ one: Juror.Sitting, _ other: Juror.Sitting, isFlip: Bool) {
    func count(_ flips: inout Flips) {
      flips.pairs += 1
      if isFlip { flips.flipped += 1 }
    }
    switch (one.language == other.language, one.order == other.order, one.draw == other.draw) {
    case (true, false, true): count(&orders)
    case (false, true, true): count(&languages)
    case (true, true, false): count(&draws)
    default: break
    }
  }
}

extension JurySession {
  /// How the jurors answered, by name.
  func answers() -> [JurorAnswers] {
    let byJuror = Dictionary(grouping: sittings, by: \.juror)
    return jurors.map { JurorAnswers($0, byJuror[$0.name] ?? []) }
  }
}
