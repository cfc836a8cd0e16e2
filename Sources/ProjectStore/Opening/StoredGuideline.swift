package import AnnotationCore
import GRDB

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

  static func latest(_ db: Database) throws -> StoredGuideline? {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT id, body, source, sha256, at FROM guideline ORDER BY id DESC LIMIT 1"
    )
    return try row.map(StoredGuideline.init(row:))
  }

  /// From the columns id, body, source, sha256 and at.
  init(row: Row) throws {
    id = row[0]
    guideline = try CodedJSON.value(Guideline.self, row[1])
    source = row[2]
    hash = row[3]
    at = Timestamp(rawValue: row[4])
  }
}
