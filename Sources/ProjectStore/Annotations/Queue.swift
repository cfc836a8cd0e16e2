package import AnnotationCore

extension Project {
  /// The next item that a person can work on, in the order of their queue.
  ///
  /// Training items come first, those of other languages included once the wanted ones have none
  /// left: without them nothing else opens.
  /// - Parameters:
  ///   - languages: the languages to take items from, or nil for all of theirs.
  ///   - position: the search starts after this place, and wraps round at the end.
  /// - Returns: nil when nothing is left.
  package func nextItem(
    for person: PersonID,
    languages: [String]? = nil,
    after position: Int? = nil
  ) throws(StoreError) -> WorkItem? {
    try read { db in
      let languages = try languages ?? QueueRows.languages(of: person, db)
      let start = position ?? 0
      let isWaived = try QualificationRows.isWaived(person, db)
      if !isWaived,
        let training = try QueueRows.nextInTraining(person, languages, after: start, db)
      {
        return try workItem(row: training, for: person, db)
      }
      guard try isWaived || isQualified(person, db) else { return nil }
      let next =
        try QueueRows.firstOpen(person, languages, after: start, db)
        ?? (start > 0 ? QueueRows.firstOpen(person, languages, after: 0, db) : nil)
      return try next.flatMap { try workItem(row: $0, for: person, db) }
    }
  }

  /// The item before a place in a person's queue, in whatever state it is.
  /// - Parameter languages: the languages to take items from, or nil for all of theirs.
  /// - Returns: nil where there is none.
  package func itemBefore(
    _ position: Int,
    for person: PersonID,
    languages: [String]? = nil
  ) throws(StoreError) -> WorkItem? {
    try read { db in
      let languages = try languages ?? QueueRows.languages(of: person, db)
      let row =
        try isQualified(person, db)
        ? QueueRows.last(person, languages, before: position, db)
        : QueueRows.lastInTraining(person, languages, before: position, db)
      return try row.flatMap { try workItem(row: $0, for: person, db) }
    }
  }
}

/// How the queue of a person is read.
enum QueueRows {
  /// The languages of a person's items.
  static func languages(of person: PersonID, _ db: Database) throws -> [String] {
    try db.values(
      "SELECT DISTINCT language FROM assignment_count WHERE person = :person",
      ["person": person]
    )
  }

  /// The end of a person's queue: the last position in it, or 0.
  static func end(of person: PersonID, _ db: Database) throws -> Int {
    try db.value(
      """
      SELECT max((SELECT max(position) FROM assignment AS a
        WHERE a.person = c.person AND a.language = c.language AND a.state = c.state))
      FROM assignment_count AS c WHERE c.person = :person
      """,
      ["person": person]
    ) ?? 0
  }

  /// The first item after a place that can be worked on and is not for training.
  static func firstOpen(
    _ person: PersonID,
    _ languages: [String],
    after start: Int,
    _ db: Database
  ) throws -> Int64? {
    try steps(person, languages, [.open, .started], start, db) {
      """
      SELECT position, item FROM assignment
      WHERE \($0) AND position > :place
        AND NOT EXISTS (SELECT 1 FROM training_item AS t WHERE t.item = assignment.item)
      ORDER BY position LIMIT 1
      """
    }.min { $0.position < $1.position }?.item
  }

  /// The last item before a place, in whatever state it is.
  static func last(
    _ person: PersonID,
    _ languages: [String],
    before end: Int,
    _ db: Database
  ) throws -> Int64? {
    try steps(person, languages, WorkState.allCases, end, db) {
      """
      SELECT position, item FROM assignment
      WHERE \($0) AND position < :place ORDER BY position DESC LIMIT 1
      """
    }.max { $0.position < $1.position }?.item
  }

  /// One step into an index for each language and state, whatever the length of the queue.
  /// - Parameter sql: the statement, made of the condition of language and state; `:place` is `place`.
  private static func steps(
    _ person: PersonID,
    _ languages: [String],
    _ states: [WorkState],
    _ place: Int,
    _ db: Database,
    _ sql: (_ isHere: String) -> String
  ) throws -> [(position: Int, item: Int64)] {
    let sql = sql("person = :person AND language = :language AND state = :state")
    return try languages.flatMap { language in
      try states.compactMap { state in
        try db.first(
          sql,
          ["person": person, "language": language, "state": state, "place": place]
        ) { (position: try $0["position"], item: try $0["item"]) }
      }
    }
  }

  static func lastInTraining(
    _ person: PersonID,
    _ languages: [String],
    before end: Int,
    _ db: Database
  ) throws -> Int64? {
    try db.value(
      """
      SELECT item FROM training_assignment
      WHERE person = :person AND position < :end AND language IN :languages
      ORDER BY position DESC LIMIT 1
      """,
      ["person": person, "languages": List(languages), "end": end]
    )
  }

  static func nextInTraining(
    _ person: PersonID,
    _ languages: [String],
    after position: Int,
    _ db: Database
  ) throws -> Int64? {
    try db.value(
      """
      SELECT item FROM training_assignment
      WHERE person = :person AND state IN ('open', 'started')
      ORDER BY language NOT IN :languages, position <= :position, position LIMIT 1
      """,
      ["person": person, "languages": List(languages), "position": position]
    )
  }
}
