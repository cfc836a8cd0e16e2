package import AnnotationCore

extension Project {
  /// The next item that a person can work on, in the order of their queue.
  ///
  /// Training items come first, those of other languages included once the wanted ones have none
  /// left: without them nothing else opens.
  /// - Parameters:
  ///   - languages: the languages to take items from, or nil for all of theirs.
  ///   - position: the search starts after this place, and wraps round at the end; without one, with what
  ///     was begun last.
  /// - Returns: nil when nothing is left.
  package func nextItem(
    for person: PersonID,
    languages: [String]? = nil,
    after position: Int? = nil
  ) throws(StoreError) -> WorkItem? {
    try read(own: person) { db in
      let languages = try languages ?? QueueRows.languages(of: person, db)
      let start = position ?? 0
      let isWaived = try QualificationRows.isWaived(person, db)
      if !isWaived,
        let training = try QueueRows.nextInTraining(person, languages, after: start, db)
      {
        return try workItem(row: training, for: person, db)
      }
      guard try isWaived || isQualified(person, db) else { return nil }
      let begun = position == nil ? try QueueRows.lastBegun(person, languages, db) : nil
      let next =
        try begun ?? QueueRows.firstOpen(person, languages, after: start, db)
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
    try neighbour(.before, of: position, for: person, languages)
  }

  /// The item after a place in a person's queue, in whatever state it is.
  /// - Parameter languages: the languages to take items from, or nil for all of theirs.
  /// - Returns: nil where there is none.
  package func itemAfter(
    _ position: Int,
    for person: PersonID,
    languages: [String]? = nil
  ) throws(StoreError) -> WorkItem? {
    try neighbour(.after, of: position, for: person, languages)
  }

  private func neighbour(
    _ side: QueueRows.Side,
    of position: Int,
    for person: PersonID,
    _ languages: [String]?
  ) throws(StoreError) -> WorkItem? {
    try read(own: person) { db in
      let languages = try languages ?? QueueRows.languages(of: person, db)
      let row =
        try isQualified(person, db)
        ? QueueRows.nearest(side, person, languages, to: position, db)
        : QueueRows.nearestInTraining(side, person, languages, to: position, db)
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
    try nearest(
      person,
      languages,
      [.open, .started],
      """
      position > :place
        AND NOT EXISTS (SELECT 1 FROM training_item AS t WHERE t.item = assignment.item)
      ORDER BY position
      """,
      "ORDER BY a.position",
      start,
      db
    )
  }

  /// The item with the latest draft that can be worked on and is not for training.
  static func lastBegun(
    _ person: PersonID,
    _ languages: [String],
    _ db: Database
  ) throws -> Int64? {
    try db.value(
      """
      SELECT a.item FROM draft AS d
        JOIN assignment AS a ON a.item = d.item AND a.person = d.person
      WHERE d.person = :person AND a.state IN ('open', 'started') AND a.language IN :languages
        AND NOT EXISTS (SELECT 1 FROM training_item AS t WHERE t.item = a.item)
      ORDER BY d.at DESC, a.position LIMIT 1
      """,
      ["person": person, "languages": List(languages)]
    )
  }

  /// On which side of a place an item is looked for.
  enum Side {
    case before, after

    var comparison: String { self == .before ? "<" : ">" }
    var order: String { self == .before ? "DESC" : "ASC" }
  }

  /// The item nearest to a place on one side of it, in whatever state it is.
  static func nearest(
    _ side: Side,
    _ person: PersonID,
    _ languages: [String],
    to place: Int,
    _ db: Database
  ) throws -> Int64? {
    try nearest(
      person,
      languages,
      WorkState.allCases,
      "position \(side.comparison) :place ORDER BY position \(side.order)",
      "ORDER BY a.position \(side.order)",
      place,
      db
    )
  }

  /// The nearest item of those that are nearest in each language and state: one step into an index for
  /// each of these that the person has items in, whatever the length of the queue.
  /// - Parameters:
  ///   - isNear: the condition and order within a language and state; `:place` is `place`.
  ///   - order: the same order, of all of them.
  private static func nearest(
    _ person: PersonID,
    _ languages: [String],
    _ states: [WorkState],
    _ isNear: String,
    _ order: String,
    _ place: Int,
    _ db: Database
  ) throws -> Int64? {
    try db.value(
      """
      SELECT a.item FROM assignment_count AS c JOIN assignment AS a
        ON a.person = c.person AND a.language = c.language AND a.state = c.state
          AND a.position = (SELECT position FROM assignment
            WHERE person = c.person AND language = c.language AND state = c.state AND \(isNear)
            LIMIT 1)
      WHERE c.person = :person AND c.items > 0
        AND c.language IN :languages AND c.state IN :states
      \(order) LIMIT 1
      """,
      [
        "person": person, "languages": List(languages), "states": List(states.map(\.rawValue)),
        "place": place,
      ]
    )
  }

  /// The training item nearest to a place on one side of it, in whatever state it is.
  static func nearestInTraining(
    _ side: Side,
    _ person: PersonID,
    _ languages: [String],
    to place: Int,
    _ db: Database
  ) throws -> Int64? {
    try db.value(
      """
      SELECT item FROM training_assignment
      WHERE person = :person AND position \(side.comparison) :place AND language IN :languages
      ORDER BY position \(side.order) LIMIT 1
      """,
      ["person": person, "languages": List(languages), "place": place]
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
