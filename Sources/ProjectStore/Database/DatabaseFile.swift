import AnnotationCore
import Dispatch
import Files
import GRDB
import Synchronization

/// A project's file, opened.
///
/// One connection, and so one transaction at a time: of this program. Other programs read beside it and
/// wait for its writes.
final class DatabaseFile: Sendable {
  let path: String
  let log: StatementLog?
  private let queue: DatabaseQueue
  /// The file itself, whatever its path leads to by now.
  private let file: HeldFile
  private let access: FileCheck.Access
  private let isClosed = Atomic(false)
  private let rules: GuidelineRules
  /// One after another, as the connection takes them: no thread waits for another.
  private let background = DispatchQueue(label: "project")

  /// When what was written outlives a loss of power; a crash of the program it always outlives.
  enum Durability: String {
    /// When the method returns.
    case onDisk = "FULL"
    /// With the next write that is on disk when it returns, or with ``checkpoint()``.
    case soon = "NORMAL"
  }

  /// A path as SQLite takes it for a path: not for a URI, and not for a name such as `:memory:`.
  static func location(_ path: String) -> String {
    path.hasPrefix("/") ? path : "./" + path
  }

  /// Where SQLite finds the file, and how it treats it.
  private static func location(_ path: String, _ access: FileCheck.Access) -> String {
    guard access == .readUnchanging else { return location(path) }
    let escaped = location(path).utf8.map { byte in
      (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
    }
    return "file:\(escaped.joined())?immutable=1"
  }

  /// Makes a file without tables at a path that is free.
  static func create(at path: String, mode: UInt32 = 0o600) throws {
    try FileRights.create(path, mode: mode)
    let queue = try DatabaseQueue(path: Self.location(path))
    try queue.inDatabase { db in
      // The journal's mode is kept in the file and cannot change inside a transaction.
      try db.execute(
        sql: "PRAGMA application_id = \(Migrations.applicationID); PRAGMA journal_mode = WAL"
      )
    }
    try queue.close()
  }

  /// Opens a file, and brings it to the version that this program writes.
  /// - Parameter timeout: seconds to wait for another program that is writing.
  init(at path: String, timeout: Double, log: StatementLog?) throws {
    (file, access) = try FileCheck.beforeOpening(path)
    self.path = path
    self.log = log
    let rules = GuidelineRules()
    self.rules = rules
    var configuration = Configuration()
    configuration.busyMode = .timeout(timeout)
    configuration.readonly = access != .write
    configuration.prepareDatabase { db in
      // A label that the screen calls saved survives a loss of power.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // Nothing is promised to be erased, and zeros over what was freed double the time of a merge.
      try db.execute(sql: "PRAGMA secure_delete = OFF")
      // Kibibytes, negated. SQLite's own 2 MB make bulk work several times slower.
      try db.execute(sql: "PRAGMA cache_size = -16384")
      db.add(function: rules.controlGroup)
      db.add(function: SearchFunctions.folded)
      db.add(function: SearchFunctions.holdsWords)
    }
    queue = try DatabaseQueue(path: Self.location(path, access), configuration: configuration)
    let (version, isReleased, isComplete) = try queue.read { db in
      let version = try Migrations.version(of: db)
      return (
        version, try version == 0 || db.tableExists("grdb_migrations"),
        try Migrations.migrator.hasCompletedMigrations(db)
      )
    }
    guard isReleased else { throw StoreError.file(.beforeFirstRelease(path: path)) }
    guard version <= Migrations.count else { throw Self.newer(path, version) }
    if !isComplete {
      guard access == .write else { throw StoreError.file(.fileReadOnly(path: path)) }
      try Migrations.migrator.migrate(queue)
    }
  }

  // The file is held until the connection is closed.
  deinit { try? queue.close() }

  /// Whether nothing can be written.
  var isReadOnly: Bool { access != .write }

  /// Whether SQLite finds something wrong in a file with the journal beside it, or cannot read it; nothing
  /// is changed.
  static func isDamaged(at path: String) -> Bool {
    var configuration = Configuration()
    configuration.readonly = true
    let found = try? DatabaseQueue(path: location(path), configuration: configuration).read { db in
      try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
    }
    return found != "ok"
  }

  /// Sets the guideline by which labels are read from now on.
  func read(by guideline: Guideline) { rules.set(guideline) }

  /// Reads in one transaction.
  /// - Throws: what `body` throws, as it is; ``FileProblem/moved(path:)``.
  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try checkIsInPlace()
    return try queue.read { db in try body(Database(db, labels: rules.labels, log: log)) }
  }

  /// Makes sure that the path still leads to the file that is open.
  ///
  /// SQLite would go on writing to a file that was deleted or replaced, and nobody would find it. Of one
  /// that was moved, what is in the journal that stayed behind is put into the file first.
  private func checkIsInPlace() throws {
    // GRDB would end the program.
    if isClosed.load(ordering: .relaxed) {
      throw StoreError.file(.failed(path: path, detail: "it was closed"))
    }
    guard FileIdentity(of: path) != file.identity else { return }
    if access == .write {
      try? queue.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    }
    throw StoreError.file(.moved(path: path))
  }

  /// Writes in one transaction that holds the file from its start, so that what it reads stays so.
  /// - Throws: what `body` throws, as it is; ``FileProblem/moved(path:)`` and
  ///   ``FileProblem/newerVersion(path:found:known:)``.
  func write<T>(_ durability: Durability = .onDisk, _ body: (Database) throws -> T) throws -> T {
    guard access == .write else { throw StoreError.file(.fileReadOnly(path: path)) }
    try checkIsInPlace()
    return try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA synchronous = \(durability.rawValue)")
      var result: Result<T, any Error>?
      try db.inTransaction(.immediate) {
        let version = try Migrations.version(of: db)
        guard version == Migrations.count else { throw Self.newer(path, version) }
        let before = db.totalChangesCount
        result = .success(try body(Database(db, labels: rules.labels, log: log)))
        if db.totalChangesCount > before { try Self.countCommit(db, version) }
        return .commit
      }
      guard let result else { throw StoreError.file(.failed(path: path, detail: "no result")) }
      return try result.get()
    }
  }

  /// Counts up the change counter in the file's first page, which SQLite does only where that page
  /// changes: ``Journal`` tells by it which state a journal belongs to.
  private static func countCommit(_ db: GRDB.Database, _ version: Int) throws {
    // Written as it was: the number is in the same page.
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Puts on disk what was written to be there soon.
  func checkpoint() throws {
    _ = try queue.writeWithoutTransaction { db in try db.checkpoint(.passive) }
  }

  /// Closes the file; reading and writing fail from then on.
  func close() throws {
    isClosed.store(true, ordering: .relaxed)
    try queue.close()
  }

  /// Does work that may wait for the disk or for another program, off the threads of async code.
  func inBackground<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { done in
      background.async { done.resume(with: Result { try body() }) }
    }
  }

  /// Whether an error is the database's own, or of what is in it.
  static func isFailure(_ error: any Error) -> Bool {
    FileProblem(of: error, path: "") != nil || error is StoreError
  }

  private static func newer(_ path: String, _ found: Int) -> StoreError {
    .file(.newerVersion(path: path, found: found, known: Migrations.count))
  }
}
