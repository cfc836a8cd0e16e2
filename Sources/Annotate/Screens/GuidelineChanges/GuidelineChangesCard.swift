import AnnotationCore
import SafeText
import TerminalKit

/// What is new in the guideline since the user was last here, in sentences.
struct GuidelineChangesCard: Card {
  let version: String
  let sentences: [String]
  var scroll = 0

  var title: String { "What is new in the guideline" }

  var whenRead: [Effect] { [.markGuidelineSeen] }

  func commands(in app: App) -> [CardCommand] {
    let effects = whenRead
    return [.closing(help: "continue", then: { _ in effects })]
  }

  func add(to column: inout Column, in app: App) {
    column.add(.init(heading, .bold))
    column.addGap()
    for sentence in sentences {
      column.add("· " + sentence, language: app.language)
    }
    column.addGap()
    column.add(commands(in: app))
    if let key = app.key(of: .readGuideline) {
      column.add(.init("\(key) opens the guideline at any time.", .quiet))
    }
  }

  func lines(in app: App) -> [String] { [heading] + sentences }

  private var heading: String { "The guideline is now version \(version). What changed:" }
}
