import AnnotationCore
import ProjectStore
import TerminalKit

extension CommandID {
  static let commit = item("commit")
  static let redo = item("redo")
  static let reopen = item("reopen")
  static let restoreUnsaved = item("restore-unsaved")
  static let discardUnsaved = item("discard-unsaved")
}

/// What can be done with an item, beside answering its fields.
let itemCommands: [Command] =
  fieldCommands + judgingCommands + readingCommands + itemMovingCommands

/// Moving between the fields.
private let fieldCommands: [Command] = [
  Command(
    .item("next-field"),
    on: \.item,
    keys: [.tab, .down, .character("J")],
    name: "next field",
    help: "Go to the next field.",
    isPrimary: true,
    whyNot: \.whyNotEdit,
    run: changing { $0.focusNext() }
  ),
  Command(
    .item("field-before"),
    on: \.item,
    keys: [.backTab, .up, .character("K")],
    name: "field before",
    help: "Go to the field before.",
    isPlain: true,
    whyNot: \.whyNotEdit,
    run: changing { $0.focusPrevious() }
  ),
  Command(
    .item("choice-left"),
    on: \.item,
    keys: [.character("H")],
    name: "choice before",
    help: "Move the marker to the choice before (also ←).",
    whyNot: \.whyNotEdit,
    run: changing { _ = $0.answerField(.left) }
  ),
  Command(
    .item("choice-right"),
    on: \.item,
    keys: [.character("L")],
    name: "next choice",
    help: "Move the marker to the next choice (also →).",
    whyNot: \.whyNotEdit,
    run: changing { _ = $0.answerField(.right) }
  ),
  Command(
    .item("editor"),
    on: \.item,
    keys: [.control("o"), .character("E")],
    name: "editor",
    help: "Write the text in your own editor ($VISUAL or $EDITOR).",
    whyNot: { $0.editor?.text == nil ? "Only a text field opens in the editor." : nil },
    run: { state in
      state.focus.map { [.edit($0, state.editor?.text?.text ?? "", about: state.item)] } ?? []
    }
  ),
]

/// Saying something about the item, and taking it back.
private let judgingCommands: [Command] = [
  Command(
    .commit,
    on: \.item,
    keys: [.control("d"), .character("C")],
    name: "commit",
    help: "Commit the stage. Enter does it on the last line.",
    isPrimary: true,
    isPlain: true,
    whyNot: \.whyNotEdit,
    run: { $0.commit() }
  ),
  Command(
    .item("undo"),
    on: \.item,
    keys: [.character("U"), .alt("u")],
    name: "undo",
    help: "Take back the last answer here, then your last commit or skip.",
    isPrimary: true,
    isPlain: true,
    run: { $0.undoWriting() || $0.undo() ? [] : $0.undoCommit() }
  ),
  Command(
    .redo,
    keys: [.control("r")],
    name: "redo",
    help: "Give the answer, the commit or the skip again that was taken back.",
    isPlain: true,
    whyNot: { app in
      app.item?.history.canRedo == true || app.givenAgain != nil
        ? nil : "Nothing was taken back here."
    },
    run: { $0.item?.redo() == true ? [] : $0.giveAgain() }
  ),
  Command(
    .reopen,
    on: \.item,
    keys: [.character("R")],
    name: "reopen",
    help: "Take back what you committed on this item; once more, the stage before.",
    isPlain: true,
    whyNot: \.whyNotReopen,
    run: { [.withdraw($0.item.id, $0.position)] }
  ),
  Command(
    .item("verdicts"),
    on: \.item,
    keys: [.character("V")],
    name: "jury",
    help: "Once committed, see what the jury says, where the guideline lets you.",
    isPlain: true,
    whyNot: \.whyNotJury,
    run: { [.showJury($0.item.id, $0.position)] }
  ),
  Command(
    .restoreUnsaved,
    keys: [],
    name: "restore unsaved",
    help: "Put what an earlier session could not save of this item into the fields.",
    isPlain: true,
    whyNot: { app in
      guard let entered = app.unsavedOfItem else { return "Nothing of this item is unsaved." }
      return app.whyNotRestore(entered)
    },
    run: { $0.restoreUnsaved() }
  ),
  Command(
    .discardUnsaved,
    keys: [],
    name: "discard unsaved",
    help: "Remove what an earlier session could not save of this item.",
    isPlain: true,
    whyNot: { $0.unsavedOfItem == nil ? "Nothing of this item is unsaved." : nil },
    run: { $0.discardUnsaved() }
  ),
  Command(
    .item("skip"),
    on: \.item,
    keys: [.character("S"), .control("s")],
    name: "skip",
    help: "Leave the item, with a reason.",
    isPrimary: true,
    isPlain: true,
    whyNot: \.whyNotEdit,
    run: { _ in [.ask(Prompt(.skip))] }
  ),
  Command(
    .item("flag"),
    on: \.item,
    keys: [.character("F"), .control("t")],
    name: "flag",
    help: "Leave a comment for the lead.",
    isPrimary: true,
    isPlain: true,
    run: { _ in [.ask(Prompt(.flag))] }
  ),
]

