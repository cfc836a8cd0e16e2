package import AnnotationCore

/// What was said and decided about an item whose annotators are done.
package struct ReadyItem: Hashable, Sendable {
  package var item: ItemID
  /// What counts towards decisions: the commits, and the verdicts of the jury in force.
  package var ballots: [Ballot]
  /// The decisions in force, by field.
  package var decisions: [FieldID: Decision]
  /// Whether every field that is ever decided is decided.
  package var isSettled: Bool

  package init(
    item: ItemID,
    ballots: [Ballot],
    decisions: [FieldID: Decision],
    isSettled: Bool
  ) {
    self.item = item
    self.ballots = ballots
    self.decisions = decisions
    self.isSettled = isSettled
  }
}

extension Project {
  /// Hands over every item whose annotators are done, decided or not, in the order of import, as the
  /// project is at one moment.
  package func forEachReadyItem(_ body: (ReadyItem) -> Void) throws(StoreError) {
    try read { db in
      let reader = try DossierReader(db, detail: .forRules)
      var last: Int64 = 0
      while true {
        let ready = try db.rows(
          """
          SELECT item.*, readiness.settled FROM readiness JOIN item ON item.id = readiness.item
          WHERE readiness.ready = 1 AND readiness.item > :last ORDER BY readiness.item LIMIT 500
          """,
          ["last": last]
        ) { row in
          (
            item: (row: try row["id"] as Int64, item: try ItemRows.item(row, withModel: false)),
            isSettled: try row["settled"] as Bool
          )
        }
        guard let end = ready.last else { return }
        last = end.item.row
        for (found, dossier) in zip(ready, try reader.dossiers(of: ready.map(\.item))) {
          body(
            ReadyItem(
              item: dossier.item.id,
              ballots: dossier.ballots,
              decisions: dossier.decisions,
              isSettled: found.isSettled
            )
          )
        }
      }
    }
  }
}
