import AnnotationCore

/// A guideline as a template sees it: titles and help in one language, everything by its id.
struct GuidelineWords {
  private let guideline: Guideline
  private let language: String

  init(_ guideline: Guideline, language: String) {
    self.guideline = guideline
    self.language = language
  }

  var context: [String: Any] {
    [
      "title": guideline.title.text(in: language),
      "description": guideline.description.text(in: language),
      "stages": guideline.stages.map(stage),
      "criteria": guideline.criteria.list.map(criterion),
      "table": guideline.criteria.rows.map(row),
    ]
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
      context["choices"] = choices.map(choice)
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
    let help = choice.help.text(in: language)
    let title = choice.title.text(in: language)
    return ["id": choice.id, "words": help.isEmpty ? title : "\(title). \(help)"]
  }

  private func criterion(_ criterion: Criterion) -> [String: Any] {
    [
      "id": criterion.id,
      "title": criterion.title.text(in: language),
      "help": criterion.help.text(in: language),
      "points": guideline.points.filter { criterion.points.contains($0.id) }.map(choice),
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
