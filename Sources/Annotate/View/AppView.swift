import AnnotationCore
import SafeText
import TerminalKit

/// The smallest screen that the app works on.
let smallestScreen = Size(rows: 16, columns: 64)

/// From so many columns on, panes stand side by side.
let columnsForTwoPanes = 100

extension Drawing {
  mutating func draw(_ app: App) {
    let size = app.size
    guard size.rows >= smallestScreen.rows, size.columns >= smallestScreen.columns else {
      drawTooSmall(size)
      return
    }
    let (header, rest) = Rect(size).split(top: 1)
    let (body, footer) = rest.split(top: rest.rows - 1)
    drawHeader(app, in: header)
    drawScreen(app, in: body)
    for overlay in app.overlays { overlay.draw(app, in: body, on: &self) }
    drawFooter(app, in: footer)
  }

  /// A screen with the guideline at its right while that is open, or in its place where it is narrow.
  private mutating func drawScreen(_ app: App, in rect: Rect) {
    guard let guide = app.guide, !app.screen.drawsGuideline else {
      return app.screen.draw(app, in: rect, on: &self)
    }
    guard rect.columns >= columnsForTwoPanes else {
      frame.horizontalRule(row: rect.row, column: 0, width: rect.columns)
      return guide.draw(app, in: rect.inset(top: 1, left: 1, right: 1), on: &self)
    }
    let (left, right) = rect.split(left: rect.columns * app.appearance.split / 100)
    app.screen.draw(app, in: left, on: &self)
    clear(right)
    frame.horizontalRule(row: right.row, column: right.column, width: right.columns)
    frame.verticalRule(row: rect.row, column: right.column, rows: rect.rows)
    guide.draw(app, in: right.inset(top: 1, left: 2, right: 1), on: &self)
  }

  private mutating func drawTooSmall(_ size: Size) {
    let lines = [
      "This window is \(size.columns)×\(size.rows).",
      "It needs \(smallestScreen.columns)×\(smallestScreen.rows).",
      "Your work is kept. ^C leaves.",
    ]
    for (row, line) in lines.enumerated() where row < size.rows {
      frame.write(line, row: row, column: 1, style: row == 0 ? .bold : .plain)
    }
  }

  private mutating func drawHeader(_ app: App, in rect: Rect) {
    let (left, right) = app.screen.header(in: app)
    let room = rect.columns - 2
    let rightWidth = min(layout.width(of: right), room)
    // What the work is comes first: of the rest as much as there is room for.
    let leftWidth = min(layout.width(of: left), max(room * 3 / 5, room - rightWidth - 2))
    frame.write(left, row: rect.row, column: 1, width: leftWidth, style: .bold)
    let rest = room - leftWidth - 2
    var pieces = right.split(separator: " · ", omittingEmptySubsequences: false)[...]
    while pieces.count > 1, layout.width(of: pieces.joined(separator: " · ")) > rest {
      pieces.removeFirst()
    }
    let words = pieces.joined(separator: " · ")
    let width = min(layout.width(of: words), rest)
    frame.write(
      words,
      row: rect.row,
      column: rect.columns - width - 1,
      width: width,
      style: .quiet
    )
  }
}
