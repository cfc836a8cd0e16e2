package import AnnotationCore
import GRDB

extension Project {
  /// Makes these jurors the jury, in place of the one before.
  ///
  /// What earlier jurors said stays readable, and no longer counts unless they are in this jury.
  /// The same jury again changes nothing.
  package func register(jurors: [Juror], at moment: Timestamp) throws(StoreError) {
    try write { db in
      let new = try jurors.map { ($0.name, try CodedJSON.text(of: $0)) }.sorted { $0.0 < $1.0 }
      let old = try JurorRows.configurations(db)
      guard new.map(\.0) != old.map(\.0) || new.map(\.1) != old.map(\.1) else { return }
      try db.execute(sql: "INSERT INTO jury (at) VALUES (?)", arguments: [moment.rawValue])
      let jury = db.lastInsertedRowID
      for (name, configuration) in new {
        try db.execute(
          sql: "INSERT INTO juror VALUES (?, ?, ?)",
          arguments: [jury, name, configuration]
        )
      }
    }
  }

  /// The jury in force, by name.
  package func jurors() throws(StoreError) -> [Juror] {
    try read { db in try JurorRows.all(db) }
  }

  /// Items that a juror owes a verdict, those first that were never tried.
  ///
  /// Everybody at work on them is done, and neither a verdict nor a refusal of this juror is there.
  /// - Parameters:
  ///   - attempts: items with so many attempts are left alone.
  ///   - limit: how many at most.
  /// - Returns: the items, without what wrote their answers, and which attempt is next.
  package func queuedForJury(
    juror: String,
    attempts: Int,
    limit: Int
  ) throws(StoreError) -> [(item: Item, attempt: Int)] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(ItemRows.columns) FROM jury_queue JOIN item ON item.id = jury_queue.item
          WHERE jury_queue.juror = ? AND jury_queue.attempts = ?
          ORDER BY jury_queue.item LIMIT ?
          """
      )
      var queued: [(item: Item, attempt: Int)] = []
      for used in 0..<max(0, attempts) where queued.count < limit {
        let rows = try Row.fetchAll(statement, arguments: [juror, used, limit - queued.count])
        for row in rows {
          queued.append((item: ItemRows.item(row, withModel: false), attempt: used + 1))
        }
      }
      return queued
    }
  }

  /// Keeps how one attempt to get a juror's verdict ended.
  /// - Returns: the review's id.
  /// - Throws: ``StoreError/noSuchItem(_:)``, ``StoreError/noSuchJuror(_:)``,
  ///   ``StoreError/alreadyReviewed(item:juror:attempt:)`` where that attempt or a verdict is kept.
  @discardableResult
  package func record(
    item: ItemID,
    juror: String,
    attempt: Int,
    outcome: Review.Outcome,
    rawReply: String? = nil,
    promptHash: String,
    reportedModel: String? = nil,
    latencyMilliseconds: Int = 0,
    promptTokens: Int? = nil,
    completionTokens: Int? = nil,
    at moment: Timestamp
  ) throws(StoreError) -> Int64 {
    try write { db in
      let row = try ItemRows.id(of: item, db)
      let jury = try Int64.fetchOne(
        db,
        sql: "SELECT max(jury) FROM juror WHERE name = ?",
        arguments: [juror]
      )
      guard let jury else { throw StoreError.noSuchJuror(juror) }
      let isTaken = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM review
            WHERE item = ? AND juror = ? AND (attempt = ? OR outcome = 'verdict' AND ?))
          """,
        arguments: [row, juror, attempt, outcome.verdict != nil]
      )
      if isTaken == true {
        throw StoreError.alreadyReviewed(item: item, juror: juror, attempt: attempt)
      }
      let verdict = outcome.verdict
      let statement = try db.cachedStatement(
        sql: """
          INSERT INTO review (item, jury, juror, attempt, outcome, stage_one, criterion, stage_two,
            stage_two_criterion, reason, raw_reply, prompt_hash, reported_model, latency_ms,
            prompt_tokens, completion_tokens, at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      )
      try statement.execute(
        arguments: [
          row, jury, juror, attempt, outcome.column,
          verdict.map { ValuesJSON.text(of: $0.stageOne.values) },
          verdict?.stageOne.selection.criterion,
          verdict?.stageTwo.map { ValuesJSON.text(of: $0.values) },
          verdict?.stageTwo?.selection.criterion,
          outcome.reason, rawReply, promptHash, reportedModel, latencyMilliseconds,
          promptTokens, completionTokens, moment.rawValue,
        ]
      )
      return db.lastInsertedRowID
    }
  }
}

extension Review.Outcome {
  fileprivate var verdict: Verdict? {
    if case .verdict(let verdict) = self { verdict } else { nil }
  }

  fileprivate var column: String {
    switch self {
    case .verdict: "verdict"
    case .refused: "refused"
    case .unparsable: "unparsable"
    case .failed: "failed"
    }
  }

  fileprivate var reason: String? {
    switch self {
    case .verdict: nil
    case .refused(let reason), .unparsable(let reason), .failed(let reason): reason
    }
  }
}
