package import AnnotationCore
import GRDB

extension Project {
  /// How much work a person has in the benchmark, by language in alphabetical order.
  ///
  /// Training is not counted: ``qualification(of:)`` says how far it is. A language that has nothing
  /// else is there, with nothing to do.
  ///
  /// Costs the same however many items there are.
  package func workload(of person: PersonID) throws(StoreError) -> [LanguageWorkload] {
    try read { db in try Self.workload(of: person, db) }
  }

  static func workload(of person: PersonID, _ db: Database) throws -> [LanguageWorkload] {
    var byLanguage: [String: LanguageWorkload] = [:]
    let tallies = try Row.fetchCursor(
      db,
      sql: "SELECT language, state, items FROM tally WHERE person = ? AND items > 0",
      arguments: [person]
    )
    while let row = try tallies.next() {
      let language: String = row[0]
      guard let state = WorkState(rawValue: row[1]) else { continue }
      byLanguage[
        language,
        default: LanguageWorkload(language: language, counts: [:], drafts: 0)
      ].counts[state] = row[2]
    }
    for lessons in try ReferenceRows.assignedLessons(of: person, db) {
      byLanguage[lessons.language]?.counts[lessons.state, default: 0] -= lessons.count
    }
    let drafts = try Row.fetchCursor(
      db,
      sql: """
        SELECT assignment.language, count(DISTINCT draft.item)
        FROM draft CROSS JOIN assignment USING (item, person)
        WHERE draft.person = ? AND NOT \(ReferenceRows.isTraining("draft.item"))
        GROUP BY assignment.language
        """,
      arguments: [person]
    )
    while let row = try drafts.next() { byLanguage[row[0]]?.drafts = row[1] }
    return byLanguage.values.sorted { $0.language < $1.language }
  }

