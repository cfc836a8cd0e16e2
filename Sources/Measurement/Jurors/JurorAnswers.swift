import AnnotationCore
import ProjectStore

/// How the trials of a juror ended, and how often it says something else when it is asked again.
struct JurorAnswers: Hashable {
  var juror: String
  /// Trials by how they ended.
  var endings: [TrialAnswer.Ending: Int] = [:]
  /// Pairs of trials over one item that differ in nothing else.
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
  ///   - trials: the juror's, as they ended.
  init(_ juror: Juror, _ trials: [TrialAnswer]) {
    self.juror = juror.name
    let ways = Dictionary(uniqueKeysWithValues: juror.asking.trials.map { ($0.number, $0) })
    for trial in trials { endings[trial.ending, default: 0] += 1 }
    for (_, same) in Dictionary(grouping: trials, by: \.item) where same.count > 1 {
      for one in same.indices {
        for other in same.indices where other > one {
          guard let first = same[one].value, let second = same[other].value,
            let way = ways[same[one].trial], let another = ways[same[other].trial]
          else { continue }
          note(way, another, isFlip: first != second)
        }
      }
    }
  }

  private mutating func note(_ one: Juror.Trial, _ other: Juror.Trial, isFlip: Bool) {
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
    let byJuror = Dictionary(grouping: trials, by: \.juror)
    return jurors.map { JurorAnswers($0, byJuror[$0.name] ?? []) }
  }
}
