package import AnnotationCore

/// An item that somebody completed.
package struct Completion: Hashable, Sendable {
  package var at: Timestamp
  package var language: String

  package init(at: Timestamp, language: String) {
    self.at = at
    self.language = language
  }
}
