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
      let row: Int64? = try db.value(
        """
        SELECT item FROM assignment
        WHERE person = :person AND position < :position AND language IN :languages
          AND (:qualified OR item IN (SELECT item FROM training_item))
        ORDER BY position DESC LIMIT 1
        """,
        [
          "person": person, "position": position, "languages": List(languages),
          "qualified": try isQualified(person, db),
        ]
      )
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

  /// One step into an index for each language and state, whatever the length of the queue.
  static func firstOpen(
    _ person: PersonID,
    _ languages: [String],
    after start: Int,
    _ db: Database
  ) throws -> Int64? {
    var first: (position: Int, item: Int64)?
    for language in languages {
      for state in [WorkState.open, .started] {
        let next = try db.first(
          """
          SELECT position, item FROM assignment
          WHERE person = :person AND language = :language AND state = :state
            AND position > :start
            AND NOT EXISTS (SELECT 1 FROM training_item AS t WHERE t.item = assignment.item)
          ORDER BY position LIMIT 1
          """,
          ["person": person, "language": language, "state": state, "start": start]
        ) { (position: try $0["position"] as Int, item: try $0["item"] as Int64) }
        guard let next else { continue }
        if first.map({ next.position < $0.position }) ?? true { first = next }
      }
    }
    return first?.item
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
