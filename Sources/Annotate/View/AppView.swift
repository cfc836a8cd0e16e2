import AnnotationCore
import TerminalKit

/// The smallest screen that the app works on.
let smallestScreen = Size(rows: 16, columns: 64)

/// Draws the app as it stands.
func view(_ app: App, layout: TextLayout) -> Frame {
  var frame = Frame(size: app.size)
  guard app.size.rows >= smallestScreen.rows, app.size.columns >= smallestScreen.columns else {
    drawTooSmall(app.size, on: &frame)
    return frame
  }
  let (header, rest) = Rect(app.size).split(top: 1)
  let (body, footer) = rest.split(top: rest.rows - 1)
  switch app.screen {
  case .queue(let state):
    drawHeader("\(app.project)", right: app.person.name, in: header, on: &frame)
    drawQueue(state, app: app, in: body, on: &frame)
    drawFooter(
      app,
      queueCommands.filter { $0.whyNot(state) == nil }.map(\.entry),
      status: nil,
      in: footer,
      on: &frame
    )
  case .item(let state):
    drawHeader(
      itemTitle(state, app: app),
      right: app.person.name,
      in: header,
      on: &frame
    )
    drawItem(state, app: app, in: body, on: &frame, layout: layout)
    drawFooter(
      app,
      footerEntries(of: state),
      status: draftStatus(of: state),
      in: footer,
      on: &frame
    )
  case .adjudication(let state):
    drawHeader(
      adjudicationTitle(state),
      right: "lead: \(app.person.name) · names hidden",
      in: header,
      on: &frame
    )
    drawAdjudication(state, app: app, in: body, on: &frame, layout: layout)
    drawFooter(
      app,
      adjudicationCommands.filter { $0.whyNot(state) == nil }.map(\.entry),
      status: nil,
      in: footer,
      on: &frame
    )
  }
  switch app.overlay {
  case .help(let scroll):
    frame.cursor = nil
    drawHelp(app, scroll: scroll, in: body, on: &frame)
  case .prompt(let prompt): drawPrompt(prompt, app: app, in: body, on: &frame, layout: layout)
  case nil: break
  }
  return frame
}

private func drawTooSmall(_ size: Size, on frame: inout Frame) {
  let lines = [
    "This window is \(size.columns)×\(size.rows).",
    "It needs \(smallestScreen.columns)×\(smallestScreen.rows).",
    "Your work is kept. ^C leaves.",
  ]
  for (row, line) in lines.enumerated() where row < size.rows {
    frame.write(line, row: row, column: 1, style: row == 0 ? .bold : .plain)
  }
}

private func drawHeader(
  _ left: String,
  right: String,
  in rect: Rect,
  on frame: inout Frame
) {
  let rightWidth = min(displayWidth(right), rect.columns / 2)
  frame.write(
    left,
    row: rect.row,
    column: 1,
    width: rect.columns - rightWidth - 4,
    style: .bold
  )
  frame.write(
    right,
    row: rect.row,
    column: rect.columns - rightWidth - 1,
    width: rightWidth,
    style: .quiet
  )
}

/// What was last said to the user, or where the draft stands; then the keys that matter here.
private func drawFooter(
  _ app: App,
  _ entries: [CommandEntry],
  status: String?,
  in rect: Rect,
  on frame: inout Frame
) {
  if let notice = app.notice {
    let (sign, style): (String, Style) =
      switch notice.tone {
      case .calm: ("", .plain)
      case .good: ("✓ ", .good)
      case .warning: ("! ", .warning)
      case .bad: ("✗ ", .bad)
      }
    frame.write(sign + notice.text, row: rect.row, column: 1, style: style)
    return
  }
  switch app.overlay {
  case .help:
    let words = "↑ ↓ scroll · any other key goes back"
    frame.write(words, row: rect.row, column: 1, style: .quiet)
    return
  // The question brings its own keys, and the screen's would not answer.
  case .prompt: return
  case nil: break
  }
  var column = 1
  if let status {
    column += frame.write(status, row: rect.row, column: column, style: .quiet) + 3
  }
  let help = app.helpKey.name
  let end = rect.columns - displayWidth(help) - " all keys".count - 2
  for entry in entries where entry.isPrimary {
    let width = displayWidth(entry.key) + 1 + displayWidth(entry.name)
    guard column + width + 2 <= end else { break }
    column += frame.write(entry.key, row: rect.row, column: column, style: .accent)
    column += 1
    column += frame.write(entry.name, row: rect.row, column: column, style: .quiet) + 2
  }
  frame.write(help, row: rect.row, column: end + 1, style: .accent)
  frame.write(
    "all keys",
    row: rect.row,
    column: end + 2 + displayWidth(help),
    style: .quiet
  )
}

private func drawPrompt(
  _ prompt: Prompt,
  app: App,
  in rect: Rect,
  on frame: inout Frame,
  layout: TextLayout
) {
  let place = rect.split(top: rect.rows - 4).bottom
  frame.clear(place)
  frame.horizontalRule(row: place.row, column: 0, width: place.columns, style: .accent)
  var question = prompt.question
  if case .reason(let field, let value) = prompt.purpose {
    question = "\(app.title(of: field)): \(app.words(for: value, of: field)). " + question
  }
  frame.write(question, row: place.row + 1, column: 1, style: .bold)
  frame.write(
    "enter keeps it · esc leaves",
    row: place.row + 3,
    column: 1,
    style: .quiet
  )
  let width = place.columns - 2
  let lines = layout.lines(prompt.buffer.text, width: width, locale: app.language)
  let line = lines.last { $0.source.lowerBound <= prompt.buffer.cursor } ?? lines.first
  guard let line else { return }
  frame.write(line, row: place.row + 2, column: 1, width: width)
  let start = line.isRightToLeft ? max(0, width - line.width) : 0
  frame.cursor = Position(
    row: place.row + 2,
    column: 1 + start + (line.column(ofCharacter: prompt.buffer.cursor) ?? line.width)
  )
}
