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

  /// A character as it is compared.
  ///
  /// Marks count only where nothing else is left, such as in a lone accent, and in scripts where a
  /// vowel is one: there the sign is a letter of the word.
  private static func folded(_ character: Character) -> [UInt32] {
    if let ascii = character.asciiValue {
      if character.isWhitespace { return [0x20] }
      return [UInt32(ascii >= 0x41 && ascii <= 0x5A ? ascii + 0x20 : ascii)]
    }
    if character.isWhitespace { return [0x20] }
    guard let units = decomposedAndFolded(Array(String(character).utf16)) else {
      return character.unicodeScalars.map(\.value)
    }
    let scalars = String(decoding: units, as: UTF16.self).unicodeScalars
    let letters = scalars.filter { !isIgnored($0) }
    return (letters.isEmpty ? Array(scalars) : Array(letters)).map(\.value)
  }

  /// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic, joiners.
  private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x5BF, 0x5C1, 0x5C2, 0x610...0x61A, 0x640,
      0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x200C, 0x200D, 0xFE00...0xFE0F:
      true
    default: false
    }
  }
}
