/// What terminals see otherwise than libc, and than each other.
package enum WidthClass: Hashable, Sendable {
  /// A sign of a script that takes room beside its letter, such as the Devanagari vowel sign aa.
  case spacingMark(Script)
  /// One that takes room and is a character of its own, such as the Burmese vowel sign aa.
  case separateMark(Script)
  /// A sign above, below or around its letter.
  case mark(Script)
  /// A letter after a virama, which may be drawn in one with the letter before.
  case conjunctLetter(Script)
  /// The Thai vowel am, U+0E33.
  case saraAm
  /// A vowel or a final consonant of Korean that stands by itself.
  case jamo
  /// What is wide in East Asian fonts only: UAX #11, class A.
  case ambiguous
  /// A letter of Arabic in the form that it has inside a word.
  case presentationForm
  /// An emoji that variation selector 16 makes one.
  case emojiVariation
  /// Two regional indicators.
  case flag
  /// Emoji with joiners between them.
  case joinedEmoji
  /// An emoji with a skin tone.
  case toned

  /// Its name in files, such as `spacing mark Deva`.
  package var name: String {
    switch self {
    case .spacingMark(let script): "spacing mark \(script.rawValue)"
    case .separateMark(let script): "separate mark \(script.rawValue)"
    case .mark(let script): "mark \(script.rawValue)"
    case .conjunctLetter(let script): "conjunct letter \(script.rawValue)"
    case .saraAm: "sara am"
    case .jamo: "jamo"
    case .ambiguous: "ambiguous"
    case .presentationForm: "presentation form"
    case .emojiVariation: "emoji variation"
    case .flag: "flag"
    case .joinedEmoji: "joined emoji"
    case .toned: "toned"
    }
  }
}

/// The columns that a terminal gives to what it is sent: as it was measured, else as libc says.
package struct WidthTable: Hashable, Sendable {
  package let measured: [WidthClass: Int]
  /// What differs from libc, by scalar.
  private let overrides: [UInt32: Int]
  private let hasWideAmbiguous: Bool

  /// Libc's own table.
  package static let libc = WidthTable()

  package init(_ measured: [WidthClass: Int] = [:]) {
    self.measured = measured
    hasWideAmbiguous = measured[.ambiguous] == 2
    var overrides: [UInt32: Int] = [:]
    for (kind, columns) in measured {
      for scalar in Self.scalars(of: kind) where libcColumns(of: scalar) != columns {
        overrides[scalar] = columns
      }
    }
    self.overrides = overrides
  }

  /// The columns of a scalar by itself; -1 where it has none.
  func columns(of scalar: UInt32) -> Int {
    if scalar < 0xA1 { return libcColumns(of: scalar) }
    if let own = overrides[scalar] { return own }
    let columns = libcColumns(of: scalar)
    return hasWideAmbiguous && columns == 1 && hasAmbiguousWidth(scalar) ? 2 : columns
  }

  /// Whether letters after a virama are drawn in one with the letter before, and take no columns.
  func joinsConjuncts(of script: Script) -> Bool { measured[.conjunctLetter(script)] == 0 }

  /// The columns of an emoji of several scalars, where the terminal draws it as one; else it is shown in
  /// parts.
  func columns(ofEmoji kind: WidthClass) -> Int? {
    measured[kind].flatMap { $0 == 2 || $0 == 1 && kind != .emojiVariation ? $0 : nil }
  }

  /// What takes the columns that were measured for a class.
  private static func scalars(of kind: WidthClass) -> [UInt32] {
    switch kind {
    case .spacingMark(let script): marks(of: script, .spacingMark).filter(joinsLetter)
    case .separateMark(let script): marks(of: script, .spacingMark).filter { !joinsLetter($0) }
    case .mark(let script): marks(of: script, .nonspacingMark)
    case .saraAm: [0xE33]
    case .jamo: Array(0x1161...0x11FF)
    case .presentationForm: Array(0xFE70...0xFEFC)
    case .conjunctLetter, .ambiguous, .emojiVariation, .flag, .joinedEmoji, .toned: []
    }
  }

  private static func marks(of script: Script, _ category: Unicode.GeneralCategory) -> [UInt32] {
    (blocks[script] ?? []).flatMap { block in
      block.filter { Unicode.Scalar($0)?.properties.generalCategory == category }
    }
  }

  /// Whether a mark and the letter before it are one character (UAX #29).
  private static func joinsLetter(_ mark: UInt32) -> Bool {
    String(scalars: [0x61, mark]).count == 1
  }

  /// Where the marks of scripts stand in Unicode.
  private static let blocks: [Script: [ClosedRange<UInt32>]] = [
    .hebrew: [0x591...0x5C7],
    .arabic: [0x610...0x61A, 0x64B...0x65F, 0x670...0x670, 0x6D6...0x6ED, 0x8D3...0x8FF],
    .devanagari: [0x900...0x97F],
    .bengali: [0x980...0x9FF],
    .tamil: [0xB80...0xBFF],
    .telugu: [0xC00...0xC7F],
    .sinhala: [0xD80...0xDFF],
    .thai: [0xE31...0xE3A, 0xE47...0xE4E],
    .burmese: [0x102B...0x109D],
    .khmer: [0x17B6...0x17D3],
  ]
}
