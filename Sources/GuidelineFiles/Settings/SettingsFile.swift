import AnnotationCore
import Yams

/// Reading settings files.
package enum SettingsFile {
  /// The keys that a settings file takes.
  ///
  /// The schema is held against this table.
  package static let keys = ["theme", "mouse", "ascii", "bidi", "language", "keys"]
  package static let themes = ["dark", "light", "contrast", "none"]
  package static let bidis = ["auto", "reorder", "reorder+shape", "terminal"]

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
    guard !source.isBlank else { return Settings() }
    let document = try Document(file: file, source: source)
    var settings = Settings()
    if let record = Record(document.root, "the settings", keys: keys, in: document) {
      settings.theme = word("theme", as: "theme", of: themes, in: record)
      settings.mouse = record.flag("mouse")
      settings.ascii = record.flag("ascii")
      settings.bidi = word("bidi", as: "bidi setting", of: bidis, in: record)
      settings.language = language(in: record)
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

  private static func language(in record: Record) -> String? {
    guard let tag = record.word("language"), let node = record["language"] else { return nil }
    guard LanguageTag.isWellFormed(tag) else {
      record.document.report(.badLanguage(tag), at: node)
      return nil
    }
    return tag
  }

  private static func readKeys(_ record: Record) -> [(binding: KeyBinding, node: Node)] {
    guard let node = record["keys"] else { return [] }
    guard let mapping = node.mapping else {
      record.document.report(.wrongType(expected: "commands with their keys"), at: node)
      return []
    }
    return mapping.compactMap { command, value in
      guard let id = command.scalar?.string, !id.isEmpty else {
        record.document.report(.wrongType(expected: "a command's id"), at: command)
        return nil
      }
      guard let names = names(of: value, for: id, at: command, in: record.document) else {
        return nil
      }
      return (KeyBinding(command: id, keys: names), command)
    }
  }

  /// The keys of one command, or nil, and noted, where one of them is no word.
  private static func names(
    of value: Node,
    for command: String,
    at place: Node,
    in document: Document
  ) -> [String]? {
    let nodes = value.sequence.map(Array.init) ?? [value]
    var names: [String] = []
    for node in nodes {
      guard let name = node.scalar?.string else {
        document.report(.wrongType(expected: "a key or a list of keys"), at: node)
        return nil
      }
      guard !name.isEmpty else {
        // Where nothing is written the parser's place may be the line below: point at the command.
        document.report(
          .refused("'\(command)' has no key", advice: "write a key, or [] to take its keys away"),
          at: place
        )
        return nil
      }
      names.append(name)
    }
    return names
  }
}

extension String {
  /// Whether nothing but comments, white space and a document's first line stand in a YAML text.
  fileprivate var isBlank: Bool {
    // By what ends a line, not by "\n": a carriage return makes another character of that.
    split(whereSeparator: \.isNewline).allSatisfy { line in
      let text = line.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      return text.isEmpty || text.first == "#" || text == "---"
    }
  }
}
