/// Which names and ids are accepted.
///
/// They are told apart by eye, typed on keyboards that compose accents differently, and compared by
/// Swift, SQLite and other people's tools: so they are bounded, visible, trimmed and in Unicode's
/// composed form (NFC), in which equal looks are equal bytes.
package enum NameRule: Hashable, Sendable {
  /// Of people: words with single spaces between them.
  case name
  /// Of items, questions, fields, choices, jurors: without spaces.
  case id
  /// Of items, raters and labels in files of other tools, once they are tidied: with single spaces.
  case foreign

  /// The most characters (Unicode scalars) of a name or id.
  package var longest: Int {
    switch self {
    case .name: 100
    case .id: 200
    case .foreign: 1000
    }
  }

  /// What is wrong with a name or id; nil where nothing is.
  package func problem(with text: String) -> NameProblem? {
    if text.isEmpty { return .empty }
    let scalars = text.unicodeScalars
    let count = scalars.count
    if count > longest { return .tooLong(count: count, limit: longest) }
    // Nearly all ids, and a million of them are imported in a few seconds.
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return nil }
    if scalars.first?.properties.isWhitespace == true
      || scalars.last?.properties.isWhitespace == true
    {
      return .blankAtEnd
    }
    var before: Unicode.Scalar?
    for scalar in scalars {
      if scalar.properties.isWhitespace {
        guard self != .id else { return .holdsBlank }
        guard scalar == " ", before != " " else { return .otherBlank(scalar.value) }
      } else if !Self.isVisible(scalar, after: before) {
        return .invisible(scalar.value)
      }
      before = scalar
    }
    guard text.composed.unicodeScalars.elementsEqual(scalars) else { return .notComposed }
    return nil
  }

  /// Whether bytes are a name of another tool's file as they are: visible ASCII in single spaces, which
  /// nothing is to be tidied of.
  package static func isPlain(_ name: UnsafeRawBufferPointer) -> Bool {
    guard !name.isEmpty, name.count <= Self.foreign.longest else { return false }
    // A space at the beginning, or after another.
    var before: UInt8 = 0x20
    for byte in name {
      guard byte > 0x20 || byte == 0x20 && before != 0x20, byte < 0x7F else { return false }
      before = byte
    }
    return before != 0x20
  }

  private static func isVisible(_ scalar: Unicode.Scalar, after before: Unicode.Scalar?) -> Bool {
    // The joiners change how a letter of Persian or Hindi looks; after a Latin letter they do nothing.
    if scalar.value == 0x200C || scalar.value == 0x200D {
      guard let before, before.value > 0x2FF else { return false }
      return before.properties.isAlphabetic || before.properties.canonicalCombiningClass == .virama
    }
    if scalar.properties.isDefaultIgnorableCodePoint { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    default: return true
    }
  }
}

/// Why a name or id is not accepted.
package enum NameProblem: Hashable, Sendable {
  case empty
  case tooLong(count: Int, limit: Int)
  case blankAtEnd
  case holdsBlank
  /// A blank other than one space.
  case otherBlank(UInt32)
  case invisible(UInt32)
  case notComposed
}

extension NameProblem: CustomStringConvertible {
  /// What is wrong, such as "it begins or ends with a blank", without what next.
  package var description: String {
    switch self {
    case .empty: "it is empty"
    case .tooLong(let count, let limit): "it has \(count) characters, and may have \(limit)"
    case .blankAtEnd: "it begins or ends with a blank"
    case .holdsBlank: "it holds a blank"
    case .otherBlank(0x20): "it holds two spaces in a row"
    case .otherBlank(let scalar): "it holds a blank that is no space (\(Self.name(scalar)))"
    case .invisible(let scalar): "it holds a character that cannot be seen (\(Self.name(scalar)))"
    case .notComposed:
      "its accents are written apart from their letters (Unicode NFD); write it composed (NFC)"
    }
  }

  private static func name(_ scalar: UInt32) -> String {
    let digits = String(scalar, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  /// The text in Unicode's composed form (NFC).
  ///
  /// What a person types is brought to it, since the keyboard decides and nobody sees the difference.
  package var composed: String {
    // Most are plain ASCII, and stay as they are.
    utf8.allSatisfy { $0 < 0x80 } ? self : normalised(self)
  }

  /// The text in composed form without blanks at either end.
  package var trimmed: String {
    let scalars = unicodeScalars
    guard
      scalars.first?.properties.isWhitespace == true
        || scalars.last?.properties.isWhitespace == true
    else { return composed }
    let rest = scalars.drop { $0.properties.isWhitespace }
    let end = rest.lastIndex { !$0.properties.isWhitespace }
    return String(String.UnicodeScalarView(end.map { rest[...$0] } ?? rest[rest.endIndex...]))
      .composed
  }

  /// The text in composed form, with one space for any blanks in a row and none at either end.
  ///
  /// What files of other tools name is brought to it: spreadsheets keep blanks that nobody sees.
  package var tidied: String {
    let words = unicodeScalars.split { $0.properties.isWhitespace }
    return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ").composed
  }

  /// Whether it holds nothing that can be seen: blanks, and what has no shape of its own.
  package var isInvisible: Bool {
    unicodeScalars.allSatisfy { scalar in
      // Nearly all texts begin with a visible character.
      if scalar.value > 0x20, scalar.value < 0x7F { return false }
      if scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint {
        return true
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return true
      default: return false
      }
    }
  }
}
