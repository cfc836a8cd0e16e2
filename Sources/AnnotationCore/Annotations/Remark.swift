/// What somebody writes beside labels: why an item is skipped or taken back, what a lead should see, why a
/// field was decided.
package enum Remark {
  /// Its most characters, as scalars of Unicode.
  package static let longest = 10_000

  /// Whether it says something.
  package static func isEmpty(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

  /// Whether it is longer than what is kept.
  package static func isTooLong(_ text: String) -> Bool { text.unicodeScalars.count > longest }
}
