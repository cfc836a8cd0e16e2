import GRDB

/// The releases of a project's tables, and the way from one to the next.
///
/// A migration that was ever released is never changed: a later release is another one in the list.
enum Migrations {
  /// Marks a file as a project: "VALW" in ASCII, as `PRAGMA application_id`.
  static let applicationID: Int32 = 0x5641_4C57

  private static let all: [(name: String, statements: [String])] = [
    ("1 first release", FirstRelease.statements)
  ]

  /// How many there are; a file's `PRAGMA user_version` says how many it has been through.
  static var count: Int { all.count }

  /// Each is a transaction of its own, and is remembered in the file by its name.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    for (index, migration) in all.enumerated() {
      migrator.registerMigration(migration.name) { db in
        for statement in migration.statements { try db.execute(sql: statement) }
        try db.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    return migrator
  }()

  /// How many migrations a file has been through.
  static func version(of db: GRDB.Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }
}
