package import AnnotationCore

extension Project {
  /// Keeps a batch that was written, with its lines and the prompts that they hold.
  ///
  /// Lines are written in several transactions. With the last of them the batch is there, and its trials
  /// are nobody else's until it is over; nobody sees what is cut short before.
  /// - Throws: ``JuryProblem/trialInBatch(item:juror:)`` where another batch has one of them;
  ///   ``JuryProblem/noSuchJuror(_:)``.
  package func add(
    _ batch: Batch,
    lines: [BatchLine<ReviewCase>],
    prompts: [SentPrompt]
  ) throws(StoreError) {
    let row = try write(.manage) { db in
      guard let jury = try JurorRows.lastJury(with: batch.client, db) else {
        throw StoreError.jury(.noSuchJuror(batch.client))
      }
      return try BatchRows.insert(batch, jury: jury, db)
    }
    try writeEach(.manage, prompts.parts(of: Self.promptsInOneWrite)) { part, db in
      for prompt in part { try PromptRows.keep(prompt, db) }
      return 0
    }
    try writeEach(.manage, lines.parts(of: Self.linesInOneWrite)) { part, db in
      if part.endIndex == lines.endIndex { try BatchRows.checkLines(of: batch, row: row, db) }
      for line in part { try BatchRows.insert(line, of: batch, row: row, db) }
      return 0
    }
  }

  private static let promptsInOneWrite = 500
  private static let linesInOneWrite = 2000

  /// All batches with what happened to them, in the order in which they were written.
  /// - Parameter openOnly: without those that are over.
  package func batches(openOnly: Bool = false) throws(StoreError) -> [Batch] {
    try read(.figures) { db in
      try BatchRows.all(db).filter { $0.isOpen || !openOnly }
    }
  }

  /// Adds what happened to a batch.
  /// - Parameter batch: as the caller knows it.
  /// - Returns: the batch with the event.
  /// - Throws: ``JuryProblem/batchMovedOn(_:)`` where something else has happened to it since, so that
  ///   no two programs do the same step.
  package func append(_ event: Batch.Event, to batch: Batch) throws(StoreError) -> Batch {
    try write(.manage) { db in
      let found = try db.first(
        """
        SELECT id, (SELECT count(*) FROM batch_event WHERE batch = batch.id) AS events
        FROM batch WHERE key = :key
        """,
        ["key": batch.key]
      ) { (row: try $0["id"] as Int64, events: try $0["events"] as Int) }
      guard let found else { throw StoreError.jury(.noSuchBatch(batch.key)) }
      guard found.events == batch.events.count else {
        throw StoreError.jury(.batchMovedOn(batch.key))
      }
      try db.run(
        """
        INSERT INTO batch_event (batch, number, event, provider_id, detail, at)
        VALUES (:batch, :number, :event, :provider_id, :detail, :at)
        """,
        [
          "batch": found.row, "number": batch.events.count + 1, "event": event.kind,
          "provider_id": event.providerID, "detail": event.detail, "at": event.at,
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
  ) throws(StoreError) -> [Int: BatchLine<ReviewCase>] {
    try read(.manage) { db in
      var lines: [Int: BatchLine<ReviewCase>] = [:]
      for number in numbers { lines[number] = try BatchRows.line(number, of: batch.key, db) }
      return lines
    }
  }

  /// What all reviews together cost, and what was asked for them and not answered, and what open batches may still
  /// cost at most.
  package func committedToReviews() throws(StoreError) -> Money {
    try spentOnReviews() + spentOnUnanswered(for: .review) + setAsideForBatches()
  }

  private func setAsideForBatches() throws(StoreError) -> Money {
    try read(.figures) { db in
      // A result that became a review has its cost there.
      try db.value(
        """
        SELECT sum(most_cost) FROM batch_waiting AS w
        WHERE NOT EXISTS (SELECT 1 FROM review AS r WHERE r.item = w.item
          AND r.juror = w.juror AND r.trial = w.trial AND r.attempt = w.attempt)
        """
      ) ?? .zero
    }
  }
}
