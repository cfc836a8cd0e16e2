import AnnotationCore
import SafeText
import TerminalKit

extension GuideState {
  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.draw(self, app: app, in: rect)
  }
}

extension Drawing {
  /// Draws the guideline from the line where its reader is.
  fileprivate mutating func draw(_ state: GuideState, app: App, in rect: Rect) {
    var column = emptyColumn(rect.columns)
    /// The first row of each block.
    var starts: [Int] = []
    for block in guideBlocks(app) {
      starts.append(column.rows.count + (block.kind == .heading ? 1 : 0))
      column.add(block, looking: state.query, language: app.language)
    }
    // Reading ends with the last line at the foot of the pane, or with the wanted block at its top.
    let wanted = state.wanted.flatMap { starts.indices.contains($0) ? starts[$0] : nil }
    let top = column.drawMarked(in: rect, on: &self, from: wanted ?? state.scroll)
    metrics.guide = Metrics.Pane(rows: column.rows.count, place: rect.rows, top: top)
    metrics.guidePlace = rect
    metrics.guideBlock = state.wanted ?? starts.lastIndex { $0 <= top } ?? 0
  }
}

extension Column {
  fileprivate mutating func add(_ block: GuideBlock, looking query: String, language: String) {
    let style: Style =
      switch block.kind {
      case .title, .term: .bold
      case .heading: .accent
      case .contents: .quiet
      case .text: .plain
      case .example: .quiet
      }
    if block.kind == .heading { addGap() }
    let text = block.kind == .example ? "e.g. \(block.text)" : block.text
    let hits = query.isEmpty ? [] : TextSearch.matches(of: query, in: text)
    let room = max(1, width - block.indent - 1)
    for line in layout.lines(text, width: room, locale: language) {
      let marked = StyledLine(line, highlighting: hits, style: .found)
      rows.append(.line(marked, style, indent: block.indent))
    }
    if block.kind == .title || block.kind == .heading { addGap() }
  }
}
