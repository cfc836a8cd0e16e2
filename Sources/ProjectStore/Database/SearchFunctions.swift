import GRDB
import Glibc
import SafeText

/// How texts are compared in a search, as functions of SQLite: the one rule of index and scan.
enum SearchFunctions {
  /// `folded_for_search(TEXT)`: see ``TextSearch/folded(_:)``.
  static let folded = DatabaseFunction("folded_for_search", argumentCount: 1, pure: true) {
    values in
    String.fromDatabaseValue(values[0]).map(TextSearch.folded)
  }

  /// `holds_words(TEXT, WORDS)`: whether a text holds words that are folded already.
  static let holdsWords = DatabaseFunction("holds_words", argumentCount: 2, pure: true) { values in
    guard let text = String.fromDatabaseValue(values[0]),
      let words = String.fromDatabaseValue(values[1])
    else { return false }
    return TextSearch.folded(text).holds(words)
  }
}

extension String {
  /// Whether the bytes of other words stand in it.
  fileprivate func holds(_ words: String) -> Bool {
    var (text, words) = (self, words)
    return text.withUTF8 { text in words.withUTF8 { text.holds($0) } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func holds(_ bytes: Self) -> Bool {
    guard let first = bytes.first, let wanted = bytes.baseAddress else { return true }
    guard var start = baseAddress, count >= bytes.count else { return false }
    // Where the words may begin.
    let end = start + (count - bytes.count + 1)
    while let found = memchr(start, Int32(first), end - start) {
      guard memcmp(found, wanted, bytes.count) != 0 else { return true }
      start = UnsafePointer(found.assumingMemoryBound(to: UInt8.self)) + 1
    }
    return false
  }
}
