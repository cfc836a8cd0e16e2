/// That an annotator was shown the jury's opinion of an item, or was drawn not to be.
///
/// Never changed.
package struct Exposure: Hashable, Sendable, Identifiable {
  package var id: Int64
  package var item: ItemID
  package var person: PersonID
  /// The stage that was open, or the last one that was committed.
  package var stage: StageNumber
  package var mode: AssistancePolicy.Mode
  /// Whether the reviews were there and withheld, to compare with.
  package var isControl: Bool
  /// The ids of the reviews.
  package var reviews: [Int64]
  /// The latest annotation of anybody at that moment: those with a larger id were made afterwards.
  ///
  /// Clocks can be set back; ids can't.
  package var follows: Int64
  package var at: Timestamp

  package init(
    id: Int64,
    item: ItemID,
    person: PersonID,
    stage: StageNumber,
    mode: AssistancePolicy.Mode,
    isControl: Bool,
    reviews: [Int64],
    follows: Int64,
    at: Timestamp
  ) {
    self.id = id
    self.item = item
    self.person = person
    self.stage = stage
    self.mode = mode
    self.isControl = isControl
    self.reviews = reviews
    self.follows = follows
    self.at = at
  }
}

extension Annotation {
  /// How its author was shown the jury's opinion of the item before, by the first exposure; nil where
  /// it was made without.
  package func assistance(by exposures: [Exposure]) -> AssistancePolicy.Mode? {
    exposures.first {
      $0.item == item && $0.person == person && !$0.isControl && $0.follows < id
    }?.mode
  }
}
