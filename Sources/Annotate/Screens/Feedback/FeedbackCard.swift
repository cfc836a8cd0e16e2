import AnnotationCore
import SafeText
import TerminalKit

/// What the reference says about a training item: a training item's comparison with its reference.
struct FeedbackCard: Card {
  var item: ItemID
  var comparison: ReferenceComparison
  var why: String
  var qualification: Qualification
  var scroll = 0

  var title: String { "Training" }

  func commands(in app: App) -> [CardCommand] {
    [.closing([.enter, .escape, .character(" ")], help: "continue")]
  }

  /// Each field with what was said, what the reference says, and why.
  func add(to column: inout Column, in app: App) {
    column.add(.init("Training · \(item)", .bold), .init("  " + score, .quiet))
    column.addGap()
    let titles = comparison.fields.map { app.title(of: $0.field) }
    let titleWidth = min(24, titles.map { column.layout.width(of: $0) }.max() ?? 0)
    for (field, title) in zip(comparison.fields, titles) {
      let expected = app.words(for: field.expected, of: field.field)
      let given = app.words(for: field.given, of: field.field)
      let gap = max(1, titleWidth + 2 - column.layout.width(of: title))
      column.add(
        .init(field.matches ? "✓ " : "✗ ", field.matches ? .good : .bad),
        .init(title, field.matches ? .plain : .bold),
        .init(String(repeating: " ", count: gap)),
        .init(
          field.matches ? expected : "\(expected), not \(given)",
          field.matches ? .quiet : .plain
        )
      )
    }
    column.addGap()
    column.add(why, language: app.language, isContent: true)
    column.addGap()
    let standing = app.words(for: qualification)
    column.add(standing, .quiet)
    column.addGap()
    column.add(commands(in: app))
  }

  func lines(in app: App) -> [String] {
    let fields = comparison.fields.map { field in
      let expected = app.words(for: field.expected, of: field.field)
      let given = app.words(for: field.given, of: field.field)
      return "\(app.title(of: field.field)): "
        + (field.matches ? "right, \(expected)" : "\(expected), not \(given)")
    }
    return ["Training, \(item): \(score)."] + fields + (why.isEmpty ? [] : ["Why: \(why)"])
      + [app.words(for: qualification)]
  }

  private var score: String {
    "\(comparison.matching) of \(comparison.compared) as in the reference"
  }
}
