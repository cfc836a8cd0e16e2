import JSON

/// A version of the guideline under which annotations were made.
package struct GuidelineVersion: Hashable, Sendable {
  /// As the project numbers its versions.
  package var number: Int64
  /// The guideline's id.
  package var id: String
  /// The version that its file names; another text may name the same one.
  package var version: String
  /// Of its files, in hexadecimal; no other version has it.
  package var sha256: String

  package init(number: Int64, id: String, version: String, sha256: String) {
    self.number = number
    self.id = id
    self.version = version
    self.sha256 = sha256
  }

  var json: JSONValue {
    .object([
      ("id", .string(id)), ("version", .string(version)), ("sha256", .string(sha256)),
    ])
  }
}
