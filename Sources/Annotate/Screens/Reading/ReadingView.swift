import AnnotationCore
import SafeText
import TerminalKit

extension Drawing {
  /// Draws the line in each way, and asks which reads right.
  /// - Parameter skip: the key that skips an item.
  func addReading(
    _ question: ReadingQuestion,
    skip: String,
    to column: inout Column,
    width: Int
  ) {
    if question.isUnreadable { return addHelp(question, skip: skip, to: &column, width: width) }
    let ways = question.ways
    let name = question.script.name
    column.add(
      .init(
        ways.count > 1
          ? "Which line of \(name) reads right?" : "Does this line of \(name) read right?",
        .bold
      )
    )
    column.addGap()
    for (number, way) in ways.enumerated() {
      let key = ways.count > 1 ? "\(number + 1)" : "y"
      column.add(.init(key, .accent, hit: .key(.character(Character(key)))))
      column.add(question.sample, in: question.script, way, width: width, layout)
      column.addGap()
    }
    column.add(
      .init("n", .accent, hit: .key(.character("n"))),
      .init(ways.count > 1 ? " none of them" : " no")
    )
    column.addGap()
    column.add(
      "A line reads right when letters are joined and in order, no sign is missing or apart, and there are "
        + "no boxes. Your choice is used for this script in this terminal.",
      .quiet,
      width: width,
      language: "en",
      layout: layout
    )
    column.add(.init("esc", .accent), .init(" ask later", .quiet))
  }

  private func addHelp(
    _ question: ReadingQuestion,
    skip: String,
    to column: inout Column,
    width: Int
  ) {
    column.add(.init("You cannot read \(question.script.name) in this terminal.", .bold))
    column.addGap()
    for sentence in question.help(skip: skip) {
      column.add("· " + sentence, width: width, language: "en", layout: layout)
    }
    column.addGap()
    column.add(.init("enter", .accent), .init(" continue", .quiet))
  }
}

extension Drawing {
  /// Draws words with the names of their letters and marks.
  func addSpelling(_ words: [SpelledWord], to column: inout Column, width: Int) {
    column.add(.init("Words with marks, letter by letter", .bold))
    column.addGap()
    for word in words {
      column.add(.init(word.word))
      column.add(
        word.names.joined(separator: " · "),
        .quiet,
        width: width,
        indent: 4,
        language: "en",
        layout: layout
      )
    }
    column.addGap()
    column.add(.init("enter", .accent), .init(" back to the item", .quiet))
  }
}

extension Column {
  /// Adds a text that is drawn in a way of its own.
  mutating func add(
    _ sample: String,
    in script: Script,
    _ way: ReadingCheck.Answer,
    width: Int,
    _ layout: TextLayout
  ) {
    var display = layout.display
    display.draw(script, way)
    add(sample, width: width, indent: 4, language: "en", layout: layout.variant(display))
  }
}
