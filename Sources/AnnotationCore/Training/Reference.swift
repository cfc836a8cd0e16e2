/// What is known about an item: labels that an annotator's are held against.
package struct Reference: Hashable, Sendable {
  package var item: ItemID
  package var purpose: Purpose
  /// The labels of the fields that count; others are not compared.
  package var values: FieldValues
  /// Why these labels are right, for those who are in training.
  package var why: String

  package init(item: ItemID, purpose: Purpose, values: FieldValues, why: String) {
    self.item = item
    self.purpose = purpose
    self.values = values
    self.why = why
  }

  /// What a reference is for.
  package enum Purpose: String, Hashable, Sendable, Codable, CaseIterable {
    /// Feedback follows each commit; the item is no part of the benchmark.
    case training = "training"
    /// Mixed in unmarked; the item is an ordinary one of the benchmark.
    case gold = "gold"
  }
}

/// An annotator's labels beside a reference.
package struct ReferenceComparison: Hashable, Sendable {
  /// The fields that the reference speaks about, in the guideline's order.
  package let fields: [Line]

  package init(reference: Reference, given: FieldValues, guideline: Guideline) {
    fields = guideline.fields.compactMap { field in
      guard let expected = reference.values[field.id] else { return nil }
      return Line(field: field.id, expected: expected, given: given[field.id])
    }
  }

  /// One field.
  package struct Line: Hashable, Sendable {
    package var field: FieldID
    package var expected: FieldValue
    /// What the annotator said, or nil where they were not asked.
    package var given: FieldValue?

    package var matches: Bool { given == expected }
  }

  package var compared: Int { fields.count }

  package var matching: Int { fields.count(where: \.matches) }

  /// The share of the compared fields that match, or nil where nothing is compared.
  package var share: Double? { compared == 0 ? nil : Double(matching) / Double(compared) }
}
