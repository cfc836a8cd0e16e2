/// How the time of work is measured.
package struct TimePolicy: Hashable, Sendable, Codable {
  /// Seconds without a key after which an annotator counts as away.
  package var idleSeconds: Int
  /// An item committed so many times faster than it is read brings a word of caution.
  package var hastyFactor: Double

  package init(idleSeconds: Int = 60, hastyFactor: Double = 3) {
    self.idleSeconds = idleSeconds
    self.hastyFactor = hastyFactor
  }
}

/// When an annotator's training is over.
package struct TrainingPolicy: Hashable, Sendable, Codable {
  /// The share of the compared fields, from 0 to 1, that must be as in the references.
  package var passShare: Double

  package init(passShare: Double) { self.passShare = passShare }
}

/// How items with known labels are mixed into the work.
package struct GoldPolicy: Hashable, Sendable, Codable {
  /// One gold item follows on so many ordinary ones.
  package var every: Int
  /// Whether annotators see how they did.
  package var showsResults: Bool

  package init(every: Int, showsResults: Bool = false) {
    self.every = every
    self.showsResults = showsResults
  }
}

/// Of which items the last stage alone is labelled, without those before.
///
/// Such items are an arm of an experiment, and no part of the benchmark: agreement on them is
/// compared with that on the others.
package struct SingleStagePolicy: Hashable, Sendable, Codable {
  /// One item of so many.
  package var every: Int
  /// The criterion by which their answers are judged.
  package var criterion: CriterionID

  package init(every: Int, criterion: CriterionID) {
    self.every = every
    self.criterion = criterion
  }

  /// Whether an item is one of them: by its id alone, so that the same items are on every machine.
  package func includes(_ item: ItemID) -> Bool {
    var random = SplitMix64(drawnFrom: [item])
    return random.next() % UInt64(max(1, every)) == 0
  }
}
