package import AnnotationCore
import GRDB

extension Project {
  /// Keeps a batch that was written, with its lines and the prompts that they hold, all or nothing.
  ///
  /// Its trials are then nobody else's until the batch is over.
  /// - Throws: ``StoreError/trialInBatch(item:juror:)`` where another batch has one of them;
  ///   ``StoreError/noSuchJuror(_:)``.
  package func add(
    _ batch: Batch,
    lines: [BatchLine],
    prompts: [SentPrompt]
  ) throws(StoreError) {
    try write { db in
      guard let jury = try JurorRows.lastJury(with: batch.juror, db) else {
        throw StoreError.noSuchJuror(batch.juror)
      }
      for prompt in prompts { try Self.keep(prompt, db) }
      try db.execute(
        sql: """
          INSERT INTO batch (key, jury, juror, sha256, lines, bytes, output, dropped, written_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          batch.key, jury, batch.juror, batch.sha256, batch.lines, batch.bytes,
          batch.output.rawValue, batch.dropped.joined(separator: ","), batch.writtenAt.rawValue,
        ]
      )
      let row = db.lastInsertedRowID
      let waits = try db.cachedStatement(
        sql: "SELECT 1 FROM batch_waiting WHERE item = ? AND juror = ? AND trial = ?"
      )
      let insert = try db.cachedStatement(
        sql: "INSERT INTO batch_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
      )
      for line in lines {
        let item = try ItemRows.id(of: line.next.item.id, db)
        guard
          try Int.fetchOne(waits, arguments: [item, batch.juror, line.next.trial]) == nil
        else { throw StoreError.trialInBatch(item: line.next.item.id, juror: batch.juror) }
        try insert.execute(
          arguments: [
            row, line.number, item, line.next.trial, line.next.attempt,
            try line.next.stageOne.map { try CodedJSON.text(of: $0) },
            line.requestHash, line.promptHash, line.mostCost.billionths,
          ]
        )
      }
    }
  }

  /// All batches with what happened to them, in the order in which they were written.
  /// - Parameter openOnly: without those that are over.
  package func batches(openOnly: Bool = false) throws(StoreError) -> [Batch] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT \(BatchRows.columns) FROM batch ORDER BY id")
        .map { try BatchRows.batch($0, db) }
        .filter { $0.isOpen || !openOnly }
    }
  }

  /// Adds what happened to a batch.
  /// - Parameter batch: as the caller knows it.
  /// - Returns: the batch with the event.
  /// - Throws: ``StoreError/batchMovedOn(_:)`` where something else has happened to it since, so that
  ///   no two programs do the same step.
  package func append(_ event: Batch.Event, to batch: Batch) throws(StoreError) -> Batch {
    try write { db in
      let found = try Row.fetchOne(
        db,
        sql: """
          SELECT id, (SELECT count(*) FROM batch_event WHERE batch = batch.id)
          FROM batch WHERE key = ?
          """,
        arguments: [batch.key]
      )
      guard let found else { throw StoreError.noSuchBatch(batch.key) }
      guard found[1] == batch.events.count else { throw StoreError.batchMovedOn(batch.key) }
      try db.execute(
        sql: "INSERT INTO batch_event VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          found[0] as Int64, batch.events.count + 1, event.kind.rawValue, event.providerID,
          event.detail, event.at.rawValue,
        ]
      )
      var batch = batch
      batch.events.append(event)
      return batch
    }
  }

  /// Lines of a batch by their numbers; numbers that it does not have are left out.
  package func lines(
    of batch: Batch,
    numbers: [Int]
  ) throws(StoreError) -> [Int: BatchLine] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(ItemRows.columns), l.trial, l.attempt, l.stage_one, l.request_hash,
            l.prompt_hash, l.most_cost
          FROM batch JOIN batch_line AS l ON l.batch = batch.id JOIN item ON item.id = l.item
          WHERE batch.key = ? AND l.line = ?
          """
      )
      var lines: [Int: BatchLine] = [:]
      for number in numbers {
        guard let row = try Row.fetchOne(statement, arguments: [batch.key, number]) else {
          continue
        }
        lines[number] = try BatchRows.line(row, number: number)
      }
      return lines
    }
  }

  /// What all reviews together cost, and what open batches may still cost at most.
  package func committedToReviews() throws(StoreError) -> Money {
    try spentOnReviews() + setAsideForBatches()
  }

  private func setAsideForBatches() throws(StoreError) -> Money {
    try read { db in
      // A result that became a review has its cost there.
      let sum = try Int64.fetchOne(
        db,
        sql: """
          SELECT sum(most_cost) FROM batch_waiting AS w
          WHERE NOT EXISTS (SELECT 1 FROM review AS r WHERE r.item = w.item
            AND r.juror = w.juror AND r.trial = w.trial AND r.attempt = w.attempt)
          """
      )
      return Money(billionths: sum ?? 0)
    }
  }
}
