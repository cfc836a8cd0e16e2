import AnnotationCore
import TerminalKit

/// What can be done with an item, beside answering its fields.
let itemCommands: [Command<ItemState>] = [
  Command(
    .tab,
    .down,
    name: "next field",
    help: "Go to the next field.",
    isPrimary: true,
    run: { state in
      state.focusNext()
      return []
    }
  ),
  Command(
    .backTab,
    .up,
    name: "field before",
    help: "Go to the field before.",
    run: { state in
      state.focusPrevious()
      return []
    }
  ),
  Command(
    .control("d"),
    .character("C"),
    name: "commit",
    help: "Commit the stage. Enter does it on the last line.",
    isPrimary: true,
    run: { $0.commit() }
  ),
  Command(
    .pageDown,
    name: "text down",
    help: "Scroll question and answer down.",
    run: { state in
      state.scroll += 8
      return []
    }
  ),
  Command(
    .pageUp,
    name: "text up",
    help: "Scroll question and answer up.",
    run: { state in
      state.scroll = max(0, state.scroll - 8)
      return []
    }
  ),
  Command(
    .control("o"),
    .character("E"),
    name: "editor",
    help: "Write the text in your own editor ($VISUAL or $EDITOR).",
    whyNot: { $0.editor == nil ? "Only a text field opens in the editor." : nil },
    run: { state in state.focus.map { [.edit($0, state.editor?.text ?? "")] } ?? [] }
  ),
  Command(
    .character("U"),
    .control("u"),
    name: "undo",
    help: "Take back your last commit or skip, as long as nothing was decided on it.",
    isPrimary: true,
    run: { _ in [.undo] }
  ),
  Command(
    .character("S"),
    .control("s"),
    name: "skip",
    help: "Leave the item, with a reason.",
    isPrimary: true,
    run: { _ in [.ask(Prompt(.skip))] }
  ),
  Command(
    .character("F"),
    .control("f"),
    name: "flag",
    help: "Leave a comment for the lead.",
    isPrimary: true,
    run: { _ in [.ask(Prompt(.flag))] }
  ),
  Command(
    .character("N"),
    .control("n"),
    name: "next item",
    help: "Go to the next item without committing. The draft is kept.",
    run: { state in [.openNext(after: state.position, language: state.language)] }
  ),
  Command(
    .escape,
    .character("Q"),
    name: "queue",
    help: "Go back to the queue. The draft is kept.",
    isPrimary: true,
    run: { _ in [.loadQueue] }
  ),
]

extension ItemState {
  /// Commits the open stage, or goes to the field that stands in the way.
  mutating func commit() -> [Effect] {
    do {
      let (labels, next) = try session.committed()
      return [
        .commit(
          item.id,
          session.stage,
          labels,
          next,
          position: position,
          language: language
        )
      ]
    } catch {
      focus(on: error.field)
      return [.explain(error)]
    }
  }
}
