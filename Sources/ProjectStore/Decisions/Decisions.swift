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
  /// What became of each field.
  package var fields: [FieldID: FieldReport] = [:]

  /// What became of one field, in all items that were looked at.
  package struct FieldReport: Hashable, Sendable {
    /// Items in which it was decided now, by how.
    package var decided: [Decision.How: Int] = [:]
    /// Items in which it is in dispute, by kind.
    package var disputes: [DisputeKind: Int] = [:]
  }

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

extension DecideReport {
  mutating func add(_ result: Settlement.Result) {
    for (field, how) in result.decided {
      decided[how, default: 0] += 1
      fields[field, default: FieldReport()].decided[how, default: 0] += 1
    }
    for (field, dispute) in result.disputes {
      disputes[dispute.kind, default: 0] += 1
      fields[field, default: FieldReport()].disputes[dispute.kind, default: 0] += 1
    }
    if result.opensStage { openedStage += 1 }
    if result.isSettled { settled += 1 }
    unweighed += result.unweighed
  }
}

extension Project {
  /// Decides by rule whatever can be, in every item whose annotators (and jury) are done.
  ///
  /// Works in batches, so that annotators at other terminals can save in between; what a batch
  /// decided stays decided should a later one fail.
  /// - Parameters:
  ///   - weights: what the jury's votes are worth, where the guideline's rule is not the majority; fields
  ///     that need one and have none are left alone, and counted.
  ///   - isRehearsal: whether nothing is kept: what is returned is what would be decided.
  package func decide(
    _ weights: JurorWeightsByItem = JurorWeightsByItem(),
    isRehearsal: Bool = false,
    at moment: Timestamp
  ) throws(StoreError) -> DecideReport {
    var report = DecideReport()
    var last: Int64 = 0
    var turns = WriteTurns(self, .decide)
    while true {
      let batch = { [report, last] (db: Database) in
        try self.decideBatch(after: last, weights, report, at: moment, db)
      }
      let reached: Int64?
      (reached, report) =
        isRehearsal ? try rehearse(.decide, batch) : try turns.write(batch)
      guard let reached else { return report }
      last = reached
    }
  }

  /// - Returns: the last row that was looked at, or nil when there was none; and the report with what was
  ///   done.
  private func decideBatch(
    after last: Int64,
    _ weights: JurorWeightsByItem,
    _ report: DecideReport,
    at moment: Timestamp,
    _ db: Database
  ) throws -> (Int64?, DecideReport) {
    var report = report
    let settlement = Settlement(
      guideline.guideline,
      panel: try JurorRows.panel(of: guideline.guideline, db),
      weights: weights,
      at: moment
    )
    let items = try db.rows(
      """
      SELECT item.* FROM readiness JOIN item ON item.id = readiness.item
      WHERE readiness.ready = 1 AND readiness.settled = 0 AND readiness.item > :last
      ORDER BY readiness.item LIMIT 500
      """,
      ["last": last]
    ) { (row: try $0["id"] as Int64, item: try ItemRows.item($0, withModel: false)) }
    report.items += items.count
    let waiting = try waitingForJury(items.map(\.row), db)
    report.waitingForJury += waiting.count
    let ready = items.filter { !waiting.contains($0.row) }
    let dossiers = try DossierReader(db, detail: .forRules).dossiers(of: ready)
    for (item, dossier) in zip(ready, dossiers) {
      report.add(try settlement.applyRules(to: dossier, row: item.row, db))
    }
    return (items.last?.row, report)
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
