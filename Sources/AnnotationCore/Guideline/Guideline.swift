/// The rules of one benchmark as data: fields, choices, criteria, decisions, prompts.
///
/// A guideline is read from a YAML file by `GuidelineFiles`, which refuses a wrong one; a value of
/// this type therefore keeps these promises: ids are unique, every reference resolves, every text
/// exists in every language of ``languages``, and every complete stage one selects something.
package struct Guideline: Hashable, Sendable, Codable {
  package var id: String
  package var version: String
  package var title: LocalizedText
  package var description: LocalizedText
  /// The languages that every text of the guideline exists in; the first is the default.
  package var languages: [String]
  package var flow: Flow
  /// Two stages: the issue, then the answer.
  package var stages: [Stage]
  package var criteria: CriterionTable
  /// Every point that a criterion may look for, in the order of the file.
  package var points: [Choice]
  package var decisions: DecisionPolicy
  package var time: TimePolicy
  /// Nil where nobody is trained.
  package var training: TrainingPolicy?
  /// Nil where no gold items are mixed in.
  package var gold: GoldPolicy?
  /// Items that are labelled without stage one, to tell what stage one does; nil for none.
  package var singleStage: SingleStagePolicy?
  /// Whether annotators are shown what the jury says, and when.
  package var assistance: AssistancePolicy
  /// Prompt templates by purpose, such as `review`.
  package var prompts: [String: String]

  package init(
    id: String,
    version: String,
    title: LocalizedText,
    description: LocalizedText,
    languages: [String],
    flow: Flow,
    stages: [Stage],
    criteria: CriterionTable,
    points: [Choice],
    decisions: DecisionPolicy,
    time: TimePolicy = TimePolicy(),
    training: TrainingPolicy? = nil,
    gold: GoldPolicy? = nil,
    singleStage: SingleStagePolicy? = nil,
    assistance: AssistancePolicy = AssistancePolicy(),
    prompts: [String: String]
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.description = description
    self.languages = languages
    self.flow = flow
    self.stages = stages
    self.criteria = criteria
    self.points = points
    self.decisions = decisions
    self.time = time
    self.training = training
    self.gold = gold
    self.singleStage = singleStage
    self.assistance = assistance
    self.prompts = prompts
  }

  /// Reads a guideline as a project keeps it; one that was kept before times were measured has the
  /// usual policy.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    version = try values.decode(String.self, forKey: .version)
    title = try values.decode(LocalizedText.self, forKey: .title)
    description = try values.decode(LocalizedText.self, forKey: .description)
    languages = try values.decode([String].self, forKey: .languages)
    flow = try values.decode(Flow.self, forKey: .flow)
    stages = try values.decode([Stage].self, forKey: .stages)
    criteria = try values.decode(CriterionTable.self, forKey: .criteria)
    points = try values.decode([Choice].self, forKey: .points)
    decisions = try values.decode(DecisionPolicy.self, forKey: .decisions)
    time = try values.decodeIfPresent(TimePolicy.self, forKey: .time) ?? TimePolicy()
    training = try values.decodeIfPresent(TrainingPolicy.self, forKey: .training)
    gold = try values.decodeIfPresent(GoldPolicy.self, forKey: .gold)
    singleStage = try values.decodeIfPresent(SingleStagePolicy.self, forKey: .singleStage)
    assistance =
      try values.decodeIfPresent(AssistancePolicy.self, forKey: .assistance) ?? AssistancePolicy()
    prompts = try values.decode([String: String].self, forKey: .prompts)
  }

  /// When stage two opens.
  package enum Flow: String, Hashable, Sendable, Codable, CaseIterable {
    /// At once, on the annotator's own stage one.
    case walk = "walk"
    /// When the item's stage one is decided.
    case gate = "gate"
  }

  /// One of the two passes over an item, with its fields in the order they are asked.
  package struct Stage: Hashable, Sendable, Codable {
    package var id: String
    package var title: LocalizedText
    package var help: LocalizedText
    package var fields: [Field]

    package init(id: String, title: LocalizedText, help: LocalizedText, fields: [Field]) {
      self.id = id
      self.title = title
      self.help = help
      self.fields = fields
    }
  }

  /// All fields of both stages, in order.
  package var fields: [Field] { stages.flatMap(\.fields) }

  /// The fields of one stage, in order.
  package func fields(of stage: StageNumber) -> [Field] { self[stage].fields }

  /// The stage with that number.
  package subscript(stage: StageNumber) -> Stage { stages[stage.rawValue - 1] }

  /// The field with that id, or nil.
  package func field(_ id: FieldID) -> Field? { fields.first { $0.id == id } }

  /// The stage that asks that field, or nil where there is no such field.
  package func stage(of id: FieldID) -> StageNumber? {
    StageNumber.allCases.first { stage in self[stage].fields.contains { $0.id == id } }
  }

  /// The choices that a field offers under a criterion.
  ///
  /// Only a field whose choices are the points depends on the criterion; without one it offers
  /// every point.
  package func choices(of field: Field, under criterion: CriterionID?) -> [Choice] {
    switch field.kind {
    case .single(let options), .multiple(let options):
      switch options {
      case .listed(let choices): return choices
      case .points:
        guard let criterion = criteria.criterion(criterion) else { return points }
        return criterion.points.compactMap { id in points.first { $0.id == id } }
      }
    case .scale, .text: return []
    }
  }
}

/// The first or the second pass over an item.
package enum StageNumber: Int, Hashable, Sendable, Codable, CaseIterable, Comparable {
  case one = 1
  case two = 2

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

extension Guideline {
  /// The first of the wanted languages that the guideline has, else its default.
  package func language(preferring wanted: [String]) -> String {
    wanted.first(where: languages.contains) ?? languages.first ?? "en"
  }
}
