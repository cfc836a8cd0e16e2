package import AnnotationCore
import SafeText

/// Somebody who joins the team.
package struct NewPerson: Hashable, Sendable {
  package var name: String
  package var role: Person.Role
  package var languages: [String]
  /// The system user who they are; nil where it is the same as the name.
  package var systemUser: String?
  package var groups: PersonGroups

  package init(
    name: String,
    role: Person.Role,
    languages: [String],
    systemUser: String? = nil,
    groups: PersonGroups = PersonGroups()
  ) {
    self.name = name
    self.role = role
    self.languages = languages
    self.systemUser = systemUser
    self.groups = groups
  }
}

/// What changes about a member of the team; what is nil stays.
package struct PersonChange: Hashable, Sendable {
  package var name: String?
  package var role: Person.Role?
  package var languages: [String]?
  package var systemUser: String?
  /// Groups by attribute; an empty group takes the attribute away, others stay.
  package var groups: [String: String]
  package var isActive: Bool?

  package init(
    name: String? = nil,
    role: Person.Role? = nil,
    languages: [String]? = nil,
    systemUser: String? = nil,
    groups: [String: String] = [:],
    isActive: Bool? = nil
  ) {
    self.name = name
    self.role = role
    self.languages = languages
    self.systemUser = systemUser
    self.groups = groups
    self.isActive = isActive
  }

  func applied(to person: Person) -> Person {
    var person = person
    if let name { person.name = name }
    if let role { person.role = role }
    if let languages { person.languages = languages }
    if let systemUser { person.systemUser = systemUser }
    for (attribute, group) in groups {
      person.groups.values[attribute] = group.isEmpty ? nil : group
    }
    if let isActive { person.isActive = isActive }
    return person
  }
}

/// What a member of the team was from one moment on, who made it so, and why.
package struct PersonState: Hashable, Sendable {
  package let person: Person
  /// The system user who made it so.
  package let changedBy: String
  package let reason: String?
  package let at: Timestamp
}

extension Project {
  /// Adds a member to the team, under a pseudonym that is drawn for them.
  ///
  /// Leads are added by the owner.
  /// - Throws: ``TeamProblem/personExists(_:)``, ``TeamProblem/invalidName(_:)``, ``TeamProblem/invalidGroup(_:)``.
  package func addPerson(
    _ new: NewPerson,
    at moment: Timestamp,
    using random: inout some RandomNumberGenerator
  ) throws(StoreError) -> Person {
    let drawn = Pseudonym.candidates(using: &random)
    var person = Person(
      id: 0,
      name: new.name.composed,
      role: new.role,
      languages: new.languages,
      pseudonym: "",
      systemUser: new.systemUser,
      groups: new.groups
    )
    return try write(new.role == .lead ? .leads : .people) { db in
      try check(person, replacing: nil, db)
      let taken: Set<String> = Set(try db.values("SELECT pseudonym FROM person"))
      guard let pseudonym = drawn.first(where: { !taken.contains($0) }) else {
        throw StoreError.file(
          .failed(path: path, detail: "no free pseudonym was drawn; try again")
        )
      }
      person.pseudonym = pseudonym
      person.id = try db.insert(
        "INSERT INTO person (pseudonym, added_at) VALUES (:pseudonym, :at)",
        ["pseudonym": pseudonym, "at": moment]
      )
      try PersonRows.insert(person, by: access.user, reason: nil, at: moment, db)
      return person
    }
  }

  /// Changes what a member of the team is called, is or may do; what they were stays on record.
  ///
  /// Leads are changed, and made, by the owner.
  /// - Throws: ``TeamProblem/noSuchPerson(_:)`` and what ``addPerson(_:at:using:)`` throws.
  @discardableResult
  package func changePerson(
    named name: String,
    _ change: PersonChange,
    reason: String?,
    at moment: Timestamp
  ) throws(StoreError) -> Person {
    var change = change
    change.name = change.name?.composed
    return try write(.people) { [change] db in
      guard let before = try PersonRows.named(name.composed, db) else {
        throw StoreError.team(.noSuchPerson(name))
      }
      let after = change.applied(to: before)
      if before.role == .lead || after.role == .lead { try check(.leads, db) }
      try check(after, replacing: before, db)
      if after != before {
        try PersonRows.insert(after, by: access.user, reason: reason, at: moment, db)
      }
      return after
    }
  }

