package import AnnotationCore

/// One import, as it was.
package struct ImportRecord: Hashable, Sendable, Codable {
  package var file: String
  /// In hexadecimal.
  package var sha256: String
  package var added: Int
  package var unchanged: Int
  package var at: Timestamp

  package init(file: String, sha256: String, added: Int, unchanged: Int, at: Timestamp) {
    self.file = file
    self.sha256 = sha256
    self.added = added
    self.unchanged = unchanged
    self.at = at
  }
}

extension Project {
  /// Whether anything was imported.
  package func hasImports() throws(StoreError) -> Bool {
    try read(.manage) { db in try db.exists("SELECT 1 FROM import LIMIT 1") }
  }

  /// What importing a file once more does, where the file with this hash was imported before.
  /// - Parameter hash: SHA-256 in hexadecimal.
  /// - Returns: nil where it was not.
  package func importReport(ofKnown hash: String) throws(StoreError) -> ImportReport? {
    try read(.manage) { db in
      try db.first(
        "SELECT added + unchanged AS items FROM import WHERE sha256 = :hash ORDER BY id DESC LIMIT 1",
        ["hash": hash]
      ) { ImportReport(added: 0, unchanged: try $0["items"], alreadyImported: true) }
    }
  }
}

/// How imports are read and kept.
enum ImportRows {
  /// The imports, in the order in which they were made.
  static func all(_ db: Database) throws -> [ImportRecord] {
    try db.rows("SELECT * FROM import ORDER BY id") { row in
      ImportRecord(
        file: try row["file"],
        sha256: try row["sha256"],
        added: try row["added"],
        unchanged: try row["unchanged"],
        at: try row["at"]
      )
    }
  }

  /// Notes that an import came to its end: all items are visible from then on.
  static func insert(_ record: ImportRecord, _ db: Database) throws {
    try db.insert(
      """
      INSERT INTO import (file, sha256, added, unchanged, last_item, at)
      VALUES (:file, :sha256, :added, :unchanged,
        (SELECT coalesce(max(id), 0) FROM stored_item), :at)
      """,
      [
        "file": record.file, "sha256": record.sha256, "added": record.added,
        "unchanged": record.unchanged, "at": record.at,
      ]
    )
  }
}
