package typealias CriterionID = String

/// The table (scope, nature) → criterion, read from top to bottom.
package struct CriterionTable: Hashable, Sendable, Codable {
  /// The stage-one fields that select.
  package var selectBy: [FieldID]
  package var rows: [Row]
  package var list: [Criterion]

  package init(selectBy: [FieldID], rows: [Row], list: [Criterion]) {
    self.selectBy = selectBy
    self.rows = rows
    self.list = list
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

  /// What stage one selects: the first row that holds, or nil while none does.
  package func selection(for values: FieldValues) -> Selection? {
    rows.first { $0.when.hold(in: values) }?.selects
  }

  /// The criterion with that id, or nil.
  package func criterion(_ id: CriterionID?) -> Criterion? {
    list.first { $0.id == id }
  }
}

/// What stage two judges by.
package enum Selection: Hashable, Sendable, Codable {
  case criterion(CriterionID)
  /// The item is outside the benchmark: there is no stage two.
  case setAside

  /// The criterion's id, or nil where the item is set aside.
  package var criterion: CriterionID? {
    if case .criterion(let id) = self { id } else { nil }
  }
}

/// A criterion of stage two, with the points to look for.
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
