package import AnnotationCore
import Foundation
package import ProjectStore

extension Identity {
  /// The system user who runs the tests.
  package static let tester = Identity(user: NSUserName())
}

extension Project {
  /// Creates a project under a guideline that no file holds.
  package static func create(
    at path: String,
    guideline: Guideline,
    at moment: Timestamp
  ) throws -> Project {
    try create(
      at: path,
      guideline: guideline,
      source: "guideline: \(guideline.id)",
      hash: "abc",
      owner: Identity.tester.user,
      at: moment
    )
  }

  /// Opens a project as the one who runs the tests, who owns it.
  package static func open(at path: String, timeout: Double = timeout) throws(StoreError) -> Project
  {
    try open(at: path, by: .tester, timeout: timeout)
  }

  /// Adds a member to the team.
  package func addPerson(
    name: String,
    role: Person.Role,
    languages: [String],
    at moment: Timestamp,
    using random: inout some RandomNumberGenerator
  ) throws(StoreError) -> Person {
    try addPerson(
      NewPerson(name: name, role: role, languages: languages),
      at: moment,
      using: &random
    )
  }

  /// Imports items as the lines of one file.
  /// - Throws: what is wrong with the item that is refused.
  @discardableResult
  package func importItems(
    _ items: [Item],
    chunk: Int = 5000,
    at moment: Timestamp
  ) throws -> ImportReport {
    do {
      return try importItems(
        file: "items.jsonl",
        sha256: "hash",
        at: moment,
        chunk: chunk,
        by: .test(at: moment)
      ) { inserter in
        for (index, item) in items.enumerated() { try inserter.insert(item, line: index + 1) }
      }
    } catch let refusal as ItemRefusal { throw refusal.problem }
  }

  /// Assigns each of these items to each of these people.
  package func assign(_ items: [ItemID], to people: [Person], at moment: Timestamp) throws {
    let pairs = people.flatMap { person in
      items.map { Assignment(item: $0, person: person.id) }
    }
    try assign(pairs, at: moment)
  }
}

/// An item that differs from others by its id.
package func item(
  _ id: ItemID,
  _ language: String = "en",
  question: String? = nil,
  answer: String? = nil
) -> Item {
  Item(
    id: id,
    language: language,
    question: question ?? "Q \(id)?",
    answer: answer ?? "A \(id).",
    model: "m-1"
  )
}

extension ImportingProcess {
  /// The program that tests, at a moment that stands still and tells its imports apart.
  package static func test(at moment: Timestamp = Timestamp(rawValue: 1)) -> ImportingProcess {
    .current(token: "\(moment.rawValue)") { moment }
  }
}
