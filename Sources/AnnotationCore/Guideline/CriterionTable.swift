package typealias CriterionID = String

/// How a stage comes by the criterion that it is judged by.
package enum CriterionRule: Hashable, Sendable, Codable {
  /// It has none.
  case none
  /// It is the same for every item.
  case fixed(CriterionID)
  /// What the stages before said selects it.
  case selected(CriterionTable)

  /// The fields that select; none where nothing is selected.
  package var selectBy: [FieldID] {
    if case .selected(let table) = self { table.selectBy } else { [] }
  }
}

/// A table from the values of some fields to a criterion, such as (scope, nature) → criterion.
package struct CriterionTable: Hashable, Sendable, Codable {
  /// The fields that select, all of earlier stages.
  package var selectBy: [FieldID]
  /// Read from top to bottom.
  package var rows: [Row]

  package init(selectBy: [FieldID], rows: [Row]) {
    self.selectBy = selectBy
    self.rows = rows
  }

  /// One row of the table.
  package struct Row: Hashable, Sendable, Codable {
    package var when: Conditions
    package var selects: Selection

    package init(when: Conditions, selects: Selection) {
      self.when = when
      self.selects = selects
    }
  }

  /// What some values select: the first row that holds, or nil while none does.
  package func selection(for values: FieldValues) -> Selection? {
    rows.first { $0.when.hold(in: values) }?.selects
  }
}

/// What a row of a table leads to.
package enum Selection: Hashable, Sendable, Codable {
  case criterion(CriterionID)
  /// The item is outside the benchmark: the stage is not asked.
  case setAside

  /// The criterion's id, or nil where the item is set aside.
  package var criterion: CriterionID? {
    if case .criterion(let id) = self { id } else { nil }
  }
}

/// What a stage is judged by, with the points to look for.
package struct Criterion: Hashable, Sendable, Codable {
  package var id: CriterionID
  package var title: LocalizedText
  package var help: LocalizedText
  /// Ids of the guideline's points, in the order they are shown.
  package var points: [ChoiceID]
  /// Cases to learn from.
  package var examples: [LocalizedText]

  package init(
    id: CriterionID,
    title: LocalizedText,
    help: LocalizedText,
    points: [ChoiceID],
    examples: [LocalizedText] = []
  ) {
    self.id = id
    self.title = title
    self.help = help
    self.points = points
    self.examples = examples
  }

  /// Reads a criterion as a project keeps it, with or without examples.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(CriterionID.self, forKey: .id)
    title = try values.decode(LocalizedText.self, forKey: .title)
    help = try values.decode(LocalizedText.self, forKey: .help)
    points = try values.decode([ChoiceID].self, forKey: .points)
    examples = try values.decodeIfPresent([LocalizedText].self, forKey: .examples) ?? []
  }
}
