import AnnotationCore
import SafeText
import TerminalKit

/// What was entered on the item that is open and could not be saved, beside what the record holds.
struct UnsavedCard: Card {
  let entered: UnsavedDraft
  var scroll = 0

  init(_ entered: UnsavedDraft) { self.entered = entered }

  var title: String { "What is not saved" }

  func commands(in app: App) -> [CardCommand] {
    let restoring = CardCommand.closing(
      [.character("T")],
      help: "take it into the fields (undo takes it out again)",
      then: { $0.restoreUnsaved() }
    )
    return (app.whyNotRestore(entered) == nil ? [restoring] : []) + [
      .closing(
        [.character("D")],
        help: "discard it, and keep the fields as they are",
        then: { $0.discardUnsaved() }
      ),
      .closing([.escape], help: "decide when the item opens again"),
    ]
  }

  /// What was entered and not saved, field by field, beside what the record holds.
  func add(to column: inout Column, in app: App) {
    func addSentence(_ words: String, _ style: Style = .plain) {
      column.add(words, style)
      column.addGap()
    }
    addSentence(heading, .bold)
    for (field, entered, saved) in entered.comparison(in: app) {
      column.add(.init(app.title(of: field), .quiet))
      column.add(entered, indent: 2, language: app.language, isContent: true)
      if saved != entered {
        column.add("saved: " + saved, .quiet, indent: 2, language: app.language)
      }
    }
    column.addGap()
    if let why = app.whyNotRestore(entered) { addSentence(why) }
    column.add(commands(in: app))
  }

  func lines(in app: App) -> [String] {
    [heading]
      + entered.comparison(in: app).map { field, entered, saved in
        "\(app.title(of: field)): \(entered)" + (entered == saved ? "" : " (saved: \(saved))")
      } + [
        app.whyNotRestore(entered).map { "\($0) :discard-unsaved removes it." }
          ?? ":restore-unsaved puts it into the fields, :discard-unsaved removes it."
      ]
  }

  /// When it was entered, and why it is not saved.
  private var heading: String {
    "You entered this on \(entered.draft.item), stage \(entered.draft.stage.rawValue), at "
      + "\(entered.draft.at.clockWords), and it is not saved."
      + (entered.why.isEmpty ? "" : " \(entered.why)")
  }
}
