package import AnnotationCore

extension Project {
  /// How much work a person has in the benchmark, by language in alphabetical order.
  ///
  /// Training is not counted: ``qualification(of:)`` says how far it is. A language that has nothing
  /// else is there, with nothing to do.
  ///
  /// Costs the same however many items there are.
  package func workload(of person: PersonID) throws(StoreError) -> [LanguageWorkload] {
    try read(own: person) { db in try Self.workload(of: person, db) }
  }

  static func workload(of person: PersonID, _ db: Database) throws -> [LanguageWorkload] {
    var byLanguage: [String: LanguageWorkload] = [:]
    try db.each(
      """
      SELECT language, state, items FROM assignment_count WHERE person = :person AND items > 0
      """,
      ["person": person]
    ) { row in
      let language: String = try row["language"]
      byLanguage[
        language,
        default: LanguageWorkload(language: language, counts: [:], drafts: 0)
      ].counts[try row["state"]] = try row["items"]
    }
    for training in try ReferenceRows.trainingAssignments(of: person, db) {
      byLanguage[training.language]?.counts[training.state, default: 0] -= training.count
    }
    try db.each(
      """
      SELECT a.language, count(DISTINCT draft.item) AS items
      FROM draft JOIN assignment AS a ON a.item = draft.item AND a.person = draft.person
      WHERE draft.person = :person
        AND NOT EXISTS (SELECT 1 FROM training_item WHERE training_item.item = draft.item)
      GROUP BY a.language
      """,
      ["person": person]
    ) { row in byLanguage[try row["language"]]?.drafts = try row["items"] }
    return byLanguage.values.sorted { $0.language < $1.language }
  }

  /// Items that a person has completed since a moment and not taken back, the oldest first.
  package func completions(
    of person: PersonID,
    since: Timestamp
  ) throws(StoreError) -> [Completion] {
    try read(own: person) { db in
      try db.rows(
        """
        SELECT a.at, item.language, (SELECT coalesce(sum(b.active_ms), 0) FROM commit_in_force AS b
            WHERE b.item = a.item AND b.person = a.person) AS active
        FROM commit_in_force AS a JOIN item ON item.id = a.item
        WHERE a.person = :person AND a.at >= :since AND a.next = 'done' ORDER BY a.at
        """,
        ["person": person, "since": since]
      ) {
        Completion(at: try $0["at"], language: try $0["language"], active: try $0["active"])
      }
    }
  }
}

/// An item that somebody completed.
package struct Completion: Hashable, Sendable {
  package var at: Timestamp
  package var language: String
  /// The milliseconds of work on all stages.
  package var active: Int64

  package init(at: Timestamp, language: String, active: Int64) {
    self.at = at
    self.language = language
    self.active = active
  }
}
