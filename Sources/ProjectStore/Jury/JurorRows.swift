import AnnotationCore
import GRDB

/// How jurors are read from their table.
enum JurorRows {
  /// The jury in force, by name.
  static func all(_ db: Database) throws -> [Juror] {
    try configurations(db).map { try CodedJSON.value(Juror.self, $0.1) }
  }

  /// Names and configurations of the jury in force, by name.
  static func configurations(_ db: Database) throws -> [(String, String)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT name, configuration FROM juror
        WHERE jury = (SELECT max(id) FROM jury) ORDER BY name
        """
    )
    .map { ($0[0], $0[1]) }
  }

  /// The last jury that has a juror of this name.
  static func lastJury(with name: String, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT max(jury) FROM juror WHERE name = ?"),
      arguments: [name]
    )
  }

  /// The juror of a name as it was configured last.
  static func last(named name: String, _ db: Database) throws -> Juror? {
    try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT configuration FROM juror WHERE name = ? ORDER BY jury DESC LIMIT 1"
      ),
      arguments: [name]
    )
    .map { try CodedJSON.value(Juror.self, $0) }
  }

  /// The juror of which another one is a copy, and which gave something under its own name or has a
  /// batch under way; nil where there is none.
  static func original(of copy: Juror, _ db: Database) throws -> Juror? {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT DISTINCT name, configuration FROM juror WHERE name <> ? ORDER BY name",
      arguments: [copy.name]
    )
    for row in rows {
      let known = try CodedJSON.value(Juror.self, row[1] as String)
      guard copy.isCopy(of: known) else { continue }
      for found in [
        try lastThatSpoke(as: known.name, db), try BatchRows.jurorUnderWay(as: known.name, db),
      ].compactMap(\.self) where copy.isCopy(of: found) {
        return found
      }
    }
    return nil
  }

  /// The juror as it was configured when it last gave something under this name.
  static func lastThatSpoke(as name: String, _ db: Database) throws -> Juror? {
    try String.fetchOne(
      db,
      sql: """
        SELECT configuration FROM juror WHERE name = ?1 AND jury =
          (SELECT max(jury) FROM review WHERE juror = ?1 AND outcome IN ('verdict', 'refused'))
        """,
      arguments: [name]
    )
    .map { try CodedJSON.value(Juror.self, $0) }
  }
}

/// How reviews are read from their table.
enum ReviewRows {
  /// The columns that ``review(_:item:)`` reads, in its order; the table is called `r`.
  static let columns = """
    r.id, r.juror, r.attempt, r.outcome, r.stage_one, r.criterion, r.stage_two, \
    r.stage_two_criterion, r.reason, r.raw_reply, r.prompt_hash, r.reported_model, r.latency_ms, \
    r.prompt_tokens, r.completion_tokens, r.at, r.trial, r.request_hash, r.request_id, r.sends, \
    r.output, r.dropped, r.cost, r.probabilities
    """
  static let columnCount = 24

  static func review(_ row: Row, item: ItemID) throws -> Review {
    Review(
      id: row[0],
      item: item,
      juror: row[1],
      trial: row[16],
      attempt: row[2],
      outcome: try outcome(row),
      rawReply: row[9],
      promptHash: row[10],
      trace: trace(row),
      reportedModel: row[11],
      latencyMilliseconds: row[12],
      promptTokens: row[13],
      completionTokens: row[14],
      probabilities: try (row[23] as String?).map {
        try CodedJSON.value([FieldID: ChoiceProbabilities].self, $0)
      } ?? [:],
      at: Timestamp(rawValue: row[15])
    )
  }

  private static func trace(_ row: Row) -> Review.Trace {
    Review.Trace(
      requestHash: row[17],
      requestID: row[18],
      sends: row[19],
      output: (row[20] as String?).flatMap(Juror.StructuredOutput.init),
      dropped: (row[21] as String).split(separator: ",").map(String.init),
      cost: Money(billionths: row[22])
    )
  }

  private static func outcome(_ row: Row) throws -> Review.Outcome {
    switch row[3] as String {
    case "verdict": return .verdict(try verdict(row))
    case "refused": return .refused(reason: row[8])
    case "unparsable": return .unparsable(reason: row[8])
    default: return .failed(reason: row[8])
    }
  }

  private static func verdict(_ row: Row) throws -> Verdict {
    Verdict(
      stageOne: Labels(
        values: try ValuesJSON.values(row[4]),
        selection: AnnotationRows.selection(row[5])
      ),
      stageTwo: try (row[6] as String?).map { values in
        Labels(
          values: try ValuesJSON.values(values),
          selection: AnnotationRows.selection(row[7])
        )
      }
    )
  }
}
