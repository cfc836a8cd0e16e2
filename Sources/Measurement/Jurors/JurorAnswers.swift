package import AnnotationCore
package import ProjectStore

/// How the trials of a juror ended, and how often it says something else when it is asked again.
package struct JurorAnswers: Hashable, Sendable {
  package let juror: String
  /// Trials by how they ended.
  package private(set) var endings: [Review.Outcome.Kind: Int] = [:]
  /// Pairs of trials over one item that differ in nothing else.
  package private(set) var orders = Flips()
  package private(set) var languages = Flips()
  package private(set) var draws = Flips()
  private let trials: [Int: Juror.Trial]

  /// Of so many pairs, in how many the label is another one.
  package struct Flips: Hashable, Sendable {
    package var flipped: Int
    package var pairs: Int

    package init(flipped: Int = 0, pairs: Int = 0) {
      self.flipped = flipped
      self.pairs = pairs
    }
  }

  package init(_ juror: Juror) {
    self.juror = juror.name
    trials = Dictionary(uniqueKeysWithValues: juror.asking.trials.map { ($0.number, $0) })
  }

  /// Counts trials in.
  /// - Parameter answers: the juror's over one item, all of them.
  package mutating func add(_ answers: [TrialAnswer]) {
    for answer in answers { endings[answer.ending, default: 0] += 1 }
    for one in answers.indices {
      for other in answers.indices where other > one {
        guard let first = answers[one].value, let second = answers[other].value,
          let trial = trials[answers[one].trial], let another = trials[answers[other].trial]
        else { continue }
        note(trial, another, isFlip: first != second)
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
