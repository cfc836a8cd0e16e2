/// Whether annotators are shown what the jury says of an item, and when.
package struct AssistancePolicy: Hashable, Sendable, Codable {
  package var mode: Mode
  /// The share of each annotator's items on which nothing is shown, to compare with: at least 0 and
  /// below 1.
  package var control: Double

  package init(mode: Mode = .never, control: Double = 0) {
    self.mode = mode
    self.control = control
  }

  /// When the jury is shown.
  package enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
    case never = "none"
    /// Once the annotator has committed, who may revise.
    case afterCommit = "after_commit"
    /// As suggestions, before the annotator answers.
    case before = "before"
  }

  /// Whether an annotator gets nothing on an item, to compare with.
  ///
  /// The draw depends on the item, the person and the guideline alone: whoever has a release can draw
  /// again, and a later version of the guideline draws alike.
  /// - Parameters:
  ///   - person: the person's pseudonym, which is random itself.
  ///   - guideline: the guideline's id.
  package func isControl(item: ItemID, person: String, guideline: String) -> Bool {
    var random = SplitMix64(drawnFrom: [guideline, person, item])
    // 53 bits, as many as a Double has: evenly spread over 0 ..< 1.
    return Double(random.next() >> 11) * 0x1p-53 < control
  }
}