  /// What a member of the team was, is, and who made it so; the latest last.
  /// - Throws: ``TeamProblem/noSuchPerson(_:)``.
  package func history(ofPersonNamed name: String) throws(StoreError) -> [PersonState] {
    try read(.people) { db in
      guard let person = try PersonRows.named(name.composed, db) else {
        throw StoreError.team(.noSuchPerson(name))
      }
      return try PersonRows.states(of: person.id, db)
    }
  }

  /// The team, in the order in which they were added; those who have left too.
  package func people() throws(StoreError) -> [Person] {
    try read(.figures) { db in try PersonRows.all(db) }
  }

  /// The member of that name, or nil.
  package func person(named name: String) throws(StoreError) -> Person? {
    try read(.figures) { db in try PersonRows.named(name.composed, db) }
  }

  private func check(_ person: Person, replacing before: Person?, _ db: Database) throws {
    if let problem = NameRule.name.problem(with: person.name) {
      throw StoreError.team(.invalidName(problem))
    }
    for (attribute, group) in person.groups.values.sorted(by: { $0.key < $1.key }) {
      for word in [attribute, group] where NameRule.name.problem(with: word) != nil {
        throw StoreError.team(.invalidGroup(word))
      }
    }
    if let other = try PersonRows.named(person.name, db), other.id != before?.id {
      throw StoreError.team(.personExists(person.name))
    }
    // Whoever can work as somebody else could label for them.
    let wasOwn = before?.systemUser == access.user
    if person.systemUser == access.user, !wasOwn, access.person != nil || !access.isOwner {
      try check(.leads, db)
    }
  }
}

/// How people are read from their table.
enum PersonRows {
  static func all(_ db: Database) throws -> [Person] {
    try db.rows("SELECT * FROM member ORDER BY id", [:], person)
  }

  static func named(_ name: String, _ db: Database) throws -> Person? {
    try db.first("SELECT * FROM member WHERE name = :name", ["name": name], person)
  }

  static func with(id: PersonID, _ db: Database) throws -> Person? {
    try db.first("SELECT * FROM member WHERE id = :id", ["id": id], person)
  }

  /// Who the system user is on the team: several where they share an account.
  static func belonging(to user: String, _ db: Database) throws -> [Person] {
    try db.rows(
      "SELECT * FROM member WHERE system_user = :user ORDER BY id",
      ["user": user],
      person
    )
  }

  static func states(of person: PersonID, _ db: Database) throws -> [PersonState] {
    try db.rows(
      """
      SELECT state.*, person.pseudonym
      FROM person_state AS state JOIN person ON person.id = state.person
      WHERE state.person = :person ORDER BY state.id
      """,
      ["person": person]
    ) { row in
      PersonState(
        person: try Self.person(row, id: "person"),
        changedBy: try row["changed_by"],
        reason: try row["reason"],
        at: try row["at"]
      )
    }
  }

  static func insert(
    _ person: Person,
    by user: String,
    reason: String?,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO person_state
        (person, name, role, languages, system_user, groups, is_active, changed_by, reason, at)
      VALUES
        (:person, :name, :role, :languages, :user, :groups, :active, :by, :reason, :at)
      """,
      [
        "person": person.id, "name": person.name, "role": person.role,
        "languages": person.languages, "user": person.systemUser, "groups": person.groups,
        "active": person.isActive, "by": user, "reason": reason, "at": moment,
      ]
    )
  }

  private static func person(_ row: Row) throws -> Person { try person(row, id: "id") }

  private static func person(_ row: Row, id: String) throws -> Person {
    Person(
      id: try row[id],
      name: try row["name"],
      role: try row["role"],
      languages: try row["languages"],
      pseudonym: try row["pseudonym"],
      systemUser: try row["system_user"],
      groups: try row["groups"],
      isActive: try row["is_active"]
    )
  }
}

/// The name under which a rater appears in a release.
enum Pseudonym {
  /// Letters and digits that are not taken for one another.
  private static let alphabet = Array("23456789abcdefghjkmnpqrstuvwxyz")

  /// Names to try in turn: a crowded team is met with longer ones.
  static func candidates(using random: inout some RandomNumberGenerator) -> [String] {
    (0..<64).map { attempt in
      let length = attempt < 32 ? 4 : 8
      let letters = (0..<length).compactMap { _ in alphabet.randomElement(using: &random) }
      return "rater-" + String(letters)
    }
  }
}
