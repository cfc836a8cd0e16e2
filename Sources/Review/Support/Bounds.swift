import AnnotationCore
import ArgumentParser

/// The most that flags can ask for: beyond any use, and short of what would fill memory or never end.
enum Bounds {
  static let resamples = 100_000
  static let iterations = 1_000_000
  /// Requests in one file of a batch; no provider takes more.
  static let batchLines = 100_000
  /// Annotators of one item.
  static let overlap = 1_000
  static let answerCharacters = 1_000_000
  /// Languages of one person.
  static let languages = 100
  /// Groups of one person.
  static let groups = 100
}

/// - Throws: where a flag asks for more than its bound.
func check(_ flag: String, _ number: Int, atMost bound: Int) throws {
  guard number <= bound else { throw ValidationError("\(flag) is at most \(bound).") }
}

/// - Throws: where a flag's text is longer than its bound.
func check(_ flag: String, lengthOf text: String?, atMost bound: Int = Remark.longest) throws {
  let count = text?.unicodeScalars.count ?? 0
  guard count <= bound else {
    throw ValidationError("\(flag) has \(count) characters, and may have \(bound).")
  }
}
