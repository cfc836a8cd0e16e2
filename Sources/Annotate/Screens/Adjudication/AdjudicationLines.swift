import AnnotationCore
import ProjectStore

/// An item in dispute, line by line.
extension AdjudicationState {
  func lines(in app: App, after before: any Screen) -> [String] { app.plainLines(of: self) }

  func question(in app: App, after asked: AskedField?) -> (field: AskedField, lines: [String])? {
    let now = AskedField(item: dossier.item.id, field: focus)
    return now == asked ? nil : (now, app.plainQuestion(of: self))
  }

  func prompt(in app: App) -> String { focus.map(app.title(of:)) ?? ":next-item or :queue" }

  mutating func answer(line: String, in app: App) throws(NoAnswer) -> [Effect] {
    guard !line.trimmed.isEmpty else {
      throw NoAnswer(
        sentence: "Type a label, or :adopt with a rater's letter; :next-item leaves it for later."
      )
    }
    return try answer(line: line, language: app.language)
  }
}

extension App {
  /// The item, and what each rater said on each field.
  fileprivate func plainLines(of state: AdjudicationState) -> [String] {
    let item = state.dossier.item
    var lines = [
      "", "Item \(item.id), \(item.language), \(state.left) left in dispute", "Question:",
      item.question, "Answer:", item.answer,
    ]
    let labels = state.isJuryRevealed ? state.juryLabels : [:]
    for field in guideline.fields {
      var said = state.humans.enumerated().compactMap { column, ballot in
        ballot.values[field.id].map { "\(raterLetters(column)) \(words(for: $0, of: field.id))" }
      }
      for statement in state.jury {
        guard let label = labels[field.id]?[statement.juror], label != .none else { continue }
        said.append("\(statement.juror) \(words(for: label, of: field.id))")
      }
      if let decision = state.dossier.decisions[field.id] {
        let value = decision.value.map { words(for: $0, of: field.id) } ?? "does not apply"
        said.append("decided: \(value), \(decision.basis.how.words)")
      }
      if !said.isEmpty { lines.append("\(title(of: field.id)): \(said.joined(separator: "; "))") }
    }
    return lines + state.dossier.flags.map { "Flag of \(state.author(of: $0)): \($0.comment)" }
  }

  /// The field that is to be decided, and why.
  fileprivate func plainQuestion(of state: AdjudicationState) -> [String] {
    guard let field = state.focusedField, let dispute = state.dossier.disputes[field.id] else {
      return ["Everything here is decided."]
    }
    let place = (state.decidableFields.firstIndex { $0.id == field.id } ?? 0) + 1
    return [
      "\(place) of \(state.decidableFields.count), \(title(of: field.id)): \(words(for: dispute))"
    ] + plainChoices(of: field, in: state.form)
  }
}
