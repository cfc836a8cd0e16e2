/// The words of a text, as Unicode finds them in each script (UAX #29).
package enum Words {
  /// The words as ranges of characters; white space and punctuation are none.
  package static func ranges(in text: String) -> [Range<Int>] {
    characters(wordBoundaries(in: Array(text.utf16)), of: text)
  }
}

/// The sentences of a text, as Unicode finds them (UAX #29).
package enum Sentences {
  /// The sentences as ranges of characters, without the blanks around them.
  package static func ranges(in text: String) -> [Range<Int>] {
    let characters = Array(text)
    return SafeText.characters(sentenceBoundaries(in: Array(text.utf16)), of: text).compactMap {
      var range = $0
      while let last = range.last, characters[last].isWhitespace {
        range = range.lowerBound..<last
      }
      while let first = range.first, characters[first].isWhitespace {
        range = (first + 1)..<range.upperBound
      }
      return range.isEmpty ? nil : range
    }
  }
}

/// Ranges of UTF-16 units as ranges of characters; those that part a character are left out.
private func characters(_ ranges: [Range<Int>], of text: String) -> [Range<Int>] {
  // Where each character begins, in UTF-16 units.
  var character: [Int: Int] = [:]
  var offset = 0
  var count = 0
  for each in text {
    character[offset] = count
    offset += each.utf16.count
    count += 1
  }
  character[offset] = count
  return ranges.compactMap { range in
    guard let start = character[range.lowerBound], let end = character[range.upperBound] else {
      return nil
    }
    return start..<end
  }
}
