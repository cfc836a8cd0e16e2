import AnnotationCore
import ModelTasks

/// A guideline as a template sees it: titles and help in one language, everything by its id.
struct GuidelineWords {
  private let guideline: Guideline
  private let language: String
  private let order: Ordering
  private let stages: [StageNumber]

  init(
    _ guideline: Guideline,
    language: String,
    order: Ordering = .given,
    stages: [StageNumber]? = nil
  ) {
    self.guideline = guideline
    self.language = language
    self.order = order
    self.stages = stages ?? guideline.stageNumbers
  }

  var context: [String: Any] {
    [
      "title": guideline.title.text(in: language),
      "description": guideline.description.text(in: language),
      "stages": stages.map { stage(guideline[$0]) },
      "criteria": guideline.criteria.map(criterion),
      "table": table,
    ]
  }

  /// The fields as questions of their own, texts left out.
  var questions: [ChoiceQuestion] {
    stages.flatMap { guideline.fields(of: $0) }.flatMap(questions)
  }

  private func questions(_ field: Field) -> [ChoiceQuestion] {
    let isConditional = mayBeUnasked(field)
    var asked = field.title.text(in: language) + ". " + field.help.text(in: language)
    if !field.when.isEmpty { asked += " Only where \(condition(field.when))." }
    let none =
      isConditional ? [(ChoiceQuestion.notApplicable, "The question does not apply.")] : []
    switch field.kind {
    case .single, .multiple:
      let choices = order.arranged(guideline.choices(of: field, under: nil), of: field.id)
      if case .single = field.kind {
        let offered = choices.map { ($0.id, words(of: $0)) }
        return [ChoiceQuestion(field: field.id, instructions: asked, choices: offered + none)]
      }
      return choices.map { choice in
        ChoiceQuestion(
          field: field.id,
          about: choice.id,
          instructions: asked + " Is this so: " + words(of: choice)
        )
      }
    case .scale(let steps, let labels):
      let offered = steps.map { step in
        (String(step), labels[step]?.text(in: language) ?? String(step))
      }
      return [ChoiceQuestion(field: field.id, instructions: asked, choices: offered + none)]
    case .text: return []
    }
  }

  private func stage(_ stage: Guideline.Stage) -> [String: Any] {
    [
      "title": stage.title.text(in: language),
      "help": stage.help.text(in: language),
      "fields": stage.fields.map(field),
    ]
  }

  private func field(_ field: Field) -> [String: Any] {
    var context: [String: Any] = [
      "id": field.id,
      "title": field.title.text(in: language),
      "help": field.help.text(in: language),
      "takes": takes(field),
      "conditions": field.when.isEmpty ? [] : [["words": condition(field.when)]],
      "choices": [[String: Any]](),
    ]
    switch field.kind {
    case .single(.listed(let choices)), .multiple(.listed(let choices)):
      context["choices"] = order.arranged(choices, of: field.id).map { choice in
        let ends =
          field.isEnding(.single(choice.id)) ? " It ends the item: every later field is null." : ""
        return ["id": choice.id, "words": words(of: choice) + ends]
      }
    default: break
    }
    return context
  }

  /// What the reply holds for a field, in words.
  private func takes(_ field: Field) -> String {
    switch field.kind {
    case .single: "one of the ids"
    case .multiple(.listed): "a list of ids, empty where none applies"
    case .multiple(.points):
      "a list of ids of points of the criterion, empty where none is violated"
    case .scale(let steps, let labels):
      "a whole number from \(steps.lowerBound) to \(steps.upperBound)"
        + labels.sorted { $0.key < $1.key }
        .map { ", \($0.key): \($0.value.text(in: language))" }.joined()
    case .text(let maximum): "a text of at most \(maximum) characters"
    }
  }

  private func choice(_ choice: Choice) -> [String: Any] {
    ["id": choice.id, "words": words(of: choice)]
  }

  private func words(of choice: Choice) -> String {
    let help = choice.help.text(in: language)
    let title = choice.title.text(in: language)
    return help.isEmpty ? title : "\(title). \(help)"
  }

  private func criterion(_ criterion: Criterion) -> [String: Any] {
    [
      "id": criterion.id,
      "title": criterion.title.text(in: language),
      "help": criterion.help.text(in: language),
      "points": order.arranged(
        guideline.points.filter { criterion.points.contains($0.id) },
        of: criterion.id
      ).map(choice),
    ]
  }

  /// What leads to the criterion of each stage that has one; named where there is more than one.
  private var table: [[String: Any]] {
    let judged = guideline.stages.filter { $0.criterion != .none }
    return judged.flatMap { stage -> [[String: Any]] in
      let place = judged.count > 1 ? "\(stage.title.text(in: language)), " : ""
      switch stage.criterion {
      case .none: return []
      case .fixed(let id): return [["words": "\(place)for every item: the criterion '\(id)'"]]
      case .selected(let table): return table.rows.map { ["words": place + words(of: $0)] }
      }
    }
  }

  private func words(of row: CriterionTable.Row) -> String {
    let then =
      switch row.selects {
      case .setAside: "the item is set aside: every field of this stage and of later ones is null"
      case .criterion(let id): "the criterion '\(id)'"
      }
    return "where \(condition(row.when)): \(then)"
  }

  private func mayBeUnasked(_ field: Field) -> Bool {
    guideline.stage(of: field.id).map { guideline.mayBeUnasked(field, in: $0) } ?? true
  }

  private func condition(_ conditions: Conditions) -> String {
    conditions.sorted { $0.key < $1.key }
      .map { "\($0.key) is \($0.value.joined(separator: " or "))" }
      .joined(separator: " and ")
  }
}
