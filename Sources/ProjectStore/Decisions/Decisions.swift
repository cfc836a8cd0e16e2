package import AnnotationCore

/// What deciding did.
package struct DecideReport: Hashable, Sendable {
  /// Items whose annotators are done and that were not wholly decided before.
  package var items: Int
  /// Fields that were decided now, by how.
  package var decided: [Decision.How: Int]
  /// Disputes that stand in these items, by kind.
  package var disputes: [DisputeKind: Int]
  /// Items that were left alone, since a juror owes them a verdict or there is no jury yet.
  package var waitingForJury: Int
  /// Items of which a later stage was opened now (gate flow).
  package var openedStage: Int
  /// Items that are wholly decided now.
  package var settled: Int
  /// Fields that wait for the jury's votes on them to be weighed: deciding again does it.
  package var unweighed: Int

  package init(
    items: Int = 0,
    decided: [Decision.How: Int] = [:],
    disputes: [DisputeKind: Int] = [:],
    waitingForJury: Int = 0,
    openedStage: Int = 0,
    settled: Int = 0,
    unweighed: Int = 0
  ) {
    self.items = items
    self.decided = decided
    self.disputes = disputes
    self.waitingForJury = waitingForJury
    self.openedStage = openedStage
    self.settled = settled
    self.unweighed = unweighed
  }
}

extension Project {
  /// Decides by rule whatever can be, in every item whose annotators (and jury) are done.
  ///
  /// Works in batches, so that annotators at other terminals can save in between; what a batch
  /// decided stays decided should a later one fail.
  /// - Parameter weights: what the jury's votes are worth, where the guideline's rule is not the
  ///   majority; fields that need one and have none are left alone, and counted.
  package func decide(
    _ weights: JurorWeightsByItem = JurorWeightsByItem(),
    at moment: Timestamp
  ) throws(StoreError) -> DecideReport {
    let settlement = Settlement(guideline.guideline, weights: weights, at: moment)
    var report = DecideReport()
    var last: Int64 = 0
    var turns = WriteTurns(self, .decide)
    while let next = try decideBatch(after: last, settlement, &turns, &report) { last = next }
    return report
  }

  /// - Returns: the last row that was looked at, or nil when there was none.
  private func decideBatch(
    after last: Int64,
    _ settlement: Settlement,
    _ turns: inout WriteTurns,
    _ report: inout DecideReport
  ) throws(StoreError) -> Int64? {
    var batchReport = report
    let reached: Int64? = try turns.write { db in
      let items = try db.rows(
        """
        SELECT item.* FROM readiness JOIN item ON item.id = readiness.item
        WHERE readiness.ready = 1 AND readiness.settled = 0 AND readiness.item > :last
        ORDER BY readiness.item LIMIT 500
        """,
        ["last": last]
      ) { (row: try $0["id"] as Int64, item: try ItemRows.item($0, withModel: false)) }
      batchReport.items += items.count
      let waiting = try waitingForJury(items.map(\.row), db)
      batchReport.waitingForJury += waiting.count
      let ready = items.filter { !waiting.contains($0.row) }
      let dossiers = try DossierReader(db, detail: .forRules).dossiers(of: ready)
      for (item, dossier) in zip(ready, dossiers) {
        let result = try settlement.applyRules(to: dossier, row: item.row, db)
        batchReport.decided.merge(result.decided, uniquingKeysWith: +)
        for dispute in result.disputes.values {
          batchReport.disputes[dispute.kind, default: 0] += 1
        }
        if result.opensStage { batchReport.openedStage += 1 }
        if result.isSettled { batchReport.settled += 1 }
        batchReport.unweighed += result.unweighed
      }
      return items.last?.row
    }
    report = batchReport
    return reached
  }

  /// Those of the items for which a juror of the jury in force has attempts left and no answer; all
  /// of them where the guideline wants a jury and there is none.
  func waitingForJury(_ rows: [Int64], _ db: Database) throws -> Set<Int64> {
    guard guideline.guideline.decisions.jury == .confirms else { return [] }
    guard try db.exists("SELECT 1 FROM juror_in_force") else { return Set(rows) }
    return Set(
      try db.values(
        "SELECT DISTINCT item FROM trial_owed WHERE item IN :rows",
        ["rows": List(rows)]
      )
    )
  }
}
