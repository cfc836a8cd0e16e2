package import AnnotationCore

/// A guideline as the project keeps it.
package struct StoredGuideline: Hashable, Sendable {
  /// Which version of the project's guideline this is; grows with each.
  package var id: Int64
  package var guideline: Guideline
  /// The YAML text that it was read from.
  package var source: String
  /// SHA-256 of its files, in hexadecimal.
  package var hash: String
  package var at: Timestamp
}
