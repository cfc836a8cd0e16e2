package import AnnotationCore
import Files
import Foundation

/// One benchmark in the making: one SQLite file.
///
/// Several programs may have the same file open, each with its own `Project`. Every method is one
/// transaction, and what it wrote is on disk when it returns.
package final class Project: Sendable {
  /// Where the file is.
  package let path: String
  /// A random identity that stays with the project, wherever its file goes.
  package let id: String
  /// The guideline in force.
  package let guideline: StoredGuideline
  /// Who has it open, and what they may do.
  package let access: Access
  let file: DatabaseFile
  let qualified = QualifiedPeople()

  private init(file: DatabaseFile, id: String, guideline: StoredGuideline, access: Access) {
    path = file.path
    self.id = id
    self.file = file
    self.guideline = guideline
    self.access = access
    file.read(by: guideline.guideline)
  }

  /// Makes a project and opens it.
  ///
  /// Nobody sees it before it is whole.
  /// - Parameters:
  ///   - source: the guideline's YAML text as it was read.
  ///   - hash: SHA-256 of the guideline's files, in hexadecimal.
  ///   - owner: the system user who makes it, and owns it.
  package static func create(
    at path: String,
    guideline: Guideline,
    source: String,
    hash: String,
    owner: String,
    at moment: Timestamp
  ) throws(StoreError) -> Project {
    try FileCheck.beforeMaking(path)
    do {
      let unfinished = try Unfinished(.file, at: path)
      let folder = (path as NSString).deletingLastPathComponent
      try DatabaseFile.create(at: unfinished.path, mode: FileRights.mode(in: folder))
      let file = try DatabaseFile(at: unfinished.path, timeout: timeout, log: nil)
      try file.write { db in
        try db.run(
          "INSERT INTO project VALUES (1, lower(hex(randomblob(16))), :at)",
          ["at": moment]
        )
        try AccessRows.insert(owner: owner, at: moment, db)
        try GuidelineRows.insert(guideline, source: source, hash: hash, at: moment, db)
      }
      // The journal is in the file then, and gone.
      try file.close()
      try unfinished.finish()
      return try open(at: path, by: Identity(user: owner))
    } catch let error as FileError {
      throw StoreError(error, of: path)
    } catch { throw StoreError(error, path: path) }
  }

  /// Opens a project, and brings it to the version that this program writes.
  /// - Parameters:
  ///   - identity: who opens it.
  ///   - permission: what they want to do with it, at least.
  ///   - timeout: seconds to wait for another program that is writing.
  /// - Throws: ``TeamProblem/notOnTeam(user:)``, ``TeamProblem/notAllowed(_:user:)`` and others of its kind,
  ///   besides what is wrong with the file.
  package static func open(
    at path: String,
    by identity: Identity,
    for permission: Permission = .own,
    timeout: Double = timeout
  ) throws(StoreError) -> Project {
    try open(at: path, by: identity, for: permission, timeout: timeout, log: nil)
  }

  /// Opens a project, and notes every statement that is run.
  static func open(
    at path: String,
    by identity: Identity,
    for permission: Permission = .own,
    timeout: Double = timeout,
    log: StatementLog?
  ) throws(StoreError) -> Project {
    do {
      let file = try DatabaseFile(at: path, timeout: timeout, log: log)
      let project = try opened(file, by: identity)
      try project.require(permission)
      return project
    } catch { throw StoreError(error, path: path) }
  }

  /// The same project, opened anew by the same one: with the guideline that is in force now.
  package func reopened() throws(StoreError) -> Project {
    // By their name as it is now.
    let name = try read(.own) { db in
      try access.person.flatMap { try PersonRows.with(id: $0.id, db)?.name }
    }
    return try Self.open(at: path, by: Identity(user: access.user, name: name))
  }

  /// Whether nothing can be written: the file or its folder is somebody else's.
  package var isReadOnly: Bool { file.isReadOnly }

  /// Seconds that one waits for another program that is writing.
  package static let timeout = 5.0

  /// Closes the file; whatever is called afterwards fails.
  package func close() throws(StoreError) {
    do { try file.close() } catch { throw StoreError(error, path: path) }
  }

  private static func opened(_ file: DatabaseFile, by identity: Identity) throws -> Project {
    let (id, guideline, access) = try file.read { db in
      (
        try db.value("SELECT uuid FROM project") as String?, try GuidelineRows.inForce(db),
        try AccessRows.access(of: identity, db)
      )
    }
    guard let id, let guideline else { throw StoreError.file(.notAProject(path: file.path)) }
    return Project(file: file, id: id, guideline: guideline, access: access)
  }
}

