import TerminalKit

/// A command as footer, help and palette show it.
struct CommandEntry: Hashable, Sendable {
  var id: CommandID?
  /// The key that is shown; empty where there is none.
  var key: String
  var name: String
  var help: String
  var isPrimary: Bool
  /// Why it is not available just now, or nil.
  var whyNot: String?
}

extension App {
  /// The scopes whose commands can be given here, the nearest first.
  var scopes: [Scope] { [front.scope, .anywhere] }

  /// A command as it stands now; while a text is being written, with a key that no letter is.
  func entry(of command: Command) -> CommandEntry {
    let keys = keyMap.keys(of: command)
    let shown = isWritingText ? keys.first { !$0.isText } : keys.first
    return CommandEntry(
      id: command.id,
      key: shown?.name ?? "",
      name: command.name,
      help: command.help,
      isPrimary: command.isPrimary,
      whyNot: command.whyNot(self)
    )
  }

  /// The commands of a scope, in the order of the table.
  func commands(in scope: Scope) -> [Command] { commandTable.filter { $0.id.scope == scope } }

  /// The commands that can be given here, in the order of the table; without those that have no key and
  /// are of no use just now.
  func entries(in scope: Scope) -> [CommandEntry] {
    commands(in: scope).map(entry(of:)).filter { !$0.key.isEmpty || $0.whyNot == nil }
  }

  /// The key that gives a command, as it is shown; nil where none does.
  func key(of id: CommandID) -> String? {
    commandTable[id].map(entry(of:)).flatMap { $0.key.isEmpty ? nil : $0.key }
  }
}
