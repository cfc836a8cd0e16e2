import GRDB

/// The versions of a project's file, and the way from one to the next.
///
/// A migration that was ever released is never changed: a later version is another element of
/// ``migrations``. `PRAGMA user_version` holds how many of them a file has been through.
enum Migrator {
  /// Marks a file as a project: "VALW" in ASCII, as `PRAGMA application_id`.
  static let applicationID: Int32 = 0x5641_4C57

  /// The statements that lead from version n to version n + 1.
  static let migrations: [[String]] = [
    SchemaOne.all, SchemaTwo.all, SchemaThree.all, SchemaFour.all, SchemaFive.all,
    SchemaSix.all, SchemaSeven.all, SchemaEight.all, SchemaNine.all,
    SchemaTen.all, SchemaEleven.all, SchemaTwelve.all,
  ]

  /// The version that this program writes.
  static var knownVersion: Int { migrations.count }

  /// Brings a file to ``knownVersion`` inside the caller's transaction.
  static func migrate(_ db: Database) throws {
    let found = try version(of: db)
    for index in migrations.indices.dropFirst(found) {
      for statement in migrations[index] { try db.execute(sql: statement) }
      try db.execute(sql: "PRAGMA user_version = \(index + 1)")
    }
  }

  /// The version that a file says it has.
  static func version(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// What a file says it belongs to.
  static func application(of db: Database) throws -> Int32 {
    try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
  }
}
