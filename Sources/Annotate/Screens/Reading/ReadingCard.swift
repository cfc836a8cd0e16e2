import AnnotationCore
import SafeText
import TerminalKit

/// The question which of some lines in a script reads right.
///
/// Nothing of it is printed by `--plain`: whoever works by ear is not asked.
struct ReadingCard: Card {
  let question: ReadingQuestion
  /// Whether none reads right, and what helps is being shown.
  var isUnreadable = false
  var scroll = 0

  init(_ question: ReadingQuestion) { self.question = question }

  var title: String { "Which line reads right" }

  func commands(in app: App) -> [CardCommand] {
    if isUnreadable { return [.closing(help: "continue")] }
    let ways = question.ways
    let choosing = ways.enumerated().map { number, way in
      CardCommand.closing(
        [.character(ways.count > 1 ? Character("\(number + 1)") : "y")],
        help: "this line reads right",
        then: { [question] in $0.keep(way, of: question) }
      )
    }
    return choosing + [
      CardCommand([.character("n")], help: ways.count > 1 ? "none of them" : "no") { app in
        var help = self
        help.isUnreadable = true
        app.overlay = help
        return app.keep(.unreadable, of: question)
      },
      .closing([.escape], help: "ask later") { [question] app in
        app.readings?.postpone(question.script)
        return []
      },
    ]
  }

  /// Draws the line in each way, and asks which reads right.
  func add(to column: inout Column, in app: App) {
    if isUnreadable { return addHelp(to: &column, in: app) }
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
    let commands = commands(in: app)
    for (command, way) in zip(commands, ways) {
      for key in command.keys { column.add(.init(key.name, .accent, hit: .key(key))) }
      column.add(question.sample, in: question.script, way)
      column.addGap()
    }
    column.add(Array(commands[ways.count...].prefix(1)))
    column.addGap()
    column.add(
      "A line reads right when letters are joined and in order, no sign is missing or apart, and there are "
        + "no boxes. Your choice is used for this script in this terminal.",
      .quiet
    )
    column.add(Array(commands.suffix(1)))
  }

  /// What helps someone who can read none of the lines.
  private func addHelp(to column: inout Column, in app: App) {
    column.add(.init("You cannot read \(question.script.name) in this terminal.", .bold))
    column.addGap()
    for sentence in question.help(skip: app.key(of: .item("skip")) ?? ":skip") {
      column.add("· " + sentence)
    }
    column.addGap()
    column.add(commands(in: app))
  }
}

extension App {
  fileprivate mutating func keep(
    _ way: ReadingCheck.Answer,
    of question: ReadingQuestion
  ) -> [Effect] {
    guard let check = readings?.keep(way, of: question.script) else { return [] }
    return [.useReading(check), .recordReading(check)]
  }
}

extension Column {
  /// Adds a text that is drawn in a way of its own.
  mutating func add(_ sample: String, in script: Script, _ way: ReadingCheck.Answer) {
    var display = layout.display
    display.draw(script, way)
    add(sample, indent: 4, by: layout.variant(display))
  }
}
