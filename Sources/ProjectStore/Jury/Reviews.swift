package import AnnotationCore
import GRDB

extension Project {
  /// Keeps how attempts to get verdicts ended, with the prompts that were sent, all of them or none.
  /// - Returns: those that were kept. One whose attempt, or whose trial's verdict, is there already
  ///   is left out: a second run was faster.
  /// - Throws: ``StoreError/noSuchItem(_:)``, ``StoreError/noSuchJuror(_:)``.
  @discardableResult
  package func record(_ reviews: [NewReview]) throws(StoreError) -> [NewReview] {
    try write { db in
      var kept: [NewReview] = []
      for new in reviews {
        if let prompt = new.prompt { try Self.keep(prompt, db) }
        if try Self.insert(new.review, db) { kept.append(new) }
      }
      return kept
    }
  }

  /// Keeps how one attempt to get a juror's verdict ended.
  /// - Returns: the review's id.
  /// - Throws: ``StoreError/noSuchItem(_:)``, ``StoreError/noSuchJuror(_:)``,
  ///   ``StoreError/alreadyReviewed(item:juror:attempt:)`` where that attempt or a verdict is kept.
  @discardableResult
  package func record(_ review: Review) throws(StoreError) -> Int64 {
    try write { db in
      guard try Self.insert(review, db) else {
        throw StoreError.alreadyReviewed(
          item: review.item,
          juror: review.juror,
          attempt: review.attempt
        )
      }
      return db.lastInsertedRowID
    }
  }

  /// All reviews of an item, by juror, trial and attempt.
  /// - Throws: ``StoreError/noSuchItem(_:)``.
  package func reviews(of item: ItemID) throws(StoreError) -> [Review] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT \(ReviewRows.columns) FROM review AS r WHERE r.item = ?
          ORDER BY r.juror, r.trial, r.attempt
          """,
        arguments: [try ItemRows.id(of: item, db)]
      )
      return try rows.map { try ReviewRows.review($0, item: item) }
    }
  }

  /// The prompt that was sent, as it was sent.
  /// - Parameter hash: as a review holds it.
  /// - Returns: nil where only the digest was kept, as earlier versions did.
  package func prompt(_ hash: String) throws(StoreError) -> SentPrompt? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT prompt.template, prompt.system, system.text, prompt.user, user.text,
            prompt.schema, schema.text
          FROM prompt
            JOIN prompt_text AS system ON system.hash = prompt.system
            JOIN prompt_text AS user ON user.hash = prompt.user
            JOIN prompt_text AS schema ON schema.hash = prompt.schema
          WHERE prompt.hash = ?
          """,
        arguments: [hash]
      )
      return try row.map { row in
        SentPrompt(
          hash: hash,
          template: try CodedJSON.value(PromptTemplate.self, row[0]),
          system: .init(hash: row[1], text: row[2]),
          user: .init(hash: row[3], text: row[4]),
          schema: .init(hash: row[5], text: row[6])
        )
      }
    }
  }

  /// Whether anybody but these jurors has verdicts.
  package func hasVerdicts(beside jurors: [String]) throws(StoreError) -> Bool {
    try read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM review WHERE outcome = 'verdict'
            AND juror NOT IN (SELECT value FROM json_each(?)))
          """,
        arguments: [ValuesJSON.text(of: jurors)]
      ) ?? false
    }
  }

  /// The raw reply of a verdict to the same request, whoever was asked.
  package func knownReply(to requestHash: String) throws(StoreError) -> String? {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT raw_reply FROM review
          WHERE request_hash = ? AND outcome = 'verdict' AND raw_reply IS NOT NULL LIMIT 1
          """
      )
      return try String.fetchOne(statement, arguments: [requestHash])
    }
  }

  /// What all reviews together cost.
  package func spentOnReviews() throws(StoreError) -> Money {
    try read { db in
      Money(billionths: try Int64.fetchOne(db, sql: "SELECT sum(cost) FROM review") ?? 0)
    }
  }

  /// Keeps a prompt, each of its texts once.
  static func keep(_ prompt: SentPrompt, _ db: Database) throws {
    let known = try db.cachedStatement(sql: "SELECT 1 FROM prompt WHERE hash = ?")
    guard try Int.fetchOne(known, arguments: [prompt.hash]) == nil else { return }
    let text = try db.cachedStatement(sql: "INSERT OR IGNORE INTO prompt_text VALUES (?, ?)")
    for part in [prompt.system, prompt.user, prompt.schema] {
      try text.execute(arguments: [part.hash, part.text])
    }
    let whole = try db.cachedStatement(sql: "INSERT INTO prompt VALUES (?, ?, ?, ?, ?)")
    try whole.execute(
      arguments: [
        prompt.hash, try CodedJSON.text(of: prompt.template),
        prompt.system.hash, prompt.user.hash, prompt.schema.hash,
      ]
    )
  }

  /// - Returns: whether it was kept.
  private static func insert(_ review: Review, _ db: Database) throws -> Bool {
    let row = try ItemRows.id(of: review.item, db)
    guard let jury = try JurorRows.lastJury(with: review.juror, db) else {
      throw StoreError.noSuchJuror(review.juror)
    }
    let verdict = review.outcome.verdict
    let taken = try db.cachedStatement(
      sql: """
        SELECT EXISTS (SELECT 1 FROM review WHERE item = ? AND juror = ? AND trial = ?
          AND (attempt = ? OR outcome = 'verdict' AND ?))
        """
    )
    let isTaken = try Bool.fetchOne(
      taken,
      arguments: [row, review.juror, review.trial, review.attempt, verdict != nil]
    )
    guard isTaken == false else { return false }
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO review (item, jury, juror, trial, attempt, outcome, stage_one, criterion,
          stage_two, stage_two_criterion, reason, raw_reply, prompt_hash, request_hash, request_id,
          sends, output, dropped, cost, reported_model, latency_ms, prompt_tokens,
          completion_tokens, probabilities, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    let trace = review.trace
    try statement.execute(
      arguments: [
        row, jury, review.juror, review.trial, review.attempt, review.outcome.column,
        verdict.map { ValuesJSON.text(of: $0.stageOne.values) },
        verdict?.stageOne.selection.criterion,
        verdict?.stageTwo.map { ValuesJSON.text(of: $0.values) },
        verdict?.stageTwo?.selection.criterion,
        review.outcome.reason, review.rawReply, review.promptHash, trace.requestHash,
        trace.requestID, trace.sends, trace.output?.rawValue,
        trace.dropped.joined(separator: ","), trace.cost.billionths, review.reportedModel,
        review.latencyMilliseconds, review.promptTokens, review.completionTokens,
        review.probabilities.isEmpty ? nil : try CodedJSON.text(of: review.probabilities),
        review.at.rawValue,
      ]
    )
    return true
  }
}

extension Review.Outcome {
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
