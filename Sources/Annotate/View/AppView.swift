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
    switch app.screen {
    case .queue(let state): drawWithGuide(app, in: body) { $0.drawQueue(state, app: app, in: $1) }
    case .items(let state): drawWithGuide(app, in: body) { $0.drawItems(state, app: app, in: $1) }
    case .item(let state): drawItem(state, app: app, in: body)
    case .adjudication(let state):
      drawWithGuide(app, in: body) { $0.drawAdjudication(state, app: app, in: $1) }
    case .jury(let state): drawWithGuide(app, in: body) { $0.drawJury(state, app: app, in: $1) }
    }
    drawFooter(app, in: footer)
    switch app.overlay {
    case .help(let scroll): drawHelp(app, scroll: scroll, in: body)
    case .prompt(let prompt): drawPrompt(prompt, app: app, in: body)
    case .palette(let palette): drawPalette(palette, app: app, in: body)
    case .card(let card): drawCard(card, app: app, in: body)
    case nil: break
    }
  }

  /// A screen with the guideline at its right while that is open, or in its place where it is narrow.
  private mutating func drawWithGuide(
    _ app: App,
    in rect: Rect,
    _ screen: (inout Drawing, Rect) -> Void
  ) {
    guard let guide = app.guide else { return screen(&self, rect) }
    guard rect.columns >= columnsForTwoPanes else {
      frame.horizontalRule(row: rect.row, column: 0, width: rect.columns)
      return drawGuide(guide, app: app, in: rect.inset(top: 1, left: 1, right: 1))
    }
    let (left, right) = rect.split(left: rect.columns * app.appearance.split / 100)
    screen(&self, left)
    clear(right)
    frame.horizontalRule(row: right.row, column: right.column, width: right.columns)
    frame.verticalRule(row: rect.row, column: right.column, rows: rect.rows)
    drawGuide(guide, app: app, in: right.inset(top: 1, left: 2, right: 1))
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
    let (left, right) = app.header
    let room = rect.columns - 2
    let rightWidth = min(displayWidth(right), room)
    // What the work is comes first: of the rest as much as there is room for.
    let leftWidth = min(displayWidth(left), max(room * 3 / 5, room - rightWidth - 2))
    frame.write(left, row: rect.row, column: 1, width: leftWidth, style: .bold)
    let rest = room - leftWidth - 2
    var pieces = right.split(separator: " · ", omittingEmptySubsequences: false)[...]
    while pieces.count > 1, displayWidth(pieces.joined(separator: " · ")) > rest {
      pieces.removeFirst()
    }
    let words = pieces.joined(separator: " · ")
    let width = min(displayWidth(words), rest)
    frame.write(
      words,
      row: rect.row,
      column: rect.columns - width - 1,
      width: width,
      style: .quiet
    )
  }
}

extension App {
  /// The header: where the user is, and at the right how far they are and who they are.
  fileprivate var header: (left: String, right: String) {
    switch screen {
    case .queue: return (project, person.name)
    case .items(let state):
      let language = state.request.language.map { " · \($0)" } ?? ""
      return ("\(project)\(language) · your items", person.name)
    case .item(let state):
      let stage = guideline[state.session.stage]
      let left = "\(project) · \(state.item.language) · \(state.item.id)"
      let where_ =
        (state.form.basis.isAlone || guideline.stages.count == 1
          ? "" : "stage \(state.session.stage.rawValue) of \(guideline.stages.count): ")
        + stage.title.text(in: language)
      return ("\(left) · \(where_)", "\(progress.words) · \(person.name)")
    case .jury: return ("\(project) · the jury", "lead: \(person.name)")
    case .adjudication(let state):
      return (adjudicationTitle(state), "lead: \(person.name) · names hidden")
    }
  }
}
