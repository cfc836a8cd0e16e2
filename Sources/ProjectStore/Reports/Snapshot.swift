package import AnnotationCore

extension Project {
  /// Reads the project as it is at one moment, whatever is written meanwhile.
  /// - Throws: what `body` throws, as it is; else ``StoreError``.
  package func snapshot<T>(_ body: (Snapshot) throws -> T) throws -> T {
    do {
      return try file.read { db in
        try check(.figures, db)
        return try body(Snapshot(db, project: self))
      }
    } catch { throw DatabaseFile.isFailure(error) ? meaning(of: error) : error }
  }
}

/// The project at one moment.
///
/// Valid only inside ``Project/snapshot(_:)``. What it cannot read it throws as ``StoreError``.
package final class Snapshot {
  private let db: Database
  private let project: Project

  init(_ db: Database, project: Project) {
    self.db = db
    self.project = project
  }

  /// The guideline in force.
  package var guideline: StoredGuideline { project.guideline }

  /// All versions of the guideline, in the order in which they came into force.
  package func guidelines() throws(StoreError) -> [StoredGuideline] {
    try reading { db in try GuidelineRows.all(db) }
  }

  /// Who and when: a random identity that stays with the project, and when it was made.
  package func identity() throws(StoreError) -> (id: String, createdAt: Timestamp) {
    try reading { db in
      let found = try db.first("SELECT * FROM project") { row in
        (id: try row["uuid"] as String, createdAt: try row["created_at"] as Timestamp)
      }
      guard let found else {
        throw StoreError.file(.damaged(path: project.path, detail: "it does not say who it is"))
      }
      return found
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

  /// The jurors of all juries, by jury and name.
  package func jurorsOfEveryJury() throws(StoreError) -> [(jury: Int64, juror: Juror)] {
    try reading { db in try JurorRows.ofEveryJury(db) }
  }

  /// Hands over what is known of each prompt by which an item of the benchmark was reviewed, in the order
  /// of the digests.
  ///
  /// Memory is bounded, whatever their number.
  /// - Throws: what `body` throws, as it is; else what ``Project/snapshot(_:)`` says as ``StoreError``.
  package func forEachPrompt(_ body: (PromptRecord) throws -> Void) throws {
    try PromptRows.eachOfBenchmark(db, body)
  }

  /// The imports, in the order in which they were made.
  package func imports() throws(StoreError) -> [ImportRecord] {
    try reading { db in try ImportRows.all(db) }
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
      try db.count(
        "SELECT (SELECT count(*) FROM item) - (SELECT count(*) FROM training_item)"
      )
    }
  }

  /// Hands over every item with all of it that a release holds, in the byte order of the ids.
  ///
  /// Memory is bounded, whatever the number of items. The items say what wrote their answers.
  /// - Throws: what `body` throws, as it is; else ``StoreError``.
  package func forEachDossier(_ body: (Dossier) throws -> Void) throws {
    let reader = try reading { db in
      try project.check(.labels, db)
      try DamageCheck.run(guideline.guideline, db)
      return try DossierReader(db, detail: .forRelease)
    }
    var last = ""
    while true {
      let dossiers = try reading { db in
        let items = try db.rows(
          "SELECT * FROM benchmark_item WHERE key > :last ORDER BY key LIMIT 500",
          ["last": last]
        ) { (row: try $0["id"] as Int64, item: try ItemRows.item($0, withModel: true)) }
        return try reader.dossiers(of: items)
      }
      guard let end = dossiers.last else { return }
      last = end.item.id
      for dossier in dossiers { try body(dossier) }
    }
  }

  private func reading<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do { return try body(db) } catch { throw project.meaning(of: error, in: db) }
  }
}
