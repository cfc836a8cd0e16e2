package import AnnotationCore

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
    /// What the person said last of each script in each terminal.
    package var readings: [ReadingCheck]

    package init(
      person: Person,
      workload: [LanguageWorkload],
      readings: [ReadingCheck] = []
    ) {
      self.person = person
      self.workload = workload
      self.readings = readings
    }
  }
}

extension Project {
  /// How far the project is, at one moment.
  package func status() throws(StoreError) -> ProjectStatus {
    try read(.figures) { db in try Self.status(db) }
  }

  /// How far the one is who has the project open; nil for an owner who is not on the team.
  package func ownProgress() throws(StoreError) -> ProjectStatus.PersonProgress? {
    guard let person = access.person else { return nil }
    return try read(.own) { db in try Self.progress(of: person, db) }
  }

  private static func progress(
    of person: Person,
    _ db: Database
  ) throws -> ProjectStatus.PersonProgress {
    ProjectStatus.PersonProgress(
      person: person,
      workload: try workload(of: person.id, db),
      readings: try ReadingRows.latest(of: person.id, db)
    )
  }

  /// The languages of the items, in alphabetical order.
  package func languages() throws(StoreError) -> [String] {
    try read(.own) { db in
      try db.values("SELECT language FROM item_language ORDER BY language")
    }
  }

  static func status(_ db: Database) throws -> ProjectStatus {
    var status = ProjectStatus(
      people: try PersonRows.all(db).map { try progress(of: $0, db) },
      jury: try juryProgress(db),
      disputedItems: try db.count("SELECT count(*) FROM (SELECT DISTINCT item FROM dispute) AS d"),
      readyItems: try db.count("SELECT count(*) FROM readiness WHERE ready = 1"),
      settledItems: try db.count("SELECT count(*) FROM readiness WHERE settled = 1"),
      flags: try db.count("SELECT count(*) FROM flag"),
      assistance: try assistanceCounts(db)
    )
    status.items = try counts(
      "SELECT language, count(*) AS number FROM item GROUP BY language",
      of: "language",
      db
    )
    // Taken away afterwards, so that the items are counted in their index, however many.
    let training: [String: Int] = try counts(
      """
      SELECT item.language, count(*) AS number
      FROM training_item JOIN item ON item.id = training_item.item GROUP BY item.language
      """,
      of: "language",
      db
    )
    for (language, count) in training { status.items[language, default: 0] -= count }
    status.items = status.items.filter { $0.value > 0 }
    status.assignments = try counts(
      "SELECT state, sum(items) AS number FROM assignment_count GROUP BY state",
      of: "state",
      db
    )
    for training in try ReferenceRows.trainingAssignments(of: nil, db) {
      status.assignments[training.state, default: 0] -= training.count
    }
    status.assignments = status.assignments.filter { $0.value > 0 }
    // Taken away afterwards, as above.
    status.decisions = try counts(
      "SELECT how, count(*) AS number FROM decision GROUP BY how",
      of: "how",
      db
    )
    let superseded: [Decision.How: Int] = try counts(
      """
      SELECT d.how, count(*) AS number FROM decision AS later JOIN decision AS d ON d.id = later.supersedes
      WHERE later.supersedes IS NOT NULL GROUP BY d.how
      """,
      of: "how",
      db
    )
    for (how, count) in superseded { status.decisions[how, default: 0] -= count }
    status.decisions = status.decisions.filter { $0.value > 0 }
    status.disputes = try counts(
      "SELECT kind, count(*) AS number FROM dispute GROUP BY kind",
      of: "kind",
      db
    )
    return status
  }

  /// - Parameter sql: a query of the named column and of `number`.
  private static func counts<Key: Hashable & Storable>(
    _ sql: String,
    of column: String,
    _ db: Database
  ) throws -> [Key: Int] {
    var counts: [Key: Int] = [:]
    try db.each(sql) { row in counts[try row[column]] = try row["number"] }
    return counts
  }
}
