import AnnotationCore
import ProjectStore
import TerminalKit

/// An item, line by line.
extension ItemState {
  /// A later stage of an item goes on where the one before ended: its text has just been printed.
  func lines(in app: App, after before: any Screen) -> [String] {
    (before as? ItemState)?.item.id == item.id ? [] : app.plainText(of: self)
  }

  func question(in app: App, after asked: AskedField?) -> (field: AskedField, lines: [String])? {
    let now = AskedField(item: item.id, stage: session.stage, field: focus)
    guard now != asked else { return nil }
    let opening =
      asked?.item != now.item || asked?.stage != now.stage ? app.plainLines(ofStage: self) : []
    guard whyNotEdit == nil, let field = focusedField else {
      return (now, opening + app.plainFields(of: self))
    }
    return (now, opening + app.plainQuestion(field, of: self))
  }

  var lineCommands: [LineCommand] {
    [
      .printing("text", help: "Print question and answer again.") { app, _ in
        app.plainText(of: self)
      },
      .printing("fields", help: "Print every field with its value.") { app, _ in
        app.plainFields(of: self)
      },
    ]
  }

  func prompt(in app: App) -> String {
    guard unfinishedText.isEmpty else { return "…" }
    if let why = whyNotEdit { return "\(why) Enter opens the next item" }
    guard let field = focusedField else { return "Enter commits; a number goes to its field" }
    let title = field.title.text(in: app.language)
    guard let value = form.values[field.id] else { return title }
    return "\(title) (enter keeps: \(app.words(for: value, of: field.id)))"
  }

  /// Takes a line for the field in focus, or for the line that commits.
  mutating func answer(line: String, in app: App) throws(NoAnswer) -> [Effect] {
    guard whyNotEdit == nil else { return [.openNext(position)] }
    guard let field = focusedField else {
      if line.trimmed.isEmpty { return commit() }
      let fields = form.askedFields
      guard let number = Int(line.trimmed), fields.indices.contains(number - 1) else {
        throw NoAnswer(sentence: "'\(line)' is no number of a field, and nothing was committed.")
      }
      focus(on: fields[number - 1].id)
      return []
    }
    let goesOn = field.kind.isText && line.hasSuffix("\\")
    let text = unfinishedText + (goesOn ? line.dropLast() + "\n" : line)
    var form = form
    try form.take(text, for: field, language: app.language)
    // A text that goes on is kept as far as it goes.
    unfinishedText = goesOn ? text : ""
    edit(field) { $0 = form }
    if !goesOn { focusNext() }
    return []
  }
}

extension App {
  /// An item from its beginning: id, question, answer, what was left on it.
  func plainText(of state: ItemState) -> [String] {
    [
      "", "Item \(state.item.id), \(state.item.language)", "Question:", state.item.question,
      "Answer:",
    ]
      + [state.item.answer] + state.flags.map { "Your flag: \($0)" }
  }

  /// What is known when a stage opens: its criterion, where it has one, and how it was reached.
  func plainLines(ofStage state: ItemState) -> [String] {
    let stage = guideline[state.session.stage]
    let number =
      state.form.basis.isAlone || guideline.stages.count == 1
      ? "" : "Stage \(state.session.stage.rawValue): "
    var lines = ["", number + stage.title.text(in: language)]
    if let criterion = state.form.criterion {
      let reached = stage.criterion.selectBy
        .map { words(for: state.form.basis.values[$0], of: $0) }
      let way =
        state.form.basis.isAlone || reached.isEmpty
        ? "" : " for \(reached.joined(separator: ", "))"
      lines.append(
        "Criterion\(way): \(criterion.title.text(in: language)). "
          + criterion.help.text(in: language)
      )
    }
    if let suggestions = state.suggestions {
      lines.append(words(for: suggestions))
      lines += reasons(in: suggestions, to: state.form.askedFields.filter(\.kind.isText))
    }
    return lines
  }

  /// A field as it is asked: title, help, choices with their keys.
  func plainQuestion(_ field: Field, of state: ItemState) -> [String] {
    let fields = state.form.askedFields
    let number = (fields.firstIndex { $0.id == field.id } ?? 0) + 1
    let head = "\(number) of \(fields.count), \(field.title.text(in: language))"
    let help = field.help.text(in: language)
    return [help.isEmpty ? head : "\(head): \(help)"]
      + plainChoices(of: field, in: state.form, suggestions: state.suggestions)
  }

  /// Every field with its number and what it holds.
  func plainFields(of state: ItemState) -> [String] {
    state.form.askedFields.enumerated().map { index, field in
      let value = state.form.values[field.id]
      let held =
        value == nil && !field.isOptional
        ? "still empty" : words(for: value ?? .multiple([]), of: field.id)
      return "\(index + 1)  \(field.title.text(in: language)): \(held)"
    }
  }
}
