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
    stages: [StageNumber] = StageNumber.allCases
  ) {
    self.guideline = guideline
    self.language = language
    self.order = order
    self.stages = stages
  }

  var context: [String: Any] {
    [
      "title": guideline.title.text(in: language),
      "description": guideline.description.text(in: language),
      "stages": stages.map { stage(guideline.stages[$0.rawValue - 1]) },
      "criteria": guideline.criteria.list.map(criterion),
      "table": guideline.criteria.rows.map(row),
    ]
  }

  /// The fields as questions of their own, texts left out.
  var questions: [ChoiceQuestion] {
    stages.flatMap { guideline.fields(of: $0) }.flatMap(questions)
  }

  private func questions(_ field: Field) -> [ChoiceQuestion] {
    let isConditional = !field.when.isEmpty || guideline.stage(of: field.id) == .two
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
      context["choices"] = order.arranged(choices, of: field.id).map(choice)
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

  private func row(_ row: CriterionTable.Row) -> [String: Any] {
    let then =
      switch row.selects {
      case .setAside: "the item is set aside: every field of the second stage is null"
      case .criterion(let id): "the criterion '\(id)'"
      }
    return ["words": "where \(condition(row.when)): \(then)"]
  }

  private func condition(_ conditions: Conditions) -> String {
    conditions.sorted { $0.key < $1.key }
      .map { "\($0.key) is \($0.value.joined(separator: " or "))" }
      .joined(separator: " and ")
  }
}
