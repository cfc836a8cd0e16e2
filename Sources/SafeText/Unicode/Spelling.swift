/// A word with marks, and its characters by name: for terminals that lose the marks.
package struct SpelledWord: Hashable, Sendable {
  package let word: String
  /// The names of its letters and marks, such as `KA`, `VOWEL SIGN I`, without their script's.
  package let names: [String]
}

/// The different words of a text that have marks on their letters, in the order in which they are met.
package func spelledWords(in text: String) -> [SpelledWord] {
  var met: Set<String> = []
  let characters = Array(text)
  return Words.ranges(in: text).compactMap { range in
    let word = String(characters[range])
    guard word.unicodeScalars.contains(where: \.isMark), met.insert(word).inserted else {
      return nil
    }
    let script = Script(of: word)
    let scalars = word.unicodeScalars.prefix(longestSpelling)
    let rest = word.unicodeScalars.count - scalars.count
    return SpelledWord(
      word: String(String.UnicodeScalarView(scalars)),
      names: scalars.map { $0.name(in: script) } + (rest > 0 ? ["… \(rest) more"] : [])
    )
  }
}

/// No word of a language is as long.
private let longestSpelling = 200

extension String {
  /// Whether some letter has marks.
  package var hasMarks: Bool { unicodeScalars.contains(where: \.isMark) }
}

extension Unicode.Scalar {
  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// The name without that of the word's script, and without words that nearly all names have.
  fileprivate func name(in script: Script?) -> String {
    guard let name = properties.name else {
      return "U+" + String(value, radix: 16, uppercase: true)
    }
    var words = name.split(separator: " ")
    for dropped in [script?.name.uppercased(), "LETTER", "CHARACTER"] {
      if words.count > 1, let first = words.first, String(first) == dropped { words.removeFirst() }
    }
    return words.joined(separator: " ")
  }
}
