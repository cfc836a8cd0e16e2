package import AnnotationCore
import GRDB

extension Project {
  /// Reads the project as it is at one moment, whatever is written meanwhile.
  /// - Throws: what `body` throws, as it is; else ``StoreError``.
  package func snapshot<T>(_ body: (Snapshot) throws -> T) throws -> T {
    do {
      return try queue.read { db in try body(Snapshot(db, project: self)) }
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    }
  }
}

/// The project at one moment.
///
/// Valid only inside ``Project/snapshot(_:)``. /// What it cannot read it throws as ``StoreError``.
package final class Snapshot {
  private let db: Database
  private let project: Project

  init(_ db: Database, project: Project) {
    self.db = db
    self.project = project
  }

  /// The guideline in force.
  package var guideline: StoredGuideline { project.guideline }

  /// Who and when: a random identity that stays with the project, and when it was made.
  package func identity() throws(StoreError) -> (id: String, createdAt: Timestamp) {
    try reading { db in
      let row = try Row.fetchOne(db, sql: "SELECT uuid, created_at FROM project")
      guard let row else { throw StoreError.notAProject(path: project.path) }
      return (row[0], Timestamp(rawValue: row[1]))
    }
  }

  /// The team, in the order in which they were added.
  package func people() throws(StoreError) -> [Person] {
    try reading { db in try PersonRows.all(db) }
  }

  /// The jury in force, by name.
  package func jurors() throws(StoreError) -> [Juror] {
    try reading { db in try JurorRows.all(db) }
  }

  /// The imports, in the order in which they were made.
  package func imports() throws(StoreError) -> [ImportRecord] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: "SELECT file, sha256, added, unchanged, at FROM import ORDER BY id"
      )
      .map { row in
        ImportRecord(
          file: row[0],
          sha256: row[1],
          added: row[2],
          unchanged: row[3],
          at: Timestamp(rawValue: row[4])
        )
      }
    }
  }

  /// The latest measurements of agreement, or nil.
  package func agreement() throws(StoreError) -> AgreementRun? {
    try reading { db in try AgreementRows.runs(db, limit: 1).first }
  }

  /// How far the project is.
  package func status() throws(StoreError) -> ProjectStatus {
    try reading { db in try Project.status(db) }
  }

  /// How many items the benchmark has.
  package func itemCount() throws(StoreError) -> Int {
    try reading { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM item)
            - (SELECT count(*) FROM reference WHERE purpose = 'training')
          """
      ) ?? 0
    }
  }

  /// Hands over every item with all that was said and decided, in the byte order of the ids.
  ///
  /// Memory is bounded, whatever the number of items. The items say what wrote their answers.
  /// - Throws: what `body` throws, as it is; else ``StoreError``.
  package func forEachDossier(_ body: (Dossier) throws -> Void) throws {
    let reader = try reading { db in try DossierReader(db, detail: .everything) }
    var last = ""
    while true {
      let dossiers = try reading { db in
        let rows = try Row.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT \(ItemRows.columns) FROM item
              WHERE key > ? AND \(ItemRows.isInBenchmark) ORDER BY key LIMIT 500
              """
          ),
          arguments: [last]
        )
        return try reader.dossiers(
          of: rows.map { (row: $0[0], item: ItemRows.item($0, withModel: true)) }
        )
      }
      guard let end = dossiers.last else { return }
      last = end.item.id
      for dossier in dossiers { try body(dossier) }
    }
  }

  private func reading<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do { return try body(db) } catch { throw StoreError(error, path: project.path) }
  }
}

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
