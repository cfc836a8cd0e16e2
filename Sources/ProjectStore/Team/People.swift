package import AnnotationCore
import GRDB

extension Project {
  /// Adds a member to the team, under a pseudonym that is drawn for them.
  /// - Throws: ``StoreError/personExists(_:)``, ``StoreError/invalidName(_:)``.
  package func addPerson(
    name: String,
    role: Person.Role,
    languages: [String],
    at moment: Timestamp,
    using random: inout some RandomNumberGenerator
  ) throws(StoreError) -> Person {
    guard name.contains(where: { !$0.isWhitespace }) else { throw .invalidName(name) }
    let drawn = Pseudonym.candidates(using: &random)
    return try write { db in
      guard try PersonRows.named(name, db) == nil else { throw StoreError.personExists(name) }
      let taken = try Set(String.fetchAll(db, sql: "SELECT pseudonym FROM person"))
      guard let pseudonym = drawn.first(where: { !taken.contains($0) }) else {
        throw StoreError.failed(path: path, detail: "no free pseudonym was drawn; try again")
      }
      try db.execute(
        sql: """
          INSERT INTO person (name, role, languages, pseudonym, added_at) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          name, role.rawValue, ValuesJSON.text(of: languages), pseudonym, moment.rawValue,
        ]
      )
      return Person(
        id: db.lastInsertedRowID,
        name: name,
        role: role,
        languages: languages,
        pseudonym: pseudonym
      )
    }
  }

  /// The team, in the order in which they were added.
  package func people() throws(StoreError) -> [Person] {
    try read { db in try PersonRows.all(db) }
  }

  /// The member of that name, or nil.
  package func person(named name: String) throws(StoreError) -> Person? {
    try read { db in try PersonRows.named(name, db) }
  }
}

/// How people are read from their table.
enum PersonRows {
  private static let columns = "id, name, role, languages, pseudonym"

  static func all(_ db: Database) throws -> [Person] {
    try Row.fetchAll(db, sql: "SELECT \(columns) FROM person ORDER BY id").map(person)
  }

  static func named(_ name: String, _ db: Database) throws -> Person? {
    try Row.fetchOne(db, sql: "SELECT \(columns) FROM person WHERE name = ?", arguments: [name])
      .map(person)
  }

  static func with(id: PersonID, _ db: Database) throws -> Person? {
    try Row.fetchOne(db, sql: "SELECT \(columns) FROM person WHERE id = ?", arguments: [id])
      .map(person)
  }

  private static func person(_ row: Row) throws -> Person {
    Person(
      id: row[0],
      name: row[1],
      role: Person.Role(rawValue: row[2]) ?? .annotator,
      languages: try ValuesJSON.strings(row[3]),
      pseudonym: row[4]
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
