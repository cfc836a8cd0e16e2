import TerminalKit

/// Which keys give which command: the table's own, and what the user's settings change.
struct KeyMap: Hashable, Sendable {
  /// The keys of the commands that the settings name; an empty list takes a command's keys away.
  private(set) var changes: [CommandID: [Key]] = [:]

  /// Gives a command other keys.
  mutating func bind(_ command: CommandID, to keys: [Key]) { changes[command] = keys }

  /// The keys that give a command.
  func keys(of command: Command) -> [Key] { changes[command.id] ?? command.keys }

  /// The command that a key gives in the first of the scopes that knows it.
  func command(for key: Key, in scopes: [Scope]) -> Command? {
    for scope in scopes {
      let found = commandTable.first { $0.id.scope == scope && keys(of: $0).contains(key) }
      if let found { return found }
    }
    return nil
  }

  /// Two commands that one key would give, the first by the table and the second by a change.
  struct Clash: Hashable, Sendable {
    var key: Key
    var command: CommandID
    var other: CommandID
  }

  /// What is wrong with the keys that were given to a command.
  ///
  /// Two scopes clash where their commands can be given on the same screen.
  func clash(of id: CommandID) -> Clash? {
    guard let command = commandTable[id] else { return nil }
    for key in keys(of: command) {
      for other in commandTable where other.id != id && other.id.scope.meets(command.id.scope) {
        if keys(of: other).contains(key) { return Clash(key: key, command: id, other: other.id) }
      }
    }
    return nil
  }
}

extension Scope {
  /// Whether commands of both can be given at the same time.
  func meets(_ other: Scope) -> Bool { self == other || self == .anywhere || other == .anywhere }

  /// Whether small letters and digits answer a field there, and can be no commands.
  var takesAnswers: Bool { self == .item || self == .adjudication || self == .anywhere }
}

extension Key {
  /// Whether the key writes something when a text is being written.
  var isText: Bool { if case .character = self { true } else { false } }

  /// Whether the key may answer a field.
  var isAnswer: Bool {
    guard case .character(let character) = self else { return false }
    return character.isLowercase || character.isNumber || character == " "
  }
}
