import AnnotationCore

/// A command as a line gives it: its word after the colon, and what it does.
struct PlainEntry {
  var word: String
  var help: String
  var action: Action

  enum Action {
    /// A command of the table.
    case table(Command)
    /// What can be done about the card that is open.
    case card(CardCommand)
    /// What only lines need, such as printing the text again.
    case line(LineCommand)
  }

  init(_ command: Command) {
    (word, help, action) = (command.id.name, command.help, .table(command))
  }

  init(_ command: LineCommand) {
    (word, help, action) = (command.word, command.help, .line(command))
  }

  init?(_ command: CardCommand) {
    guard let word = command.word else { return nil }
    (self.word, help, action) = (word, command.sentence, .card(command))
  }
}

/// A command that only `--plain` has, since a screen shows it without being asked.
struct LineCommand {
  let word: String
  let help: String
  /// Whether an empty line gives it, too.
  var isEmptyLine = false
  /// Prints what the words after the command ask for, or says what must be fetched for it.
  let run: (inout App, String) throws(NoAnswer) -> (lines: [String], effects: [Effect])

  /// A command that prints, and changes nothing.
  static func printing(
    _ word: String,
    help: String,
    _ lines: @escaping (App, String) -> [String]
  ) -> LineCommand {
    LineCommand(word: word, help: help) { app, words in (lines(app, words), []) }
  }
}

extension App {
  /// The commands that can be given here.
  var plainEntries: [PlainEntry] {
    (overlay?.commands(in: self) ?? []).compactMap(PlainEntry.init)
      + screen.lineCommands.map(PlainEntry.init)
      + scopes.flatMap(commands(in:)).filter(\.isPlain).map(PlainEntry.init)
      + [guidelineLines, helpLines].map(PlainEntry.init)
  }

  private var guidelineLines: LineCommand {
    .printing(
      "guideline",
      help: "Print what the guideline says here, or on the words that follow."
    ) { app, words in app.plainGuide(on: words) }
  }

  private var helpLines: LineCommand {
    .printing("help", help: "Print this list.") { app, _ in
      app.plainEntries.map { ":\($0.word)  \($0.help)" }
    }
  }

  /// The command that a word means: its whole name, or a beginning that no other has.
  /// - Throws: why it means none.
  func plainCommand(_ word: String) throws(NoAnswer) -> PlainEntry.Action {
    let entries = plainEntries
    let word = word.lowercased()
    if let entry = entries.first(where: { $0.word == word }) { return entry.action }
    let near = entries.filter { $0.word.hasPrefix(word) }
    if near.count == 1 { return near[0].action }
    throw NoAnswer(
      sentence: near.isEmpty || word.isEmpty
        ? "There is no command ':\(word)' here. :help lists them."
        : "':\(word)' could be " + near.map { ":" + $0.word }.joined(separator: " or ") + "."
    )
  }
}
