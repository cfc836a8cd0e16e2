package import AnnotationCore

extension Project {
  /// A part of a person's items, in the order of their queue.
  ///
  /// A page costs the same however many items there are; one that looks for words costs what
  /// ``ItemSearch`` says.
  /// - Parameters:
  ///   - from: the first place of the page, or the last one when it goes backwards.
  ///   - limit: at most so many items.
  package func items(
    of person: PersonID,
    matching filter: ItemFilter,
    from position: Int = 1,
    backwards: Bool = false,
    limit: Int
  ) throws(StoreError) -> [ListedItem] {
    let showsJury = guideline.guideline.assistance.mode == .afterCommit
    guard filter.kind != .reviewed || showsJury else { return [] }
    return try read(own: person) { db in
      var walk = QueueWalk(
        person: person,
        filter: filter,
        position: position,
        goesBack: backwards,
        onlyTraining: try !isQualified(person, db)
      )
      let places: [QueueWalk.Place]
      if let text = filter.text, !text.isEmpty {
        places = try ItemSearch(text).places(of: walk, limit: limit, db)
      } else {
        places = try walk.next(limit, db)
      }
      return try ListedItemRows.items(
        places.map(\.item),
        of: person,
        showsJury: showsJury,
        db
      )
    }
  }
}

/// How the items of a list are read.
private enum ListedItemRows {
  /// Some items of a person, in the order of the queue.
  static func items(
    _ rows: [Int64],
    of person: PersonID,
    showsJury: Bool,
    _ db: Database
  ) throws -> [ListedItem] {
    try db.rows(
      """
      SELECT item.key, a.language, a.position, a.state, substr(item.question, 1, 300) AS question,
        EXISTS (SELECT 1 FROM draft WHERE draft.item = a.item AND draft.person = a.person)
          AS has_draft,
        EXISTS (SELECT 1 FROM flag WHERE flag.item = a.item AND flag.person = a.person)
          AS is_flagged,
        :shows_jury AND a.state = 'done'
          AND EXISTS (SELECT 1 FROM opinion_to_show AS o
            WHERE o.item = a.item AND o.person = a.person) AS has_jury,
        EXISTS (SELECT 1 FROM exposure AS e
          WHERE e.item = a.item AND e.person = a.person AND e.mode = 'after_commit') AS is_seen
      FROM assignment AS a JOIN item ON item.id = a.item
      WHERE a.item IN :rows AND a.person = :person ORDER BY a.position
      """,
      ["rows": List(rows), "person": person, "shows_jury": showsJury]
    ) { row in
      let news: JuryNews = try row["is_seen"] ? .seen : .new
      return ListedItem(
        item: try row["key"],
        language: try row["language"],
        position: try row["position"],
        state: try row["state"],
        hasDraft: try row["has_draft"],
        isFlagged: try row["is_flagged"],
        juryNews: try row["has_jury"] ? news : nil,
        question: try row["question"]
      )
    }
  }
}
