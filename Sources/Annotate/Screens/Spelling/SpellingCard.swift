import AnnotationCore
import SafeText
import TerminalKit

/// The item's words with marks, spelled.
struct SpellingCard: Card {
  let words: [SpelledWord]
  var scroll = 0

  var title: String { "Words with marks" }

  func commands(in app: App) -> [CardCommand] { [.closing(help: "back to the item")] }

  func add(to column: inout Column, in app: App) {
    column.add(.init("Words with marks, letter by letter", .bold))
    column.addGap()
    for word in words {
      column.add(.init(word.word))
      let names = word.names.joined(separator: " · ")
      column.add(names, .quiet, indent: 4)
    }
    column.addGap()
    column.add(commands(in: app))
  }

  func lines(in app: App) -> [String] {
    words.map { "\($0.word): \($0.names.joined(separator: ", "))" }
  }
}

extension App {
  /// Shows the words of the item that have marks, spelled.
  mutating func spell() -> [Effect] {
    guard let item = item?.item else { return [] }
    overlay = SpellingCard(words: spelledWords(in: item.question + "\n" + item.answer))
    return []
  }
}
