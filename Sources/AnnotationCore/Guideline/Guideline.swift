/// The rules of one benchmark as data: fields, choices, criteria, decisions, prompts.
///
/// A guideline is read from a YAML file by `GuidelineFiles`, which refuses a wrong one; a value of
/// this type therefore keeps these promises: ids are unique, every reference resolves, every text
/// exists in every language of ``languages``, and whatever a stage says leads somewhere.
package struct Guideline: Hashable, Sendable, Codable {
  package var id: String
  package var version: String
  package var title: LocalizedText
  package var description: LocalizedText
  /// The languages that every text of the guideline exists in; the first is the default.
  package var languages: [String]
  package var flow: Flow
  /// The passes over an item, in their order; at least one.
  package var stages: [Stage]
  /// Every criterion that a stage may be judged by.
  package var criteria: [Criterion]
  /// Every point that a criterion may look for, in the order of the file.
  package var points: [Choice]
  package var decisions: DecisionPolicy
  package var time: TimePolicy
  /// Nil where nobody is trained.
  package var training: TrainingPolicy?
  /// Nil where no gold items are mixed in.
  package var gold: GoldPolicy?
  /// Items of which the last stage alone is labelled, to tell what the others do; nil for none.
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
    criteria: [Criterion],
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
    criteria = try values.decode([Criterion].self, forKey: .criteria)
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

  /// When a later stage opens.
  package enum Flow: String, Hashable, Sendable, Codable, CaseIterable {
    /// At once, on what the annotator said before.
    case walk = "walk"
    /// When what it follows from is decided.
    case gate = "gate"
  }

  /// All fields of all stages, in order.
  package var fields: [Field] { stages.flatMap(\.fields) }

  /// The field with that id, or nil.
  package func field(_ id: FieldID) -> Field? { fields.first { $0.id == id } }

  /// The criterion with that id, or nil.
  package func criterion(_ id: CriterionID?) -> Criterion? { criteria.first { $0.id == id } }

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
        guard let criterion = self.criterion(criterion) else { return points }
        return criterion.points.compactMap { id in points.first { $0.id == id } }
      }
    case .scale, .text: return []
    }
  }
}

extension Guideline {
  /// The first of the wanted languages that the guideline has, else its default.
  package func language(preferring wanted: [String]) -> String {
    wanted.first(where: languages.contains) ?? languages.first ?? "en"
  }
}
