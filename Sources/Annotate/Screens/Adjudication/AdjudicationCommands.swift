import AnnotationCore
import ProjectStore
import TerminalKit

extension CommandID {
  /// The commands that adopt a rater's label by one key.
  ///
  /// Later letters are commands of their own: those raters' labels are adopted by a question.
  static let adoptingByLetter = (0..<6).map {
    adjudication("adopt-\(raterLetters($0).lowercased())")
  }
}

/// What a lead can do with an item in dispute, beside choosing a label by its key.
let adjudicationCommands: [Command] =
  CommandID.adoptingByLetter.indices.map(adopting) + ownAdjudicationCommands

private let ownAdjudicationCommands: [Command] = [
  Command(
    .adjudication("next-field"),
    on: \.adjudication,
    keys: [.tab, .down, .character("J")],
    name: "next field",
    help: "Go to the next disputed field.",
    isPrimary: true,
    isPlain: true,
    run: changing { $0.moveFocus(by: 1) }
  ),
  Command(
    .adjudication("field-before"),
    on: \.adjudication,
    keys: [.backTab, .up, .character("K")],
    name: "field before",
    help: "Go to the disputed field before.",
    isPlain: true,
    run: changing { $0.moveFocus(by: -1) }
  ),
  Command(
    .adjudication("adopt"),
    on: \.adjudication,
    keys: [.character("=")],
    name: "adopt",
    help: "Take the label of the rater whose letter you name.",
    isPlain: true,
    whyNot: { $0.focusedField == nil ? "No field is left to decide here." : nil },
    run: { _ in [.ask(Prompt(.adopt))] }
  ),
  Command(
    .adjudication("decide"),
    on: \.adjudication,
    keys: [.enter],
    name: "decide",
    help: "Decide on the label that is entered; in a text field, begin to write.",
    whyNot: { $0.focusedField == nil ? "No field is left to decide here." : nil },
    run: { $0.decide() }
  ),
  Command(
    .adjudication("editor"),
    on: \.adjudication,
    keys: [.control("o")],
    name: "editor",
    help: "Write the text in your own editor ($VISUAL or $EDITOR).",
    whyNot: { $0.editor?.text == nil ? "Only a text field opens in the editor." : nil },
    run: { state in
      state.focus.map { [.edit($0, state.editor?.text?.text ?? "", about: state.dossier.item)] }
        ?? []
    }
  ),
  Command(
    .adjudication("reveal-jury"),
    on: \.adjudication,
    keys: [.character("R")],
    name: "reveal jury",
    help: "Show the jury's verdicts. That you saw them goes on record.",
    isPrimary: true,
    isPlain: true,
    whyNot: { state in
      if state.isJuryRevealed { return "The jury's verdicts are shown." }
      return state.jury.isEmpty ? "No juror has reviewed this item." : nil
    },
    run: changing { $0.isJuryRevealed = true }
  ),
  Command(
    .adjudication("open-text"),
    on: \.adjudication,
    keys: [.character("O")],
    name: "open text",
    help: "Show question and answer in full, or fold them.",
    isPrimary: true,
    run: changing { $0.isTextOpen.toggle() }
  ),
  moving("raters-before", "[", name: "raters before", "Show the raters before.", by: -1),
  moving("raters-after", "]", name: "raters after", "Show the raters after.", by: 1),
  .scrolling(.adjudication("page-down"), .pageDown, name: "text down", "Scroll down.", .pages(1)),
  .scrolling(.adjudication("page-up"), .pageUp, name: "text up", "Scroll up.", .pages(-1)),
  Command(
    .adjudication("next-item"),
    on: \.adjudication,
    keys: [.character("N")],
    name: "next item",
    help: "Leave this item for later.",
    isPrimary: true,
    isPlain: true,
    whyNot: { $0.left < 2 ? "This is the only item in dispute." : nil },
    run: { [.openDispute(after: $0.dossier.item.id)] }
  ),
  .backToQueue(.adjudication("queue"), keys: [.escape, .character("Q")]),
]

/// The command that adopts a rater's label: A for the first, B for the second.
private func adopting(_ column: Int) -> Command {
  let letter = raterLetters(column)
  return Command(
    CommandID.adoptingByLetter[column],
    on: \.adjudication,
    keys: [.character(Character(letter))],
    name: "adopt \(letter)",
    help: "Take the label of rater \(letter).",
    isPrimary: true,
    whyNot: { state in
      guard state.focusedField != nil else { return "No field is left to decide here." }
      return state.label(ofColumn: column) == nil
        ? "There is no label of a rater \(letter) for this field." : nil
    },
    run: { $0.adopting(column) }
  )
}

private func moving(
  _ id: String,
  _ key: Character,
  name: String,
  _ help: String,
  by step: Int
) -> Command {
  Command(
    .adjudication(id),
    keys: [.character(key)],
    name: name,
    help: help,
    whyNot: { $0.metrics.list.limit == 0 ? "Every rater is shown." : nil },
    run: { app in
      let first = app.metrics.list.moved(by: .lines(step))
      app.adjudication?.firstColumn = first
      return []
    }
  )
}
