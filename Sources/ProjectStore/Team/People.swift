package import AnnotationCore
import SafeText

extension Project {
  /// Adds a member to the team, under a pseudonym that is drawn for them.
  /// - Throws: ``TeamProblem/personExists(_:)``, ``TeamProblem/invalidName(_:)``.
  package func addPerson(
    name: String,
    role: Person.Role,
    languages: [String],
    at moment: Timestamp,
    using random: inout some RandomNumberGenerator
  ) throws(StoreError) -> Person {
    let name = name.composed
    if let problem = NameRule.name.problem(with: name) { throw .team(.invalidName(problem)) }
    let drawn = Pseudonym.candidates(using: &random)
    return try write { db in
      guard try PersonRows.named(name, db) == nil else {
        throw StoreError.team(.personExists(name))
      }
      let taken: Set<String> = Set(try db.values("SELECT pseudonym FROM person"))
      guard let pseudonym = drawn.first(where: { !taken.contains($0) }) else {
        throw StoreError.file(
          .failed(path: path, detail: "no free pseudonym was drawn; try again")
        )
      }
      let id = try db.insert(
        """
        INSERT INTO person (name, role, languages, pseudonym, added_at)
        VALUES (:name, :role, :languages, :pseudonym, :at)
        """,
        [
          "name": name, "role": role, "languages": languages, "pseudonym": pseudonym,
          "at": moment,
        ]
      )
      return Person(
        id: id,
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
    try read { db in try PersonRows.named(name.composed, db) }
  }
}

/// How people are read from their table.
enum PersonRows {
  static func all(_ db: Database) throws -> [Person] {
    try db.rows("SELECT * FROM person ORDER BY id", [:], person)
  }

  static func named(_ name: String, _ db: Database) throws -> Person? {
    try db.first("SELECT * FROM person WHERE name = :name", ["name": name], person)
  }

  static func with(id: PersonID, _ db: Database) throws -> Person? {
    try db.first("SELECT * FROM person WHERE id = :id", ["id": id], person)
  }

  private static func person(_ row: Row) throws -> Person {
    Person(
      id: try row["id"],
      name: try row["name"],
      role: try row["role"],
      languages: try row["languages"],
      pseudonym: try row["pseudonym"]
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
