package import AnnotationCore

extension Project {
  /// The answers that a writer owes, those first that were never tried.
  /// - Parameters:
  ///   - writer: as it was registered.
  ///   - limit: how many at most.
  package func casesForWriter(_ writer: Writer, limit: Int) throws(StoreError) -> [AnswerCase] {
    try read(.manage) { db in
      var cases: [AnswerCase] = []
      for used in 0..<max(0, writer.model.limits.attempts) where cases.count < limit {
        cases += try db.rows(
          """
          SELECT q.*, owed.sample FROM answer_owed AS owed JOIN question AS q ON q.id = owed.question
          WHERE owed.writer = :writer AND owed.attempts = :used
          ORDER BY q.id, owed.sample LIMIT :limit
          """,
          ["writer": writer.name, "used": used, "limit": limit - cases.count]
        ) { row in
          AnswerCase(
            question: try QuestionRows.question(row),
            sample: try row["sample"],
            attempt: used + 1
          )
        }
      }
      return cases
    }
  }

  /// Keeps how attempts to get answers ended, with the prompts that were sent, all of them or none.
  /// - Returns: of each whether it was kept; one that is there already, or that comes after its
  ///   answer, is left out: a second run was faster.
  /// - Throws: ``AnswerProblem/noSuchQuestion(_:)``, ``AnswerProblem/noSuchWriter(_:)``.
  @discardableResult
  package func record(_ attempts: [AnswerAttempt]) throws(StoreError) -> [Bool] {
    try write(.manage) { db in
      try attempts.map { attempt in
        try PromptRows.keep(attempt.prompt, db)
        return try AttemptRows.insert(attempt, db)
      }
    }
  }

  /// What all answers together cost, and what was asked for them and not answered.
  package func spentOnAnswers() throws(StoreError) -> Money {
    let spent: Money =
      try read(.figures) { db in try db.value("SELECT sum(cost) FROM answer_attempt") ?? .zero }
    return try spent + spentOnUnanswered(for: .answer)
  }
}

/// How attempts at answers are kept.
enum AttemptRows {
  enum Outcome: String, StoredWord {
    typealias Stored = String
    case answered = "answered"
    case refused = "refused"
    case flawed = "flawed"
    case cutShort = "cut_short"
    case failed = "failed"
  }

  /// - Returns: whether it was kept.
  static func insert(_ attempt: AnswerAttempt, _ db: Database) throws -> Bool {
    let question: Int64? = try db.value(
      "SELECT id FROM question WHERE key = :key",
      ["key": attempt.question]
    )
    guard let question else { throw StoreError.answers(.noSuchQuestion(attempt.question)) }
    let writer: Int64? = try db.value(
      "SELECT max(id) FROM writer WHERE name = :name",
      ["name": attempt.writer]
    )
    guard let writer else { throw StoreError.answers(.noSuchWriter(attempt.writer)) }
    let isTaken = try db.exists(
      """
      SELECT 1 FROM answer_attempt WHERE question = :question AND name = :name
        AND sample = :sample AND (attempt = :attempt OR outcome IN ('answered', 'refused'))
      """,
      [
        "question": question, "name": attempt.writer, "sample": attempt.sample,
        "attempt": attempt.attempt,
      ]
    )
    guard !isTaken else { return false }
    let trace = attempt.trace
    try db.insert(
      """
      INSERT INTO answer_attempt (question, writer, name, sample, attempt, outcome, answer, flaw,
        reason, raw_reply, prompt_hash, request_hash, request_id, sends, dropped, cost,
        reported_model, latency_ms, prompt_tokens, completion_tokens, at)
      VALUES (:question, :writer, :name, :sample, :attempt, :outcome, :answer, :flaw, :reason,
        :raw_reply, :prompt_hash, :request_hash, :request_id, :sends, :dropped, :cost,
        :reported_model, :latency, :prompt_tokens, :completion_tokens, :at)
      """,
      [
        "question": question, "writer": writer, "name": attempt.writer,
        "sample": attempt.sample, "attempt": attempt.attempt, "outcome": attempt.outcome.word,
        "answer": attempt.outcome.answer, "flaw": attempt.outcome.flaw?.kind,
        "reason": attempt.outcome.reason, "raw_reply": attempt.rawReply,
        "prompt_hash": attempt.prompt.hash, "request_hash": trace.requestHash,
        "request_id": trace.requestID, "sends": trace.sends, "dropped": trace.dropped,
        "cost": trace.cost, "reported_model": attempt.reportedModel,
        "latency": attempt.latencyMilliseconds, "prompt_tokens": attempt.promptTokens,
        "completion_tokens": attempt.completionTokens, "at": attempt.at,
      ]
    )
    return true
  }
}

extension AnswerAttempt.Outcome {
  fileprivate var word: AttemptRows.Outcome {
    switch self {
    case .answered: .answered
    case .refused: .refused
    case .flawed: .flawed
    case .cutShort: .cutShort
    case .failed: .failed
    }
  }

  fileprivate var flaw: AnswerFlaw? {
    if case .flawed(let flaw) = self { flaw } else { nil }
  }

  fileprivate var reason: String? {
    switch self {
    case .answered: nil
    case .flawed(let flaw): flaw.sentence
    case .refused(let reason), .cutShort(let reason), .failed(let reason): reason
    }
  }
}
