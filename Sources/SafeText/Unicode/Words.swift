/// The words of a text, by Unicode's rules and dictionaries for scripts without spaces.
package enum Words {
  /// The words as ranges of characters; white space and punctuation are none.
  package static func ranges(in text: String) -> [Range<Int>] {
    let units = Array(text.utf16)
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
    return wordBoundaries(in: units).compactMap { word in
      guard let start = character[word.lowerBound], let end = character[word.upperBound] else {
        return nil
      }
      return start..<end
    }
  }
}