extension Project {
  /// Reads in one transaction, for who may do this.
  func read<T>(
    _ permission: Permission,
    _ body: (Database) throws -> T
  ) throws(StoreError) -> T {
    do {
      return try file.read { db in
        try check(permission, db)
        return try body(db)
      }
    } catch { throw meaning(of: error) }
  }

  /// Reads in one transaction what is a person's own: for them, and for who may see what others said.
  func read<T>(
    own person: PersonID,
    _ body: (Database) throws -> T
  ) throws(StoreError) -> T {
    try read(access.isSelf(person) ? .own : .labels, body)
  }

  /// Writes in one transaction that holds the file from its start, so that what it reads stays so; for who
  /// may do this.
  @discardableResult
  func write<T>(
    _ permission: Permission,
    _ body: (Database) throws -> T
  ) throws(StoreError) -> T {
    do {
      return try file.write(.onDisk) { db in
        try check(permission, db)
        return try body(db)
      }
    } catch { throw meaning(of: error) }
  }

  /// Writes in one transaction, and takes all of it back.
  /// - Returns: what `body` found.
  func rehearse<T: Sendable>(
    _ permission: Permission,
    _ body: (Database) throws -> T
  ) throws(StoreError) -> T {
    do {
      return try file.write(.soon) { db -> T in
        try check(permission, db)
        throw Rehearsal(found: try body(db))
      }
    } catch let rehearsal as Rehearsal<T> { return rehearsal.found } catch {
      throw meaning(of: error)
    }
  }

  /// Writes parts one after another, each in a transaction of its own, so that other programs can write in
  /// between.
  /// - Parameter body: writes a part, and returns how much of it is new.
  /// - Returns: how much is new in all parts.
  /// - Throws: ``StoreError/cutShort(done:_:)`` where something new was written before it failed.
  @discardableResult
  func writeEach<Part>(
    _ permission: Permission,
    _ parts: some Sequence<Part>,
    _ body: (Part, Database) throws -> Int
  ) throws(StoreError) -> Int {
    var turns = WriteTurns(self, permission)
    var done = 0
    for part in parts {
      do throws(StoreError) { done += try turns.write { db in try body(part, db) } } catch {
        throw done > 0 ? .cutShort(done: done, error) : error
      }
    }
    return done
  }

  /// Writes what a person says, by themselves, unless another session of theirs has the claim.
  @discardableResult
  func write<T>(
    as person: PersonID,
    in session: String? = nil,
    _ permission: Permission = .label,
    durability: DatabaseFile.Durability = .onDisk,
    _ body: (Database) throws -> T
  ) throws(StoreError) -> T {
    do {
      return try file.write(durability) { db in
        try check(permission, as: person, db)
        if let session { try SessionRows.check(session, person: person, db) }
        return try body(db)
      }
    } catch { throw meaning(of: error) }
  }

  /// Like ``write(_:_:)``, and throws what `body` throws as it is, where that is no error of the
  /// database.
  func writeRethrowing<T>(
    _ permission: Permission,
    _ body: (Database) throws -> T
  ) throws -> T {
    do {
      return try file.write(.onDisk) { db in
        try check(permission, db)
        return try body(db)
      }
    } catch {
      throw DatabaseFile.isFailure(error) ? meaning(of: error) : error
    }
  }

  /// What an error from below means.
  ///
  /// A label that this project does not know may be one of a guideline that was put in force since it
  /// was opened.
  /// - Parameter db: the transaction that goes on, where one does.
  func meaning(of error: any Error, in db: Database? = nil) -> StoreError {
    if error is DamagedRow {
      do {
        if let db { try checkGuideline(db) } else { try file.read(checkGuideline) }
      } catch let changed as StoreError { return changed } catch {}
    }
    return StoreError(error, path: path)
  }

  /// Puts on disk what was written to be there soon.
  package func checkpoint() throws(StoreError) {
    do { try file.checkpoint() } catch { throw StoreError(error, path: path) }
  }

  /// Does work with the project off the threads of async code, which must not wait for a disk.
  ///
  /// Where another program keeps the file busy, it is tried again until it is free.
  /// - Throws: what `body` throws; `CancellationError` where the task is cancelled meanwhile.
  package func inBackground<T: Sendable>(
    _ body: @escaping @Sendable (Project) throws -> T
  ) async throws -> T {
    while true {
      do {
        return try await file.inBackground { try body(self) }
      } catch let error as StoreError where error == .file(.busy(path: path)) {
        try await Task.sleep(for: .milliseconds(25))
      }
    }
  }
}

/// What a transaction found that is taken back.
private struct Rehearsal<Found: Sendable>: Error { let found: Found }
