import TerminalKit

/// One thing that the user can do: its key, its name, a sentence, and why it is not available just now.
///
/// Footer, help screen and manual grow from lists of these.
struct Command<State>: Sendable {
  /// The keys that give it; the first is the one that is shown.
  let keys: [Key]
  /// One or two words, for the footer.
  let name: String
  /// What it does, for the help screen.
  let help: String
  /// Whether the footer has it.
  let isPrimary: Bool
  /// Why it is not available, or nil where it is.
  let whyNot: @Sendable (State) -> String?
  /// What it changes, and what should happen outside.
  let run: @Sendable (inout State) -> [Effect]

  init(
    _ keys: Key...,
    name: String,
    help: String,
    isPrimary: Bool = false,
    whyNot: @escaping @Sendable (State) -> String? = { _ in nil },
    run: @escaping @Sendable (inout State) -> [Effect]
  ) {
    self.keys = keys
    self.name = name
    self.help = help
    self.isPrimary = isPrimary
    self.whyNot = whyNot
    self.run = run
  }
}

extension Command {
  /// What help and footer show of a command.
  var entry: CommandEntry {
    CommandEntry(key: keys.first?.name ?? "", name: name, help: help, isPrimary: isPrimary)
  }
}

/// A command as help and footer show it.
struct CommandEntry: Hashable, Sendable {
  var key: String
  var name: String
  var help: String
  var isPrimary: Bool
}
