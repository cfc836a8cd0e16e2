package import AnnotationCore
import Foundation
import GRDB

/// One benchmark in the making: one SQLite file.
///
/// Several programs may have the same file open, each with its own `Project`. Every method is one
/// transaction, and what it wrote is on disk when it returns.
package final class Project: Sendable {
  /// Where the file is.
  package let path: String
  /// The guideline in force.
  package let guideline: StoredGuideline
  let queue: DatabaseQueue
  /// The file itself, whatever its path leads to by now.
  private let identity: FileCheck.Identity?

  private init(path: String, queue: DatabaseQueue, guideline: StoredGuideline) {
    identity = FileCheck.identity(of: path)
    self.path = path
    self.queue = queue
    self.guideline = guideline
  }

  /// Makes a project and opens it.
  ///
  /// A half-made file is removed when that fails.
  /// - Parameters:
  ///   - source: the guideline's YAML text as it was read.
  ///   - hash: SHA-256 of the guideline's files, in hexadecimal.
  package static func create(
    at path: String,
    guideline: Guideline,
    source: String,
    hash: String,
    at moment: Timestamp
  ) throws(StoreError) -> Project {
    try FileCheck.beforeCreating(path)
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration())
      // The journal's mode is kept in the file and cannot change inside a transaction.
      try queue.inDatabase { db in
        try db.execute(
          sql: "PRAGMA application_id = \(Migrator.applicationID); PRAGMA journal_mode = WAL"
        )
      }
      try queue.inTransaction(.immediate) { db in
        try Migrator.migrate(db)
        try db.execute(
          sql: "INSERT INTO project VALUES (1, lower(hex(randomblob(16))), ?)",
          arguments: [moment.rawValue]
        )
        try db.execute(
          sql: "INSERT INTO guideline (sha256, body, source, at) VALUES (?, ?, ?, ?)",
          arguments: [hash, try CodedJSON.text(of: guideline), source, moment.rawValue]
        )
        return .commit
      }
      return try opened(path: path, queue: queue)
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
      throw StoreError(error, path: path)
    }
  }

  /// Opens a project, and brings it to the version that this program writes.
  /// - Parameter patience: seconds to wait for another program that is writing.
  package static func open(
    at path: String,
    patience: Double = 5
  ) throws(StoreError) -> Project {
    try FileCheck.beforeOpening(path)
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration(patience))
      let version = try queue.inDatabase { db in
        guard try Migrator.application(of: db) == Migrator.applicationID else {
          throw StoreError.notAProject(path: path)
        }
        return try Migrator.version(of: db)
      }
      let known = Migrator.knownVersion
      guard version <= known else {
        throw StoreError.newerVersion(path: path, found: version, known: known)
      }
      if version < known {
        try queue.inTransaction(.immediate) { db in
          try Migrator.migrate(db)
          return .commit
        }
      }
      return try opened(path: path, queue: queue)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Closes the file; whatever is called afterwards fails.
  package func close() throws(StoreError) {
    do { try queue.close() } catch { throw StoreError(error, path: path) }
  }

  private static func opened(path: String, queue: DatabaseQueue) throws -> Project {
    let guideline = try queue.read { db in try StoredGuideline.latest(db) }
    guard let guideline else { throw StoreError.notAProject(path: path) }
    queue.inDatabase { db in db.add(function: ControlDraw.function(guideline.guideline)) }
    return Project(path: path, queue: queue, guideline: guideline)
  }

  private static func configuration(_ patience: Double = 5) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { db in
      // A label that the screen calls saved survives a loss of power.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // Kibibytes, negated. SQLite's own 2 MB make bulk work several times slower.
      try db.execute(sql: "PRAGMA cache_size = -16384")
    }
    return configuration
  }
}

extension Project {
  /// Reads in one transaction.
  func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do { return try queue.read(body) } catch { throw StoreError(error, path: path) }
  }

  /// Writes in one transaction that holds the file from its start, so that what it reads stays so.
  func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do { return try passing(.onDisk, body) } catch { throw StoreError(error, path: path) }
  }

  /// Writes for a person, unless another session of theirs has the claim.
  func write<T>(
    as person: PersonID,
    in session: String?,
    durability: Durability = .onDisk,
    _ body: (Database) throws -> T
  ) throws(StoreError) -> T {
    do {
      return try passing(durability) { db in
        if let session { try SessionRows.check(session, person: person, db) }
        return try body(db)
      }
    } catch { throw StoreError(error, path: path) }
  }

  /// When what was written outlives a loss of power; a crash of the program it always outlives.
  enum Durability: String {
    /// When the method returns.
    case onDisk = "FULL"
    /// With the next write that is on disk when it returns, or with ``Project/settle()``.
    case soon = "NORMAL"
  }

  /// Puts on disk what was written to be there soon.
  package func settle() throws(StoreError) {
    do {
      _ = try queue.writeWithoutTransaction { db in try db.checkpoint(.passive) }
    } catch { throw StoreError(error, path: path) }
  }

  /// Like ``write(_:)``, and throws what `body` throws as it is.
  func passing<T>(
    _ durability: Durability = .onDisk,
    _ body: (Database) throws -> T
  ) throws -> T {
    // SQLite would go on writing to a file that was deleted or replaced, and nobody would find it.
    guard FileCheck.identity(of: path) == identity else { throw StoreError.moved(path: path) }
    var result: T?
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = \(durability.rawValue)")
      try db.inTransaction(.immediate) {
        let version = try Migrator.version(of: db)
        guard version == Migrator.knownVersion else {
          throw StoreError.newerVersion(
            path: path,
            found: version,
            known: Migrator.knownVersion
          )
        }
        result = try body(db)
        return .commit
      }
    }
    guard let result else { throw StoreError.failed(path: path, detail: "no result") }
    return result
  }

  /// Makes sure that labels are kept by the guideline by which they were given.
  func checkGuideline(_ db: Database) throws {
    let latest = try Row.fetchOne(
      db,
      sql: "SELECT id, body ->> '$.version' FROM guideline ORDER BY id DESC LIMIT 1"
    )
    guard let latest, latest[0] as Int64 != guideline.id else { return }
    throw StoreError.guidelineChanged(version: latest[1] ?? "")
  }
}
