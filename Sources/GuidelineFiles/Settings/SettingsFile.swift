import Yams

/// What a user has set, as far as they have; the rest stays as it is.
package struct Settings: Hashable, Sendable {
  /// `dark`, `light`, `contrast` or `none`.
  package var theme: String?
  package var mouse: Bool?
  package var ascii: Bool?
  /// `reorder`, `reorder+shape` or `terminal`.
  package var bidi: String?
  /// The language of the guideline's texts.
  package var language: String?
  package var keys: [KeyBinding] = []

  package init() {}
}

/// The keys that a user gives to a command.
package struct KeyBinding: Hashable, Sendable {
  /// The command's id, as it was written.
  package var command: String
  /// Names of keys, as they were written; none takes the command's keys away.
  package var keys: [String]

  package init(command: String, keys: [String]) {
    self.command = command
    self.keys = keys
  }

  /// Why a binding cannot be taken, and what would be right.
  package struct Refusal: Hashable, Sendable {
    /// Which of the bindings, in the order of the file.
    package var index: Int
    package var sentence: String
    package var advice: String

    package init(index: Int, sentence: String, advice: String) {
      self.index = index
      self.sentence = sentence
      self.advice = advice
    }
  }
}

/// Reading settings files.
package enum SettingsFile {
  /// The keys that a settings file takes. The schema is held against this table.
  package static let keys = ["theme", "mouse", "ascii", "bidi", "language", "keys"]
  package static let themes = ["dark", "light", "contrast", "none"]
  package static let bidis = ["reorder", "reorder+shape", "terminal"]

  /// Reads and checks a user's settings.
  /// - Parameter refusals: what is wrong with the keys, which only the program can know.
  /// - Throws: everything that is wrong, with line, column and what would be right.
  package static func read(
    path: String,
    refusals: ([KeyBinding]) -> [KeyBinding.Refusal] = { _ in [] }
  ) throws(GuidelineError) -> Settings {
    try read(source: GuidelineFile.text(of: path), file: path, refusals: refusals)
  }

  /// Reads and checks the text of a user's settings; an empty one sets nothing.
  package static func read(
    source: String,
    file: String,
    refusals: ([KeyBinding]) -> [KeyBinding.Refusal] = { _ in [] }
  ) throws(GuidelineError) -> Settings {
    guard source.split(separator: "\n").contains(where: { !$0.isBlankOrComment }) else {
      return Settings()
    }
    let document = try Document(file: file, source: source)
    var settings = Settings()
    if let record = Record(document.root, "the settings", keys: keys, in: document) {
      settings.theme = word("theme", as: "theme", of: themes, in: record)
      settings.mouse = record.flag("mouse")
      settings.ascii = record.flag("ascii")
      settings.bidi = word("bidi", as: "bidi setting", of: bidis, in: record)
      settings.language = record.word("language")
      let bindings = readKeys(record)
      settings.keys = bindings.map(\.binding)
      for refusal in refusals(settings.keys) where bindings.indices.contains(refusal.index) {
        document.report(
          .refused(refusal.sentence, advice: refusal.advice),
          at: bindings[refusal.index].node
        )
      }
    }
    try document.finish()
    return settings
  }

  private static func word(
    _ key: String,
    as what: String,
    of allowed: [String],
    in record: Record
  ) -> String? {
    guard let word = record.word(key), let node = record[key] else { return nil }
    guard allowed.contains(word) else {
      record.document.report(.unknownValue(word, of: what, allowed: allowed), at: node)
      return nil
    }
    return word
  }

  private static func readKeys(_ record: Record) -> [(binding: KeyBinding, node: Node)] {
    guard let node = record["keys"] else { return [] }
    guard let mapping = node.mapping else {
      record.document.report(.wrongType(expected: "commands with their keys"), at: node)
      return []
    }
    return mapping.compactMap { command, value in
      let names: [String]
      if let one = value.scalar?.string {
        names = [one]
      } else if let several = value.sequence {
        names = several.compactMap(\.string)
      } else {
        record.document.report(.wrongType(expected: "a key or a list of keys"), at: value)
        return nil
      }
      return (KeyBinding(command: command.string ?? "", keys: names), command)
    }
  }
}

extension Substring {
  fileprivate var isBlankOrComment: Bool {
    let text = drop(while: \.isWhitespace)
    return text.isEmpty || text.first == "#"
  }
}