  /// How many items a person has completed since a moment, not counting what they took back.
  package func commitCount(of person: PersonID, since: Timestamp) throws(StoreError) -> Int {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM annotation AS a
          WHERE a.person = ? AND a.at >= ? AND a.next = 'done' AND \(AnnotationRows.isLast)
          """,
        arguments: [person, since.rawValue]
      ) ?? 0
    }
  }

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
      let languages =
        try languages
        ?? String.fetchAll(
          db,
          sql: "SELECT DISTINCT language FROM tally WHERE person = ?",
          arguments: [person]
        )
      let start = position ?? 0
      let isWaived = try isWaived(person, db)
      if !isWaived, let lesson = try nextInTraining(person, languages, after: start, db) {
        return try workItem(row: lesson, for: person, db)
      }
      guard try isWaived || qualification(of: person, db).isOpen else { return nil }
      let next =
        try Self.firstOpen(person, languages, after: start, db)
        ?? (start > 0 ? Self.firstOpen(person, languages, after: 0, db) : nil)
      guard let next else { return nil }
      return try workItem(row: next, for: person, db)
    }
  }

  /// One assigned item, or nil where it is not assigned to the person.
  package func workItem(_ id: ItemID, for person: PersonID) throws(StoreError) -> WorkItem? {
    try read { db in
      let row = try Int64.fetchOne(
        db,
        sql: "SELECT id FROM item WHERE key = ?",
        arguments: [id]
      )
      return try row.flatMap { try workItem(row: $0, for: person, db) }
    }
  }

  /// One step into an index for each language and state, whatever the length of the queue.
  private static func firstOpen(
    _ person: PersonID,
    _ languages: [String],
    after start: Int,
    _ db: Database
  ) throws -> Int64? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT position, item FROM assignment
        WHERE person = ? AND language = ? AND state = ? AND position > ?
          AND NOT \(ReferenceRows.isTraining("assignment.item"))
        ORDER BY position LIMIT 1
        """
    )
    var first: (position: Int, item: Int64)?
    for language in languages {
      for state in [WorkState.open, .started] {
        let row = try Row.fetchOne(statement, arguments: [person, language, state.rawValue, start])
        guard let row else { continue }
        let position: Int = row[0]
        if first.map({ position < $0.position }) ?? true { first = (position, row[1]) }
      }
    }
    return first?.item
  }

  private func nextInTraining(
    _ person: PersonID,
    _ languages: [String],
    after position: Int,
    _ db: Database
  ) throws -> Int64? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT assignment.item
        FROM reference CROSS JOIN assignment ON assignment.item = reference.item
        WHERE reference.purpose = 'training' AND assignment.person = ?
          AND assignment.state IN ('open', 'started')
        ORDER BY assignment.language NOT IN (SELECT value FROM json_each(?)),
          assignment.position <= ?, assignment.position LIMIT 1
        """
    )
    return try Int64.fetchOne(
      statement,
      arguments: [person, ValuesJSON.text(of: languages), position]
    )
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
      let isOpen = try qualification(of: person, db).isOpen
      let row = try Int64.fetchOne(
        db,
        sql: """
          SELECT item FROM assignment
          WHERE person = ?1 AND position < ?2
            AND (?3 IS NULL OR language IN (SELECT value FROM json_each(?3)))
            AND (?4 OR item IN (SELECT item FROM reference WHERE purpose = 'training'))
          ORDER BY position DESC LIMIT 1
          """,
        arguments: [person, position, languages.map { ValuesJSON.text(of: $0) }, isOpen]
      )
      return try row.flatMap { try workItem(row: $0, for: person, db) }
    }
  }

  /// Items that a person has completed since a moment and not taken back, the oldest first.
  package func completions(
    of person: PersonID,
    since: Timestamp
  ) throws(StoreError) -> [Completion] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT a.at, item.language FROM annotation AS a JOIN item ON item.id = a.item
          WHERE a.person = ? AND a.at >= ? AND a.next = 'done' AND \(AnnotationRows.isLast)
          ORDER BY a.at
          """,
        arguments: [person, since.rawValue]
      ).map { Completion(at: Timestamp(rawValue: $0[0]), language: $0[1]) }
    }
  }

  func workItem(row id: Int64, for person: PersonID, _ db: Database) throws -> WorkItem? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(ItemRows.columns), assignment.position, assignment.state
        FROM assignment JOIN item ON item.id = assignment.item
        WHERE assignment.item = ? AND assignment.person = ?
        """
    )
    guard let row = try Row.fetchOne(statement, arguments: [id, person]) else { return nil }
    let item = ItemRows.item(row, withModel: false)
    let state = WorkState(rawValue: row[8]) ?? .open
    let stageOne = try labelsToJudgeBy(row: id, item: item.id, person: person, state: state, db)
    return WorkItem(
      item: item,
      position: row[7],
      state: state,
      stageOne: stageOne,
      draft: try DraftRows.draft(
        row: id,
        item: item.id,
        person: person,
        stage: stageOne == nil ? .one : .two,
        db
      ),
      flags: try FlagRows.flags(row: id, item: item.id, person: person, db),
      committed: try committed(row: id, item: item.id, person: person, db),
      isSettled: try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM decision WHERE item = ?)"),
        arguments: [id]
      ) ?? false,
      juryNews: try juryNews(row: id, person: person, state: state, db)
    )
  }

  private func committed(
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> [StageNumber: Labels] {
    var committed: [StageNumber: Labels] = [:]
    for stage in StageNumber.allCases {
      committed[stage] = try AnnotationRows.last(
        item: row,
        key: item,
        person: person,
        stage: stage,
        db
      )?.committed
    }
    return committed
  }

  private func labelsToJudgeBy(
    row: Int64,
    item: ItemID,
    person: PersonID,
    state: WorkState,
    _ db: Database
  ) throws -> Labels? {
    if let labels = try ItemRows.singleStage(row: row, db) { return labels }
    guard state != .open, state != .waiting else { return nil }
    let own = try AnnotationRows.last(item: row, key: item, person: person, stage: .one, db)
    guard let own = own?.committed else { return nil }
    guard guideline.guideline.flow == .gate else { return own }
    if try ReferenceRows.isTraining(row: row, db) {
      return try taughtLabels(row: row, item: item, own: own, db)
    }
    let decided = try DecisionRows.inForce(row: row, item: item, db)
    let values = decided.compactMapValues(\.value)
    let rules = DecisionRules(guideline.guideline)
    guard let selection = rules.criterion(given: values, settled: Set(decided.keys)) else {
      return nil
    }
    return filled(own, with: values, settled: Set(decided.keys), selection)
  }

  /// Under the gate flow nobody decides a training item: its reference stands in for that.
  ///
  /// A reference that selects no criterion leaves annotators to their own.
  private func taughtLabels(
    row: Int64,
    item: ItemID,
    own: Labels,
    _ db: Database
  ) throws -> Labels {
    guard let values = try ReferenceRows.reference(row: row, item: item, db)?.values,
      let selection = guideline.guideline.criteria.selection(for: values), selection != .setAside
    else { return own }
    return filled(own, with: values, settled: Set(values.keys), selection)
  }

  /// The person's own values fill in what is not settled; a settled "does not apply" wins.
  private func filled(
    _ own: Labels,
    with values: FieldValues,
    settled: Set<FieldID>,
    _ selection: Selection
  ) -> Labels {
    let ids = Set(guideline.guideline.fields(of: .one).map(\.id))
    let filled = own.values.filter { !settled.contains($0.key) }
      .merging(values.filter { ids.contains($0.key) }) { _, settled in settled }
    return Labels(values: filled, selection: selection)
  }
}
