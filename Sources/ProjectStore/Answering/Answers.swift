package import AnnotationCore
import GRDB

extension Project {
  /// The answers that a writer owes, those first that were never tried.
  /// - Parameter limit: how many at most.
  package func casesForWriter(_ writer: Juror, limit: Int) throws(StoreError) -> [AnswerCase] {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          \(WriterRows.owed)
          SELECT \(QuestionRows.columns), s.number FROM question AS q CROSS JOIN s
          WHERE NOT \(WriterRows.isOver) AND \(WriterRows.attempts) = ?3
          ORDER BY q.id, s.number LIMIT ?4
          """
      )
      var cases: [AnswerCase] = []
      for used in 0..<max(0, writer.limits.attempts) where cases.count < limit {
        let rows = try Row.fetchAll(
          statement,
          arguments: [writer.name, writer.asking.samples, used, limit - cases.count]
        )
        cases += rows.map { row in
          AnswerCase(question: QuestionRows.question(row), sample: row[4], attempt: used + 1)
        }
      }
      return cases
    }
  }

  /// Keeps how attempts to get answers ended, with the prompts that were sent, all of them or none.
  /// - Returns: of each whether it was kept; one that is there already, or that comes after its
  ///   answer, is left out: a second run was faster.
  /// - Throws: ``StoreError/noSuchQuestion(_:)``, ``StoreError/noSuchWriter(_:)``.
  @discardableResult
  package func record(_ attempts: [AnswerAttempt]) throws(StoreError) -> [Bool] {
    try write { db in
      try attempts.map { attempt in
        try Self.keep(attempt.prompt, db)
        return try Self.insert(attempt, db)
      }
    }
  }

  /// What all answers together cost.
  package func spentOnAnswers() throws(StoreError) -> Money {
    try read { db in
      Money(billionths: try Int64.fetchOne(db, sql: "SELECT sum(cost) FROM answer_attempt") ?? 0)
    }
  }

  private static func insert(_ attempt: AnswerAttempt, _ db: Database) throws -> Bool {
    let question = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM question WHERE key = ?"),
      arguments: [attempt.question]
    )
    guard let question else { throw StoreError.noSuchQuestion(attempt.question) }
    let writer = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT max(id) FROM writer WHERE name = ?"),
      arguments: [attempt.writer]
    )
    guard let writer else { throw StoreError.noSuchWriter(attempt.writer) }
    let isTaken = try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM answer_attempt
            WHERE question = ? AND name = ? AND sample = ?
              AND (attempt = ? OR outcome IN ('answered', 'refused')))
          """
      ),
      arguments: [question, attempt.writer, attempt.sample, attempt.attempt]
    )
    guard isTaken == false else { return false }
    let trace = attempt.trace
    try db.cachedStatement(
      sql: """
        INSERT INTO answer_attempt (question, writer, name, sample, attempt, outcome, answer, flaw,
          reason, raw_reply, prompt_hash, request_hash, request_id, sends, dropped, cost,
          reported_model, latency_ms, prompt_tokens, completion_tokens, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        question, writer, attempt.writer, attempt.sample, attempt.attempt,
        attempt.outcome.column, attempt.outcome.answer, attempt.outcome.flaw?.kind,
        attempt.outcome.reason, attempt.rawReply, attempt.prompt.hash, trace.requestHash,
        trace.requestID, trace.sends, trace.dropped.joined(separator: ","),
        trace.cost.billionths, attempt.reportedModel, attempt.latencyMilliseconds,
        attempt.promptTokens, attempt.completionTokens, attempt.at.rawValue,
      ]
    )
    return true
  }
}

extension AnswerAttempt.Outcome {
  fileprivate var column: String {
    switch self {
    case .answered: "answered"
    case .refused: "refused"
    case .flawed: "flawed"
    case .cutShort: "cut_short"
    case .failed: "failed"
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
