import Testing

/// One change to the small guideline, and what is said about it.
struct WrongGuideline: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let old: String
  let new: String
  let message: String

  init(_ name: String, _ old: String, _ new: String, _ message: String) {
    testDescription = name
    self.old = old
    self.new = new
    self.message = message
  }
}
