import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

extension FlagsState {
  func header(in app: App) -> (left: String, right: String) {
    ("\(app.project) · \(counted(total, "flag"))", "lead: \(app.person.name)")
  }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.drawFlags(self, app: app, in: rect)
  }
}

extension Drawing {
  /// Draws each flag: its item and annotator, then its text in full.
  fileprivate mutating func drawFlags(_ state: FlagsState, app: App, in rect: Rect) {
    frame.horizontalRule(row: rect.row, column: rect.column, width: rect.columns)
    let place = rect.inset(top: 1, left: 1, right: 1)
    // At the right, signs of what is out of sight need a place of their own.
    var column = Column(width: place.columns - 2, layout: layout)
    for flag in state.flags {
      column.add(
        .init("⚑ ", .warning),
        .init(flag.item, .bold),
        .init(" · \(flag.annotator)", .quiet)
      )
      column.add(flag.comment, indent: 2, language: app.language, isContent: true)
    }
    if let words = state.moreWords { column.add(.init(words, .quiet)) }
    let top = column.drawMarked(in: place, on: &self, from: state.scroll)
    metrics.text = Metrics.Pane(rows: column.rows.count, place: place.rows, top: top)
  }
}
