import TerminalKit

/// Draws every command of the screen with its key, and the keys that answer.
func drawHelp(_ app: App, scroll: Int, in rect: Rect, on frame: inout Frame) {
  var column = Column()
  let (title, entries): (String, [CommandEntry]) =
    switch app.screen {
    case .queue: ("The queue", queueCommands.map(\.entry))
    case .item: ("An item", answerKeys + itemCommands.map(\.entry))
    case .adjudication(let state):
      // Letters for raters that the item does not have would only be noise.
      (
        "An item in dispute",
        adjudicationCommands(ofRaters: state.humans.count).map(\.entry)
      )
    }
  column.add(.init(title, .bold))
  column.addGap()
  for entry in entries + commonKeys {
    let keys = entry.key
    column.add(
      .init(String(repeating: " ", count: max(0, 14 - displayWidth(keys))) + keys, .accent),
      .init("  "),
      .init(entry.help)
    )
  }
  column.addGap()
  column.add(.init("Small letters and digits answer; capitals and ^ are commands.", .quiet))
  column.add(.init("Any key goes back.", .quiet))
  frame.clear(rect)
  frame.horizontalRule(row: rect.row, column: 0, width: rect.columns, style: .accent)
  column.draw(in: rect.inset(top: 1, left: 2, right: 2), on: &frame, from: scroll)
}

private let answerKeys = [
  CommandEntry(
    key: "a…z",
    name: "choose",
    help: "Take or unmark the choice with that letter.",
    isPrimary: false
  ),
  CommandEntry(
    key: "1…9",
    name: "rate",
    help: "Take that step of a scale.",
    isPrimary: false
  ),
  CommandEntry(
    key: "← → space",
    name: "mark",
    help: "Move the marker, take what is under it.",
    isPrimary: false
  ),
  CommandEntry(
    key: "enter",
    name: "go on",
    help: "Go on; on the last line, commit.",
    isPrimary: false
  ),
]

private let commonKeys = [
  CommandEntry(key: "?", name: "help", help: "This page.", isPrimary: false),
  CommandEntry(key: "^L", name: "repaint", help: "Draw the screen anew.", isPrimary: false),
  CommandEntry(
    key: "^Z",
    name: "suspend",
    help: "Go back to the shell; fg returns.",
    isPrimary: false
  ),
  CommandEntry(
    key: "^C",
    name: "quit",
    help: "Leave from anywhere. Drafts are kept.",
    isPrimary: false
  ),
]
