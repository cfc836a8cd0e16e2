import AnnotationCore
import SafeText

/// What a line that begins with a colon asks for.
enum PlainCommand: Hashable {
  /// A command of the table.
  case table(CommandID)
  /// Prints the question and the answer again.
  case text
  /// Prints every field with what it holds.
  case fields
  /// Prints the guideline on the field that is asked, or the part of it that words name.
  case guide
  /// Prints more of the list.
  case more
  case takeOver
  case help
}

/// A command as it is read: its word after the colon, and what it does.
struct PlainEntry: Hashable {
  var word: String
  var help: String
  var command: PlainCommand
}

extension App {
  /// The commands that can be given here.
  var plainEntries: [PlainEntry] {
    var entries: [PlainEntry] = []
    if case .card(.held) = overlay {
      entries.append(
        PlainEntry(word: "take-over", help: "Write in this window from now on.", command: .takeOver)
      )
    }
    if item != nil {
      entries += [
        PlainEntry(word: "text", help: "Print question and answer again.", command: .text),
        PlainEntry(word: "fields", help: "Print every field with its value.", command: .fields),
      ]
    }
    if items != nil {
      entries.append(PlainEntry(word: "more", help: "Print more of your items.", command: .more))
    }
    for scope in scopes {
      for command in commandTable where command.isPlain && command.id.scope == scope {
        entries.append(
          PlainEntry(word: command.id.name, help: command.help, command: .table(command.id))
        )
      }
    }
    entries.append(
      PlainEntry(
        word: "guideline",
        help: "Print what the guideline says here, or on the words that follow.",
        command: .guide
      )
    )
    entries.append(PlainEntry(word: "help", help: "Print this list.", command: .help))
    return entries
  }

  /// The command that a word means: its whole name, or a beginning that no other has.
  /// - Throws: why it means none.
  func plainCommand(_ word: String) throws(NoAnswer) -> PlainCommand {
    let entries = plainEntries
    let word = word.lowercased()
    if let entry = entries.first(where: { $0.word == word }) { return entry.command }
    let near = entries.filter { $0.word.hasPrefix(word) }
    if near.count == 1 { return near[0].command }
    throw NoAnswer(
      sentence: near.isEmpty || word.isEmpty
        ? "There is no command ':\(word)' here. :help lists them."
        : "':\(word)' could be "
          + near.map { ":" + $0.word }.joined(separator: " or ") + "."
    )
  }
}
