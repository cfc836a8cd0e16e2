/// The label of record for one field of one item.
///
/// Never changed: a later one supersedes it.
package struct Decision: Hashable, Sendable, Codable, Identifiable {
  package var id: Int64
  package var item: ItemID
  package var field: FieldID
  /// Nil where the field was decided not to apply.
  package var value: FieldValue?
  package var basis: Basis
  package var at: Timestamp
  package var supersedes: Int64?

  package init(
    id: Int64,
    item: ItemID,
    field: FieldID,
    value: FieldValue?,
    basis: Basis,
    at: Timestamp,
    supersedes: Int64?
  ) {
    self.id = id
    self.item = item
    self.field = field
    self.value = value
    self.basis = basis
    self.at = at
    self.supersedes = supersedes
  }

  /// How a decision came about.
  package struct Basis: Hashable, Sendable, Codable {
    package var how: How
    /// The annotations whose labels counted.
    package var annotations: [Int64]
    /// The reviews whose verdicts counted.
    package var reviews: [Int64]
    /// For an adjudication: who decided, why, and what they had seen.
    package var adjudication: Adjudication?
    /// What the jury's votes were worth, where they did not all count alike.
    package var jurorWeights: JurorWeights?

    package init(
      how: How,
      annotations: [Int64],
      reviews: [Int64],
      adjudication: Adjudication? = nil,
      jurorWeights: JurorWeights? = nil
    ) {
      self.how = how
      self.annotations = annotations
      self.reviews = reviews
      self.adjudication = adjudication
      self.jurorWeights = jurorWeights
    }
  }

  /// The ways in which a label becomes the label of record.
  package enum How: String, Hashable, Sendable, Codable, CaseIterable {
    /// All humans who count agree; the jury was not asked.
    case unanimous = "unanimous"
    /// All humans who count agree, and the jury with them.
    case juryConfirmed = "jury_confirmed"
    /// More than half agree.
    case majority = "majority"
    /// A lead decided.
    case adjudicated = "adjudicated"

    /// The way in words, as people read it.
    package var words: String { rawValue.replacing("_", with: "-") }
  }

  /// A lead's decision, with its reason.
  package struct Adjudication: Hashable, Sendable, Codable {
    package var lead: PersonID
    package var reason: String
    /// Why the field had been in dispute.
    package var dispute: Dispute
    /// Whether the lead had revealed the jury's verdicts when deciding.
    package var juryRevealed: Bool

    package init(lead: PersonID, reason: String, dispute: Dispute, juryRevealed: Bool) {
      self.lead = lead
      self.reason = reason
      self.dispute = dispute
      self.juryRevealed = juryRevealed
    }
  }
}

/// Why a rule could not decide a field.
package enum Dispute: Hashable, Sendable, Codable {
  /// The humans who count differ.
  case humansDiffer
  /// The humans agree, and the jury's verdict is another one.
  case juryDisagrees
  /// The humans agree, and the jury comes to no verdict.
  case jurySplit
  /// Fewer verdicts than the quorum.
  case juryShort(verdicts: Int, needed: Int)
  /// Fewer humans than needed gave a label that counts.
  case tooFewRaters(count: Int, needed: Int)
  /// It depends on fields that are not decided themselves.
  case awaits([FieldID])
}
