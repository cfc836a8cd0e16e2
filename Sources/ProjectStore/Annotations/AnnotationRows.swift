import AnnotationCore

/// How annotations are read and kept.
enum AnnotationRows {
  /// What becomes of a row of `annotation`, or of a view of it.
  static func annotation(_ row: Row, item: ItemID) throws -> Annotation {
    Annotation(
      id: try row["id"],
      item: item,
      person: try row["person"],
      stage: try row["stage"],
      act: try act(row, item),
      guideline: try row["guideline"],
      at: try row["at"],
      supersedes: try row["supersedes"],
      active: try row["active_ms"],
      read: try row["read_percent"]
    )
  }

  /// What was done by a row with the column `act`.
  static func act(of row: Row) throws -> String { (try row["act"] as Act).rawValue }

  /// Whether a row with the column `act` is a commit.
  static func isCommit(_ row: Row) throws -> Bool { try row["act"] == Act.commit }

  private enum Act: String, StoredWord {
    typealias Stored = String
    case commit = "commit"
    case withdraw = "withdraw"
    case skip = "skip"
  }

  private static func act(_ row: Row, _ item: ItemID) throws -> Annotation.Act {
    switch try row["act"] as Act {
    case .commit:
      try commit(row, item)
    case .skip: .skip(reason: try row["reason"])
    case .withdraw: .withdraw
    }
  }

  private static func commit(_ row: Row, _ item: ItemID) throws -> Annotation.Act {
    // Triggers act upon it.
    _ = try row["next"] as ItemSession.Next
    return .commit(try row.labels("labels", criterion: "criterion", of: item))
  }

  /// The last annotation of a person on each stage of an item of which they said something.
  static func last(
    item: Int64,
    key: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> [StageNumber: Annotation] {
    var last: [StageNumber: Annotation] = [:]
    try db.each(
      """
      SELECT * FROM annotation WHERE item = :item AND person = :person
      ORDER BY stage, id
      """,
      ["item": item, "person": person]
    ) { row in last[try row["stage"]] = try annotation(row, item: key) }
    return last
  }

  /// Adds a commit to its chain.
  /// - Parameters:
  ///   - standsOn: the commit of the stage before, for a later stage.
  ///   - last: the end of the chain so far.
  /// - Returns: its id.
  static func insert(
    commit labels: Labels,
    of stage: StageNumber,
    next: ItemSession.Next,
    item: Int64,
    person: PersonID,
    standsOn: Int64?,
    after last: Int64?,
    active: Int64?,
    read: Int?,
    guideline: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO annotation (item, person, stage, act, labels, criterion, next,
        active_ms, read_percent, guideline, stands_on, supersedes, at)
      VALUES (:item, :person, :stage, 'commit', :labels, :criterion, :next,
        :active, :read, :guideline, :stands_on, :supersedes, :at)
      """,
      [
        "item": item, "person": person, "stage": stage, "labels": labels.values,
        "criterion": labels.criterion, "next": next, "active": active, "read": read,
        "guideline": guideline, "stands_on": standsOn,
        "supersedes": last, "at": moment,
      ]
    )
  }

  /// Adds that an item was left.
  static func insert(
    skip reason: String,
    of stage: StageNumber,
    item: Int64,
    person: PersonID,
    after last: Int64?,
    guideline: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.insert(
      """
      INSERT INTO annotation (item, person, stage, act, reason, guideline, supersedes, at)
      VALUES (:item, :person, :stage, 'skip', :reason, :guideline, :supersedes, :at)
      """,
      [
        "item": item, "person": person, "stage": stage, "reason": reason,
        "guideline": guideline, "supersedes": last, "at": moment,
      ]
    )
  }

  /// Adds that an annotation was taken back.
  static func insert(
    withdrawalOf last: Annotation,
    item: Int64,
    guideline: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.insert(
      """
      INSERT INTO annotation (item, person, stage, act, guideline, supersedes, at)
      VALUES (:item, :person, :stage, 'withdraw', :guideline, :supersedes, :at)
      """,
      [
        "item": item, "person": last.person, "stage": last.stage, "guideline": guideline,
        "supersedes": last.id, "at": moment,
      ]
    )
  }
}

extension ItemSession.Next: StoredWord {
  typealias Stored = String
}

extension Annotation {
  /// The labels, where it is a commit.
  var committed: Labels? {
    if case .commit(let labels) = act { labels } else { nil }
  }
}