extension ItemState {
  /// Takes back what is committed of this item, or of one with nothing entered the last commit, which
  /// may be of another.
  fileprivate mutating func undoCommit() -> [Effect] {
    guard access == .open else { return [.withdraw(item.id, position)] }
    let stages = committed.keys
    if stages.isEmpty, !form.values.isEmpty, note(.toldOfUndo) {
      return [
        .notify(.calm("Nothing to take back here. Once more takes back your last commit or skip."))
      ]
    }
    return stages.isEmpty ? [.undo(position)] : [.withdraw(item.id, position)]
  }

  /// Why nothing can be entered, or nil.
  var whyNotEdit: String? {
    switch access {
    case .open: nil
    case .committed(isSettled: false): "This item is committed. R reopens it."
    case .committed(isSettled: true): "This item is decided. Flag it if something is wrong."
    case .waiting: "The next stage opens once this one is decided."
    }
  }

  /// The stage before the one that is open, which its annotator committed; nil where there is none.
  var earlierStage: StageNumber? {
    access == .open && !form.basis.isAlone ? session.stage.earlier.last : nil
  }

  /// Why what was said cannot be taken back, or nil.
  fileprivate var whyNotReopen: String? {
    switch access {
    case .committed(isSettled: true): whyNotEdit
    case .committed, .waiting: nil
    case .open:
      earlierStage == nil ? "Nothing of this item is committed." : nil
    }
  }

  /// Why the jury's reasons cannot be looked at, or nil.
  fileprivate var whyNotJury: String? {
    if juryNews != nil { return nil }
    return session.guideline.assistance.mode == .afterCommit
      ? "There is nothing of the jury to see here. Your list marks the items where there is."
      : "The guideline does not show the jury's labels after a commit."
  }

  /// Commits the open stage, or goes to the field that stands in the way.
  mutating func commit() -> [Effect] {
    do {
      let completed = try CompletedStage(form)
      if isOnScreen, let read, read < 100, note(.toldOfRest) {
        return [
          .notify(
            .warning(
              "The end of the answer was never on the screen (\(read) % was). Once more commits."
            )
          )
        ]
      }
      let isHasty =
        (session.stage == .first || form.basis.isAlone)
        && ReadingSpeed.isHasty(
          text: [item.question, item.answer],
          language: item.language,
          activeMilliseconds: clock.counted,
          factor: session.guideline.time.hastyFactor
        )
      return [
        .commit(
          Commit(
            item: item.id,
            completed: completed,
            active: clock.counted,
            read: read,
            isHasty: isHasty,
            position: position
          )
        )
      ]
    } catch {
      focus(on: error.field)
      return [.explain(error)]
    }
  }
}

/// Giving again what was taken back.
extension App {
  /// What was taken back of the stage that is open, where that stands as it was.
  fileprivate var givenAgain: Undone? {
    guard let item, item.access == .open, !item.hasUnsavedValues else { return nil }
    return takenBack.last { $0.item == item.item.id && $0.stage == item.session.stage }
  }

  fileprivate mutating func giveAgain() -> [Effect] {
    guard let undone = givenAgain, var state = item else { return [] }
    if case .skip(let reason) = undone.act {
      return [.skip(undone.item, undone.stage, reason: reason, state.position)]
    }
    defer { item = state }
    return state.commit()
  }
}
