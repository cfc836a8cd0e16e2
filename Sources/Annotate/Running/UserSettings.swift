import Files
import Foundation
import GuidelineFiles
import TerminalKit

/// What the user's settings file says, checked against the commands that there are.
struct UserSettings {
  var settings = Settings()
  var keyMap = KeyMap()

  /// `$XDG_CONFIG_HOME/values-workbench/settings.yaml`, else in `~/.config`.
  static func defaultPath(_ environment: [String: String]) -> String? {
    UserFolder.settings.url(in: environment)?
      .appendingPathComponent("settings.yaml").path
  }

  /// Reads the file that was named, else the one in the usual place where there is one.
  /// - Throws: what is wrong, by line; nothing of the file is taken then.
  static func read(
    named path: String?,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> UserSettings {
    if let path { return try UserSettings(file: path) }
    guard let usual = defaultPath(environment), FileManager.default.fileExists(atPath: usual) else {
      return UserSettings()
    }
    return try UserSettings(file: usual)
  }

  init() {}

  init(file path: String) throws {
    var keyMap = KeyMap()
    settings = try SettingsFile.read(path: path) { bindings in
      let refusals = bindings.enumerated().compactMap { keyMap.refusal(of: $1, index: $0) }
      return refusals.isEmpty ? keyMap.clashes(among: bindings) : refusals
    }
    self.keyMap = keyMap
  }
}

extension KeyMap {
  /// Takes what a settings file says about one command.
  /// - Returns: why that cannot be, or nil.
  fileprivate mutating func refusal(of binding: KeyBinding, index: Int) -> KeyBinding.Refusal? {
    func refused(_ sentence: String, _ advice: String) -> KeyBinding.Refusal {
      KeyBinding.Refusal(index: index, sentence: sentence, advice: advice)
    }
    guard let command = commandTable.first(where: { "\($0.id)" == binding.command }) else {
      let near = commandTable.compactMap { command in
        FuzzyMatch.score(binding.command, in: "\(command.id)").map {
          (score: $0.score, id: command.id)
        }
      }.max { $0.score < $1.score }?.id
      return refused(
        "there is no command '\(binding.command)'",
        (near.map { "did you mean '\($0)'? " } ?? "") + "'annotate --commands text' lists them"
      )
    }
    var keys: [Key] = []
    for name in binding.keys {
      guard let key = Key(named: name) else {
        return refused("'\(name)' is no key", "keys are written like ^S, alt-x, F5, pgdn, tab or S")
      }
      if key.isAnswer, command.id.scope.takesAnswers {
        return refused(
          "'\(name)' answers a field",
          "small letters, digits and space are answers there: take a capital, ^ or alt-"
        )
      }
      keys.append(key)
    }
    bind(command.id, to: keys)
    return nil
  }

  /// The keys that two commands would have.
  fileprivate func clashes(among bindings: [KeyBinding]) -> [KeyBinding.Refusal] {
    bindings.enumerated().compactMap { index, binding in
      commandTable.first { "\($0.id)" == binding.command }.flatMap { clash(of: $0.id) }.map {
        clash in
        KeyBinding.Refusal(
          index: index,
          sentence: "\(clash.key.name) is the key of '\(clash.other)' too",
          advice: "give '\(clash.other)' another key, or take another one here"
        )
      }
    }
  }
}
