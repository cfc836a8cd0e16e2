extension Guideline {
  /// One pass over an item, with its fields in the order they are asked.
  package struct Stage: Hashable, Sendable, Codable {
    package var id: String
    package var title: LocalizedText
    package var help: LocalizedText
    package var fields: [Field]
    package var criterion: CriterionRule

    package init(
      id: String,
      title: LocalizedText,
      help: LocalizedText,
      fields: [Field],
      criterion: CriterionRule = .none
    ) {
      self.id = id
      self.title = title
      self.help = help
      self.fields = fields
      self.criterion = criterion
    }

    /// Whether a field of the stage is asked, given the values so far: its conditions hold, and no choice
    /// before it in the stage ends the item.
    package func asks(_ field: Field, given values: FieldValues) -> Bool {
      field.when.hold(in: values)
        && !endingFields(before: field).contains { $0.isEnding(values[$0.id]) }
    }

    /// The fields a choice of which ends the item.
    package var endingFields: [Field] { fields.filter { !$0.endingChoices.isEmpty } }

    /// Those of them that are asked before a field.
    package func endingFields(before field: Field) -> [Field] {
      fields.prefix { $0.id != field.id }.filter { !$0.endingChoices.isEmpty }
    }

    /// Whether one of the values is a choice that ends the item.
    package func isEnded(by values: FieldValues) -> Bool {
      fields.contains { $0.isEnding(values[$0.id]) }
    }
  }

  /// The numbers of the stages, in order.
  package var stageNumbers: [StageNumber] { stages.indices.map(StageNumber.init(index:)) }

  /// The number of the last stage.
  package var lastStage: StageNumber { StageNumber(index: max(0, stages.count - 1)) }

  /// The stage with that number.
  package subscript(stage: StageNumber) -> Stage { stages[stage.index] }

  /// The fields of one stage, in order; none where there is no such stage.
  package func fields(of stage: StageNumber) -> [Field] {
    stages.indices.contains(stage.index) ? stages[stage.index].fields : []
  }

  /// The stage that asks that field, or nil where there is no such field.
  package func stage(of id: FieldID) -> StageNumber? {
    stages.firstIndex { $0.fields.contains { $0.id == id } }.map(StageNumber.init(index:))
  }
}

/// Which pass over an item it is, from 1.
package struct StageNumber: RawRepresentable, Hashable, Sendable, Codable, Comparable {
  package let rawValue: Int

  /// Nil where the number is not positive.
  package init?(rawValue: Int) {
    guard rawValue > 0 else { return nil }
    self.rawValue = rawValue
  }

  /// - Parameter index: the place among the stages, from 0.
  package init(index: Int) { rawValue = max(0, index) + 1 }

  package static let first = StageNumber(index: 0)

  /// The place among the stages, from 0.
  package var index: Int { rawValue - 1 }

  /// The number of the stage that comes after it.
  package var next: StageNumber { StageNumber(index: index + 1) }

  /// The stages that come before it, in order.
  package var earlier: [StageNumber] { (0..<index).map(StageNumber.init(index:)) }

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
