/// Looking for words in a text as people do: without regard to case, to marks on letters, and to how
/// characters are composed.
package enum TextSearch {
  /// Where words stand in a text, as offsets of characters; matches do not overlap.
  ///
  /// A match begins and ends with whole characters. White space of any kind matches any other.
  package static func matches(of query: String, in text: String) -> [Range<Int>] {
    let wanted = query.flatMap(folded)
    guard !wanted.isEmpty else { return [] }
    var scalars: [UInt32] = []
    /// The character that each folded scalar comes from.
    var characters: [Int] = []
    for (offset, character) in text.enumerated() {
      for scalar in folded(character) {
        scalars.append(scalar)
        characters.append(offset)
      }
    }
    var found: [Range<Int>] = []
    var start = 0
    while start + wanted.count <= scalars.count {
      if scalars[start..<(start + wanted.count)].elementsEqual(wanted) {
        let end = characters[start + wanted.count - 1] + 1
        found.append(characters[start]..<end)
        start += wanted.count
        while start < scalars.count, characters[start] < end { start += 1 }
      } else {
        start += 1
      }
    }
    return found
  }

  /// A text as it is compared: one that has words holds them where its folded form has theirs.
  ///
  /// It is what ``matches(of:in:)`` compares, for whoever looks through many texts: an index of the folded
  /// forms finds what `matches` finds. Words of marks alone have an empty form, and nothing holds them.
  package static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: folded(units: text.utf8), as: UTF8.self)
    }
    guard let units = decomposedAndFolded(Array(text.utf16)) else { return text }
    return String(decoding: folded(units: units), as: UTF16.self)
  }

  /// Small letters for large ones of ASCII, one blank for white space of any kind, and no marks.
  private static func folded<Unit: FixedWidthInteger & UnsignedInteger>(
    units: some Collection<Unit>
  ) -> [Unit] {
    var folded: [Unit] = []
    folded.reserveCapacity(units.count)
    var before: Unit = 0
    for unit in units {
      switch unit {
      // The two characters of a line's end on Windows are one.
      case 0x0A where before == 0x0D: break
      case 0x09...0x0D: folded.append(0x20)
      case 0x41...0x5A: folded.append(unit + 0x20)
      case 0..<0x80: folded.append(unit)
      default:
        if isWhiteSpace(UInt32(unit)) {
          folded.append(0x20)
        } else if !isIgnored(UInt32(unit)) {
          folded.append(unit)
        }
      }
      before = unit
    }
    return folded
  }

  /// A character as it is compared.
  private static func folded(_ character: Character) -> [UInt32] {
    folded(String(character)).unicodeScalars.map(\.value)
  }

  /// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic, the dot that makes
  /// another consonant in scripts of India, joiners.
  ///
  /// Vowel signs of scripts where a vowel is a letter of the word are not among them.
  private static func isIgnored(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x5BF, 0x5C1, 0x5C2, 0x610...0x61A, 0x640,
      0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E4, 0x6E7, 0x6E8, 0x6EA...0x6ED, 0x93C, 0x9BC,
      0xA3C, 0xABC, 0xB3C, 0xC3C, 0xCBC, 0x200C, 0x200D, 0xFE00...0xFE0F:
      true
    default: false
    }
  }

  /// White space beyond ASCII.
  private static func isWhiteSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
