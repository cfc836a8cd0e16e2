import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

extension ItemsState {
  func header(in app: App) -> (left: String, right: String) {
    let language = request.language.map { " · \($0)" } ?? ""
    return ("\(app.project)\(language) · your items", app.person.name)
  }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.drawItems(self, app: app, in: rect)
  }

  mutating func choose(row: Int) { self.row = row }

  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect] {
    guard case .lines(let count) = step else { return [] }
    return move(by: count.signum())
  }
}

extension Drawing {
  /// Draws the user's items: what is shown of them, then a row for each.
  fileprivate mutating func drawItems(_ state: ItemsState, app: App, in rect: Rect) {
    frame.horizontalRule(row: rect.row, column: rect.column, width: rect.columns)
    let place = rect.inset(top: 1, left: 1, right: 1)
    drawTabs(state, app, in: place)
    let list = place.inset(top: 2)
    guard !state.window.isEmpty else {
      let words =
        state.request.text.map { "None of these items has '\($0)'." }
        ?? "There is no such item."
      frame.write(words, row: list.row, column: list.column + 1, style: .quiet)
      metrics.list = Metrics.Pane(rows: 0, place: list.rows)
      return
    }
    let visible = max(1, list.rows)
    let first = max(0, min(state.row - visible / 2, state.window.count - visible))
    metrics.list = Metrics.Pane(rows: state.window.count, place: visible, top: first)
    let idWidth = min(24, state.window.map { layout.width(of: $0.item) }.max() ?? 0)
    for (offset, item) in state.window.enumerated().dropFirst(first).prefix(visible) {
      let row = list.row + offset - first
      draw(
        item,
        isChosen: offset == state.row,
        idWidth: idWidth,
        text: state.request.text,
        in: Rect(row: row, column: list.column, rows: 1, columns: list.columns)
      )
      mark(
        Rect(row: row, column: list.column, rows: 1, columns: list.columns),
        offset == state.row ? .key(.enter) : .row(offset)
      )
    }
    drawEdges(state, first: first, visible: visible, in: list)
  }

  /// Signs that there are more items above or below what is shown.
  private mutating func drawEdges(_ state: ItemsState, first: Int, visible: Int, in list: Rect) {
    let right = list.column + list.columns - 1
    if first > 0 || state.hasMoreAbove {
      frame.write("↑", row: list.row, column: right, style: .accent)
    }
    if first + visible < state.window.count || state.hasMoreBelow {
      frame.write("↓", row: list.row + list.rows - 1, column: right, style: .accent)
    }
  }

  private mutating func drawTabs(_ state: ItemsState, _ app: App, in place: Rect) {
    var column = place.column
    let showsJury = app.guideline.assistance.mode == .afterCommit
    for kind in ItemFilter.Kind.allCases where showsJury || kind != .reviewed {
      let isShown = kind == state.request.kind
      let label = isShown ? "[\(kind.word)]" : " \(kind.word) "
      mark(
        Rect(row: place.row, column: column, rows: 1, columns: layout.width(of: label) + 2),
        .command(.showing(kind))
      )
      column += frame.write(kind.letter, row: place.row, column: column, style: .accent)
      column += frame.write(label, row: place.row, column: column, style: isShown ? .bold : .quiet)
      column += 1
    }
    guard let text = state.request.text else { return }
    frame.write(
      "'\(text)'",
      row: place.row,
      column: column + 1,
      width: place.column + place.columns - column - 1,
      style: .accent
    )
  }

  private mutating func draw(
    _ item: ListedItem,
    isChosen: Bool,
    idWidth: Int,
    text: String?,
    in rect: Rect
  ) {
    let style: Style = isChosen ? .bold : .plain
    frame.write(isChosen ? "▸" : " ", row: rect.row, column: rect.column, style: .accent)
    frame.write(item.item, row: rect.row, column: rect.column + 2, width: idWidth, style: style)
    var column = rect.column + 2 + idWidth + 1
    frame.write(item.language, row: rect.row, column: column, width: 7, style: .quiet)
    column += 8
    let (state, ink) = item.sign
    frame.write(state, row: rect.row, column: column, width: 10, style: ink)
    column += 11
    frame.write(item.isFlagged ? "⚑" : " ", row: rect.row, column: column, style: .warning)
    column += 2
    // On one line, a text that reads from the right still begins at the left of its column.
    let room = rect.column + rect.columns - column - 2
    let line = item.question.split(whereSeparator: \.isNewline).joined(separator: " ")
    let used = frame.write(line, row: rect.row, column: column, width: room, style: style)
    guard let text, isChosen == false || used > 0 else { return }
    highlight(text, in: line, row: rect.row, column: column, width: room)
  }

  /// Marks the words that were searched for where they stand in a line that reads from the left.
  private mutating func highlight(
    _ text: String,
    in line: String,
    row: Int,
    column: Int,
    width: Int
  ) {
    let lines = layout.lines(line, width: max(1, width), locale: "en")
    guard let first = lines.first, lines.count == 1 else { return }
    let hits = TextSearch.matches(of: text, in: line)
    guard !hits.isEmpty else { return }
    let marked = StyledLine(first, highlighting: hits, style: .found)
    var at = column
    for cell in marked.cells {
      frame.put(cell, row: row, column: at)
      at += cell.width
    }
  }
}

extension ListedItem {
  /// Where the annotator stands with the item, in a word and an ink.
  fileprivate var sign: (String, Style) {
    switch state {
    case .done: juryNews == .new ? ("✓ jury in", .accent) : ("✓ done", .good)
    case .waiting: ("✓ waits", .good)
    case .skipped: ("– skipped", .quiet)
    case .started: (hasDraft ? "· draft" : "· started", .plain)
    case .open: (hasDraft ? "· draft" : "· open", .plain)
    }
  }
}
