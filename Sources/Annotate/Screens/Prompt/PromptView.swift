import AnnotationCore
import TerminalKit

extension Prompt {
  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.draw(self, app: app, in: rect)
  }
}

extension Drawing {
  /// Draws a question in the bottom lines, with the line that answers it.
  fileprivate mutating func draw(_ prompt: Prompt, app: App, in rect: Rect) {
    let place = box(rows: 4, in: rect)
    var question = prompt.purpose.question
    if case .reason(let field, let value) = prompt.purpose {
      question = "\(app.title(of: field)): \(app.words(for: value, of: field)) · " + question
    }
    frame.write(
      question,
      row: place.row,
      column: place.column,
      width: place.columns,
      style: .bold
    )
    write(prompt.buffer, row: place.row + 1, column: place.column, width: place.columns)
    frame.write(
      prompt.repeated.map {
        "enter \(prompt.purpose.verb) · empty: as before, “\($0)” · esc cancel"
      }
        ?? "enter \(prompt.purpose.verb) · esc cancel",
      row: place.row + 2,
      column: place.column,
      width: place.columns,
      style: .quiet
    )
  }
}
