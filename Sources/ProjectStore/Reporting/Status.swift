package import AnnotationCore
import GRDB

/// How far the project is.
package struct ProjectStatus: Hashable, Sendable {
  /// The number of items by language; training is in no count but that of the flags.
  package var items: [String: Int]
  /// Assignments by state.
  package var assignments: [WorkState: Int]
  /// Each member of the team with their work, in the order in which they were added.
  package var people: [PersonProgress]
  /// Each juror of the jury in force, by name.
  package var jury: [JurorProgress]
  /// Decisions in force, by how.
  package var decisions: [Decision.How: Int]
  /// Fields in dispute, by kind.
  package var disputes: [DisputeKind: Int]
  /// Items with a field in dispute.
  package var disputedItems: Int
  /// Items whose annotators are all done or waiting.
  package var readyItems: Int
  /// Items that are wholly decided.
  package var settledItems: Int
  package var flags: Int
  /// What was shown of the jury.
  package var assistance: AssistanceCounts

  package init(
    items: [String: Int] = [:],
    assignments: [WorkState: Int] = [:],
    people: [PersonProgress] = [],
    jury: [JurorProgress] = [],
    decisions: [Decision.How: Int] = [:],
    disputes: [DisputeKind: Int] = [:],
    disputedItems: Int = 0,
    readyItems: Int = 0,
    settledItems: Int = 0,
    flags: Int = 0,
    assistance: AssistanceCounts = AssistanceCounts()
  ) {
    self.items = items
    self.assignments = assignments
    self.people = people
    self.jury = jury
    self.decisions = decisions
    self.disputes = disputes
    self.disputedItems = disputedItems
    self.readyItems = readyItems
    self.settledItems = settledItems
    self.flags = flags
    self.assistance = assistance
  }

  /// One person's share.
  package struct PersonProgress: Hashable, Sendable {
    package var person: Person
    /// By language in alphabetical order.
    package var workload: [LanguageWorkload]

    package init(person: Person, workload: [LanguageWorkload]) {
      self.person = person
      self.workload = workload
    }
  }
}

extension Project {
  /// How far the project is, at one moment.
  package func status() throws(StoreError) -> ProjectStatus {
    try read { db in try Self.status(db) }
  }

  static func status(_ db: Database) throws -> ProjectStatus {
    let count = { (sql: String) in try Int.fetchOne(db, sql: sql) ?? 0 }
    var status = ProjectStatus(
      people: try PersonRows.all(db).map { person in
        ProjectStatus.PersonProgress(
          person: person,
          workload: try workload(of: person.id, db)
        )
      },
      jury: try juryProgress(db),
      disputedItems: try count("SELECT count(DISTINCT item) FROM dispute"),
      readyItems: try count("SELECT count(*) FROM readiness WHERE ready = 1"),
      settledItems: try count("SELECT count(*) FROM readiness WHERE settled = 1"),
      flags: try count("SELECT count(*) FROM flag"),
      assistance: try assistanceCounts(db)
    )
    status.items = try counts(
      db,
      "SELECT language, count(*) FROM item GROUP BY language"
    ) { $0 }
    // Taken away afterwards, so that the items are counted in their index, however many.
    let lessons = try counts(
      db,
      """
      SELECT item.language, count(*) FROM reference JOIN item ON item.id = reference.item
      WHERE reference.purpose = 'training' GROUP BY item.language
      """
    ) { $0 }
    for (language, count) in lessons { status.items[language, default: 0] -= count }
    status.items = status.items.filter { $0.value > 0 }
    status.assignments = try counts(
      db,
      "SELECT state, sum(items) FROM tally GROUP BY state HAVING sum(items) > 0",
      WorkState.init(rawValue:)
    )
    for lessons in try ReferenceRows.assignedLessons(of: nil, db) {
      status.assignments[lessons.state, default: 0] -= lessons.count
    }
    status.assignments = status.assignments.filter { $0.value > 0 }
    status.decisions = try counts(
      db,
      """
      SELECT d.how, count(*) FROM decision AS d WHERE \(DecisionRows.isLast) GROUP BY d.how
      """,
      Decision.How.init(rawValue:)
    )
    status.disputes = try counts(
      db,
      "SELECT kind, count(*) FROM dispute GROUP BY kind",
      DisputeKind.init(rawValue:)
    )
    return status
  }

  private static func counts<Key: Hashable>(
    _ db: Database,
    _ sql: String,
    _ key: (String) -> Key?
  ) throws -> [Key: Int] {
    var counts: [Key: Int] = [:]
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() {
      if let key = key(row[0]) { counts[key] = row[1] }
    }
    return counts
  }
}
