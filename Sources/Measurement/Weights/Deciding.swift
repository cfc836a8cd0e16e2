package import AnnotationCore
package import ProjectStore

/// The ways to a decision, each with the weights of the same measurement.
extension Project {
  /// Decides by rule whatever can be, once it is measured what the jury's votes are worth.
  /// - Parameter isRehearsal: whether nothing is kept.
  /// - Returns: what deciding did, or would do.
  package func decideByRules(
    isRehearsal: Bool = false,
    at moment: Timestamp
  ) throws(StoreError) -> DecideReport {
    var measurement = JurorWeightsMeasurement(of: self)
    try measurement.refresh()
    return try decide(measurement.weights(), isRehearsal: isRehearsal, at: moment)
  }

  /// Decides a field in dispute as a lead says, and by rule what depended on it.
  /// - Parameters:
  ///   - value: nil only for an optional field that is left empty.
  ///   - juryRevealed: whether the lead had seen the jury's verdicts.
  ///   - measurement: what the jury's votes are worth; it is brought up to date where votes are weighed.
  ///     Who decides many fields keeps it from one to the next.
  /// - Returns: the lead's decision.
  /// - Throws: as `adjudicate(item:field:value:reason:lead:juryRevealed:weights:at:)`.
  @discardableResult
  package func adjudicateByRules(
    item: ItemID,
    field: FieldID,
    value: FieldValue?,
    reason: String,
    lead: Person,
    juryRevealed: Bool,
    measuring measurement: inout JurorWeightsMeasurement,
    at moment: Timestamp
  ) throws(StoreError) -> Decision {
    try adjudicate(
      item: item,
      field: field,
      value: value,
      reason: reason,
      lead: lead,
      juryRevealed: juryRevealed,
      weights: try measurement.weights(on: item, ifDecided: field, as: value, at: moment),
      at: moment
    )
  }
}
