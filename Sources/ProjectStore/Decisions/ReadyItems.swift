package import AnnotationCore

/// What was said and decided about an item whose annotators are done.
package struct ReadyItem: Hashable, Sendable {
  package var item: ItemID
  /// The item's place in the order of import, which it keeps.
  package var place: Int64
  /// What counts towards decisions: the commits, and the verdicts of the jury in force.
  package var ballots: [Ballot]
  /// The decisions in force, by field.
  package var decisions: [FieldID: Decision]
  /// Whether every field that is ever decided is decided.
  package var isSettled: Bool

  package init(
    item: ItemID,
    place: Int64,
    ballots: [Ballot],
    decisions: [FieldID: Decision],
    isSettled: Bool
  ) {
    self.item = item
    self.place = place
    self.ballots = ballots
    self.decisions = decisions
    self.isSettled = isSettled
  }
}

/// The items whose annotators are done, and which of them changed.
package struct ReadyItemChanges: Hashable, Sendable {
  /// All that are ready now, by their places in the order of import.
  package var ready: [Int64]
  /// The items, ready or not, of which something was said or decided since the mark; by place.
  package var changed: Set<Int64>
  /// Whether there was no mark, or another jury is in force now: then every item has changed.
  package var isNew: Bool
  /// The moment, to ask from the next time.
  package var mark: Mark

  /// What was said and decided up to a moment.
  package struct Mark: Hashable, Sendable {
    var jury: Int64
    var annotation: Int64
    var review: Int64
    var decision: Int64
  }
}

extension Project {
  /// The items whose annotators are done, and which of them changed since a mark.
  ///
  /// Reads no item: their number bounds the time, not what was said of them.
  /// - Parameter mark: of an earlier answer; nil for the first time.
  package func readyItemChanges(
    since mark: ReadyItemChanges.Mark?
  ) throws(StoreError) -> ReadyItemChanges {
    try read(.decide) { db in
      let now = ReadyItemChanges.Mark(
        jury: try db.value("SELECT max(id) FROM jury") ?? 0,
        annotation: try db.value("SELECT max(id) FROM annotation") ?? 0,
        review: try db.value("SELECT max(id) FROM review") ?? 0,
        decision: try db.value("SELECT max(id) FROM decision") ?? 0
      )
      let known = mark?.jury == now.jury ? mark : nil
      let changed: [Int64] =
        try known.map { known in
          try db.values(
            """
            SELECT item FROM annotation WHERE id > :annotation
            UNION SELECT item FROM review WHERE id > :review
            UNION SELECT item FROM decision WHERE id > :decision
            """,
            [
              "annotation": known.annotation, "review": known.review,
              "decision": known.decision,
            ]
          )
        } ?? []
      return ReadyItemChanges(
        ready: try db.values("SELECT item FROM readiness WHERE ready = 1 ORDER BY item"),
        changed: Set(changed),
        isNew: known == nil,
        mark: now
      )
    }
  }

  /// The items at some places whose annotators are done, in the order of import.
  package func readyItems(at places: [Int64]) throws(StoreError) -> [ReadyItem] {
    try read(.decide) { db in
      try Self.readyItems(at: places, try DossierReader(db, detail: .forRules), db)
    }
  }

  /// An item, if its annotators are done.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``.
  package func readyItem(_ item: ItemID) throws(StoreError) -> ReadyItem? {
    try read(.decide) { db in
      let place = try ItemRows.id(of: item, db)
      return try Self.readyItems(at: [place], try DossierReader(db, detail: .forRules), db).first
    }
  }

  private static func readyItems(
    at places: [Int64],
    _ reader: DossierReader,
    _ db: Database
  ) throws -> [ReadyItem] {
    let ready = try db.rows(
      """
      SELECT item.*, readiness.settled FROM readiness JOIN item ON item.id = readiness.item
      WHERE readiness.ready = 1 AND readiness.item IN :places ORDER BY readiness.item
      """,
      ["places": List(places)]
    ) { row in
      (
        item: (row: try row["id"] as Int64, item: try ItemRows.item(row, withModel: false)),
        isSettled: try row["settled"] as Bool
      )
    }
    return zip(ready, try reader.dossiers(of: ready.map(\.item))).map { found, dossier in
      ReadyItem(
        item: dossier.item.id,
        place: found.item.row,
        ballots: dossier.ballots,
        decisions: dossier.decisions,
        isSettled: found.isSettled
      )
    }
  }
}
