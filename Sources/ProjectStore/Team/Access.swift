package import AnnotationCore
import SafeText

extension Project {
  /// Whether who has the project open may do something; asked again wherever it is done.
  package func may(_ permission: Permission) -> Bool { access.permissions.contains(permission) }

  /// Makes sure that who has the project open might do something, by the record as it was then.
  /// - Throws: ``TeamProblem/notAllowed(_:user:)``.
  func require(_ permission: Permission) throws(StoreError) {
    guard may(permission) else { throw .team(.notAllowed(permission, user: access.user)) }
  }

  /// Makes sure that who has the project open may still do something, by the record as it is now.
  /// - Throws: ``TeamProblem/notAllowed(_:user:)``, ``TeamProblem/inactive(_:)``.
  func check(_ permission: Permission, _ db: Database) throws {
    let now = try AccessRows.now(access, db)
    if !now.permissions.contains(permission) {
      if let person = now.person, !person.isActive { throw StoreError.team(.inactive(person.name)) }
      throw StoreError.team(.notAllowed(permission, user: access.user))
    }
  }

  /// Like ``check(_:_:)``, and that the words are one's own.
  /// - Throws: ``TeamProblem/notYours(user:)`` besides.
  func check(_ permission: Permission, as person: PersonID, _ db: Database) throws {
    try check(permission, db)
    guard access.isSelf(person) else { throw StoreError.team(.notYours(user: access.user)) }
  }

  /// Notes that an owner begins to work under another's name; nothing where they work under their own.
  package func noteActing(at moment: Timestamp) throws(StoreError) {
    guard access.isActing, let person = access.person else { return }
    try write(.own) { db in
      try db.run(
        "INSERT INTO acting (system_user, person, at) VALUES (:user, :person, :at)",
        ["user": access.user, "person": person.id, "at": moment]
      )
    }
  }

  /// Makes the system user to whom the project's file belongs its owner.
  ///
  /// For a project that came from another machine, where the owner had another name. Who can write to the
  /// file's owner's files could change the file by other means.
  /// - Throws: ``TeamProblem/notTheFilesOwner(path:)``.
  package static func takeOver(
    at path: String,
    by user: String,
    owningFile: Bool,
    at moment: Timestamp
  ) throws(StoreError) {
    guard owningFile else { throw .team(.notTheFilesOwner(path: path)) }
    do {
      let file = try DatabaseFile(at: path, timeout: timeout, log: nil)
      try file.write(.onDisk) { db in try AccessRows.insert(owner: user, at: moment, db) }
      try file.close()
    } catch { throw StoreError(error, path: path) }
  }
}

/// How it is read who may do what.
enum AccessRows {
  static func insert(owner: String, at moment: Timestamp, _ db: Database) throws {
    try db.run(
      "INSERT INTO owner (system_user, at) VALUES (:user, :at)",
      ["user": owner, "at": moment]
    )
  }

  static func isOwner(_ user: String, _ db: Database) throws -> Bool {
    try db.value("SELECT system_user FROM owner ORDER BY id DESC LIMIT 1") == user
  }

  /// Whom a system user is on the team.
  ///
  /// - Throws: ``TeamProblem/notOnTeam(user:)``, ``TeamProblem/severalPeople(user:)``,
  ///   ``TeamProblem/notYourName(_:user:)``, ``TeamProblem/noSuchPerson(_:)``, ``TeamProblem/inactive(_:)``.
  static func access(of identity: Identity, _ db: Database) throws -> Access {
    let user = identity.user
    let isOwner = try isOwner(user, db)
    guard let name = identity.name else {
      let people = try PersonRows.belonging(to: user, db).filter { $0.isActive || !isOwner }
      if people.isEmpty, !isOwner { throw StoreError.team(.notOnTeam(user: user)) }
      guard people.count < 2 else { throw StoreError.team(.severalPeople(user: user)) }
      if let person = people.first, !person.isActive {
        throw StoreError.team(.inactive(person.name))
      }
      return Access(user: user, person: people.first, isOwner: isOwner)
    }
    let person = try PersonRows.named(name.composed, db)
    guard let person, isOwner || person.systemUser == user else {
      throw StoreError.team(isOwner ? .noSuchPerson(name) : .notYourName(name, user: user))
    }
    guard person.isActive else { throw StoreError.team(.inactive(person.name)) }
    return Access(
      user: user,
      person: person,
      isOwner: isOwner,
      isActing: isOwner && person.systemUser != user
    )
  }

  /// The same access by the record as it is now.
  static func now(_ access: Access, _ db: Database) throws -> Access {
    Access(
      user: access.user,
      person: try access.person.flatMap { try PersonRows.with(id: $0.id, db) },
      isOwner: try isOwner(access.user, db),
      isActing: access.isActing
    )
  }
}
