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
}

/// How reviews are read from their table.
enum ReviewRows {
  /// The columns that ``review(_:item:)`` reads, in its order; the table is called `r`.
  static let columns = """
    r.id, r.juror, r.attempt, r.outcome, r.stage_one, r.criterion, r.stage_two, \
    r.stage_two_criterion, r.reason, r.raw_reply, r.prompt_hash, r.reported_model, r.latency_ms, \
    r.prompt_tokens, r.completion_tokens, r.at
    """

  static func review(_ row: Row, item: ItemID) throws -> Review {
    Review(
      id: row[0],
      item: item,
      juror: row[1],
      attempt: row[2],
      outcome: try outcome(row),
      rawReply: row[9],
      promptHash: row[10],
      reportedModel: row[11],
      latencyMilliseconds: row[12],
      promptTokens: row[13],
      completionTokens: row[14],
      at: Timestamp(rawValue: row[15])
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
