import AnnotationCore
import ProjectStore
import TerminalKit

/// What a lead can do with an item in dispute, beside choosing a label by its key.
let adjudicationCommands: [Command] = (0..<mostColumns).map(adopting) + ownAdjudicationCommands

/// So many raters' labels can be adopted by a letter.
private let mostColumns = 6

private let ownAdjudicationCommands: [Command] = [
  Command(
    "adjudication.next-field",
    on: \.adjudication,
    .tab,
    .down,
    .character("J"),
    name: "next field",
    help: "Go to the next disputed field.",
    isPrimary: true,
    run: { state in
      state.moveFocus(by: 1)
      return []
    }
  ),
  Command(
    "adjudication.field-before",
    on: \.adjudication,
    .backTab,
    .up,
    .character("K"),
    name: "field before",
    help: "Go to the disputed field before.",
    run: { state in
      state.moveFocus(by: -1)
      return []
    }
  ),
  Command(
    "adjudication.decide",
    on: \.adjudication,
    .enter,
    name: "decide",
    help: "Decide on the choices that are marked, with a reason.",
    whyNot: { state in
      if case .multiple = state.focusedField?.kind { return nil }
      return "Take a label by its key, or a rater's by their letter."
    },
    run: { state in
      state.focus.map { [state.asking($0, .multiple(state.marked))] } ?? []
    }
  ),
  Command(
    "adjudication.reveal-jury",
    on: \.adjudication,
    .character("R"),
    name: "reveal jury",
    help: "Show the jury's verdicts. That you saw them goes on record.",
    isPrimary: true,
    whyNot: { state in
      if state.isJuryRevealed { return "The jury's verdicts are shown." }
      return state.jury.isEmpty ? "No juror has reviewed this item." : nil
    },
    run: { state in
      state.isJuryRevealed = true
      return []
    }
  ),
  Command(
    "adjudication.open-text",
    on: \.adjudication,
    .character("O"),
    name: "open text",
    help: "Show question and answer in full, or fold them.",
    isPrimary: true,
    run: { state in
      state.isTextOpen.toggle()
      return []
    }
  ),
  Command(
    "adjudication.page-down",
    in: .adjudication,
    .pageDown,
    name: "text down",
    help: "Scroll down.",
    run: { app in
      let first = app.metrics.text.moved(by: .pages(1))
      app.adjudication?.scroll = first
      return []
    }
  ),
  Command(
    "adjudication.page-up",
    in: .adjudication,
    .pageUp,
    name: "text up",
    help: "Scroll up.",
    run: { app in
      let first = app.metrics.text.moved(by: .pages(-1))
      app.adjudication?.scroll = first
      return []
    }
  ),
  Command(
    "adjudication.next-item",
    on: \.adjudication,
    .character("N"),
    name: "next item",
    help: "Leave this item for later.",
    isPrimary: true,
    whyNot: { $0.left < 2 ? "This is the only item in dispute." : nil },
    run: { state in [.openDispute(after: state.dossier.item.id)] }
  ),
  Command(
    "adjudication.queue",
    on: \.adjudication,
    .escape,
    .character("Q"),
    name: "queue",
    help: "Go back to the queue.",
    isPrimary: true,
    run: { _ in [.loadQueue] }
  ),
]

/// The command that adopts a rater's label: A for the first, B for the second.
private func adopting(_ column: Int) -> Command {
  let letter = raterLetter(column)
  return Command(
    "adjudication.adopt-\(letter.lowercased())",
    on: \.adjudication,
    .character(letter),
    name: "adopt \(letter)",
    help: "Take the label of rater \(letter).",
    isPrimary: true,
    whyNot: { state in
      guard state.focusedField != nil else { return "No field is left to decide here." }
      return state.label(ofColumn: column) == nil
        ? "There is no label of a rater \(letter) for this field." : nil
    },
    run: { state in
      guard let field = state.focus, let label = state.label(ofColumn: column) else { return [] }
      return [state.asking(field, label)]
    }
  )
}

/// The letter that stands for a rater whose name is hidden.
func raterLetter(_ column: Int) -> Character {
  Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(column)))
}

extension AdjudicationState {
  /// What a rater said about the focused field, or nil where they were not asked.
  func label(ofColumn column: Int) -> FieldValue? {
    guard let focus, humans.indices.contains(column) else { return nil }
    return humans[column].values[focus]
  }

  /// Asks for the reason of a decision.
  func asking(_ field: FieldID, _ label: FieldValue) -> Effect {
    .ask(Prompt(.reason(field, label), text: lastReason))
  }

  /// Gives a small letter to the focused field: one of several choices is marked, a single one asks
  /// for its reason.
  /// - Returns: what should happen, or nil where the field does not know the key.
  mutating func answer(_ key: Key) -> [Effect]? {
    guard case .character(let character) = key, let field = focusedField,
      let choice = choices(of: field).first(where: { $0.key == String(character) })
    else { return nil }
    guard case .multiple = field.kind else { return [asking(field.id, .single(choice.id))] }
    if marked.remove(choice.id) == nil { marked.insert(choice.id) }
    return []
  }
}
