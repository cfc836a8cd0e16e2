import AnnotationCore

/// How reviews are read and kept.
enum ReviewRows {
  /// What becomes of a row of `review`, or of a view of it.
  static func review(_ row: Row, item: ItemID) throws -> Review {
    var review = try vote(row, item: item)
    review.rawReply = try row["raw_reply"]
    review.trace = try trace(row)
    review.leniencies = try row["leniencies"]
    review.reportedModel = try row["reported_model"]
    review.latencyMilliseconds = try row["latency_ms"]
    review.promptTokens = try row["prompt_tokens"]
    review.completionTokens = try row["completion_tokens"]
    review.probabilities = try probabilities(row)
    return review
  }

  /// The columns that ``vote(_:item:)`` reads, of `review`.
  static let voteColumns =
    "item, id, jury, juror, trial, attempt, outcome, labels, reason, prompt_hash, at"

  /// What a row of `review` says, without how it was asked for and the reply itself.
  static func vote(_ row: Row, item: ItemID) throws -> Review {
    Review(
      id: try row["id"],
      item: item,
      juror: try row["juror"],
      jury: try row["jury"],
      trial: try row["trial"],
      attempt: try row["attempt"],
      outcome: try outcome(row, item),
      promptHash: try row["prompt_hash"],
      at: try row["at"]
    )
  }

  private static func probabilities(_ row: Row) throws -> [FieldID: ChoiceProbabilities] {
    let found: [FieldID: ChoiceProbabilities] = try row.decodedIfPresent("probabilities") ?? [:]
    try row.check(fields: found.keys, "probabilities")
    return found
  }

  private static func trace(_ row: Row) throws -> RequestTrace {
    RequestTrace(
      requestHash: try row["request_hash"],
      requestID: try row["request_id"],
      sends: try row["sends"],
      output: try row["output"],
      dropped: try row["dropped"],
      cost: try row["cost"]
    )
  }

  private static func outcome(_ row: Row, _ item: ItemID) throws -> Review.Outcome {
    switch try row["outcome"] as Review.Outcome.Kind {
    case .verdict: .verdict(Verdict(stages: try row.stages("labels", of: item)))
    case .refused: .refused(reason: try row["reason"])
    case .unparsable: .unparsable(reason: try row["reason"])
    case .failed: .failed(reason: try row["reason"])
    }
  }

  /// Keeps a review as of the last jury with its juror, unless that attempt is there already, or the
  /// trial has a verdict.
  /// - Returns: its id, or nil where it was not kept.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``, ``JuryProblem/noSuchJuror(_:)``.
  static func insert(_ review: Review, _ db: Database) throws -> Int64? {
    let row = try ItemRows.id(of: review.item, db)
    guard let jury = try JurorRows.lastJury(with: review.juror, db) else {
      throw StoreError.jury(.noSuchJuror(review.juror))
    }
    let verdict = review.outcome.verdict
    let isTaken = try db.exists(
      """
      SELECT 1 FROM review WHERE item = :item AND juror = :juror AND trial = :trial
        AND (attempt = :attempt OR outcome = 'verdict' AND :is_verdict)
      """,
      [
        "item": row, "juror": review.juror, "trial": review.trial, "attempt": review.attempt,
        "is_verdict": verdict != nil,
      ]
    )
    guard !isTaken else { return nil }
    let trace = review.trace
    return try db.insert(
      """
      INSERT INTO review (item, jury, juror, trial, attempt, outcome, labels, reason, raw_reply,
        prompt_hash, request_hash, request_id, sends, output, dropped, leniencies, cost, reported_model, latency_ms,
        prompt_tokens, completion_tokens, probabilities, at)
      VALUES (:item, :jury, :juror, :trial, :attempt, :outcome, :labels, :reason, :raw_reply,
        :prompt_hash, :request_hash,
        :request_id, :sends, :output, :dropped, :leniencies, :cost, :reported_model, :latency,
        :prompt_tokens, :completion_tokens, :probabilities, :at)
      """,
      [
        "item": row, "jury": jury, "juror": review.juror, "trial": review.trial,
        "attempt": review.attempt, "outcome": review.outcome.kind,
        "labels": verdict?.stages,
        "reason": review.outcome.reason, "raw_reply": review.rawReply,
        "prompt_hash": review.promptHash, "request_hash": trace.requestHash,
        "request_id": trace.requestID, "sends": trace.sends, "output": trace.output,
        "dropped": trace.dropped, "leniencies": review.leniencies, "cost": trace.cost,
        "reported_model": review.reportedModel,
        "latency": review.latencyMilliseconds, "prompt_tokens": review.promptTokens,
        "completion_tokens": review.completionTokens,
        "probabilities": review.probabilities.isEmpty
          ? nil : try CodedJSON.text(of: review.probabilities),
        "at": review.at,
      ]
    )
  }
}

extension Review.Outcome {
  fileprivate var reason: String? {
    switch self {
    case .verdict: nil
    case .refused(let reason), .unparsable(let reason), .failed(let reason): reason
    }
  }
}
