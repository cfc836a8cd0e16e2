import AnnotationCore

/// How batches are read and kept.
enum BatchRows {
  /// All batches, in the order in which they were written.
  static func all(_ db: Database) throws -> [Batch] {
    let events = try events(db)
    return try db.rows("SELECT * FROM written_batch ORDER BY id") { row in
      Batch(
        key: try row["key"],
        client: try row["juror"],
        sha256: try row["sha256"],
        lines: try row["lines"],
        bytes: try row["bytes"],
        output: try row["output"],
        dropped: try row["dropped"],
        writtenAt: try row["written_at"],
        events: events[try row["id"]] ?? []
      )
    }
  }

  /// What happened to each batch, by its row, in order.
  private static func events(_ db: Database) throws -> [Int64: [Batch.Event]] {
    var events: [Int64: [Batch.Event]] = [:]
    try db.each("SELECT * FROM batch_event ORDER BY batch, number") { row in
      events[try row["batch"], default: []].append(
        Batch.Event(
          try row["event"],
          providerID: try row["provider_id"],
          detail: try row["detail"],
          at: try row["at"]
        )
      )
    }
    return events
  }

  static func insert(_ batch: Batch, jury: Int64, _ db: Database) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO batch (key, jury, juror, sha256, lines, bytes, output, dropped, written_at)
      VALUES (:key, :jury, :juror, :sha256, :lines, :bytes, :output, :dropped, :written_at)
      """,
      [
        "key": batch.key, "jury": jury, "juror": batch.client, "sha256": batch.sha256,
        "lines": batch.lines, "bytes": batch.bytes, "output": batch.output,
        "dropped": batch.dropped, "written_at": batch.writtenAt,
      ]
    )
  }

  /// - Throws: ``JuryProblem/trialInBatch(item:juror:)`` where another open batch has got a trial since its
  ///   line was written.
  static func checkLines(of batch: Batch, row: Int64, _ db: Database) throws {
    let taken: ItemID? = try db.value(
      """
      SELECT item.key FROM batch_line AS l
        JOIN batch_waiting AS w ON w.item = l.item AND w.juror = :juror AND w.trial = l.trial
        JOIN item ON item.id = l.item
      WHERE l.batch = :batch LIMIT 1
      """,
      ["juror": batch.client, "batch": row]
    )
    if let taken { throw StoreError.jury(.trialInBatch(item: taken, juror: batch.client)) }
  }

  /// - Throws: ``JuryProblem/trialInBatch(item:juror:)`` where another open batch has the trial.
  static func insert(_ line: BatchLine<ReviewCase>, of batch: Batch, row: Int64, _ db: Database)
    throws
  {
    let next = line.next
    let item = try ItemRows.id(of: next.item.id, db)
    let isTaken = try db.exists(
      "SELECT 1 FROM batch_waiting WHERE item = :item AND juror = :juror AND trial = :trial",
      ["item": item, "juror": batch.client, "trial": next.trial]
    )
    if isTaken { throw StoreError.jury(.trialInBatch(item: next.item.id, juror: batch.client)) }
    try db.run(
      """
      INSERT INTO batch_line (batch, line, item, trial, attempt, decided, request_hash,
        prompt_hash, most_cost)
      VALUES (:batch, :line, :item, :trial, :attempt, :decided, :request_hash, :prompt_hash,
        :most_cost)
      """,
      [
        "batch": row, "line": line.number, "item": item, "trial": next.trial,
        "attempt": next.attempt,
        "decided": next.decided,
        "request_hash": line.requestHash, "prompt_hash": line.promptHash,
        "most_cost": line.mostCost,
      ]
    )
  }

  /// One line of a batch, or nil where it has none of that number.
  static func line(_ number: Int, of key: String, _ db: Database) throws -> BatchLine<ReviewCase>? {
    try db.first(
      """
      SELECT item.*, l.trial, l.attempt, l.decided, l.request_hash, l.prompt_hash, l.most_cost
      FROM batch JOIN batch_line AS l ON l.batch = batch.id JOIN item ON item.id = l.item
      WHERE batch.key = :key AND l.line = :line
      """,
      ["key": key, "line": number]
    ) { row in
      BatchLine(
        number: number,
        next: ReviewCase(
          item: try ItemRows.item(row, withModel: false),
          trial: try row["trial"],
          attempt: try row["attempt"],
          decided: try row["decided"]
        ),
        requestHash: try row["request_hash"],
        promptHash: try row["prompt_hash"],
        mostCost: try row["most_cost"]
      )
    }
  }

  /// The juror of an open batch as it was configured when the batch was written.
  static func jurorUnderWay(as name: String, _ db: Database) throws -> Juror? {
    try db.first(
      """
      SELECT juror.* FROM batch
        JOIN juror ON juror.jury = batch.jury AND juror.name = batch.juror
      WHERE batch.juror = :name
        AND EXISTS (SELECT 1 FROM batch_waiting WHERE batch_waiting.batch = batch.id)
      ORDER BY batch.id DESC LIMIT 1
      """,
      ["name": name],
      JurorRows.juror
    )
  }
}
