import AnnotationCore

/// What a juror's mode lets it know, added to its cases.
enum CaseRows {
  /// The fields that must be decided before a juror is asked; none where it is told nothing of them.
  static func fieldsNeeded(by juror: Juror, _ guideline: Guideline) -> [FieldID] {
    juror.asking.mode == .lastStage
      ? DecisionRules(guideline).fieldsBefore(guideline.lastStage) : []
  }

  /// The cases of a juror that were attempted so often, by item and trial; where it judges the last stage
  /// alone, those of which is decided what that follows from.
  static func waiting(
    for juror: Juror,
    attempts: Int,
    limit: Int,
    _ guideline: Guideline,
    _ db: Database
  ) throws -> [(row: Int64, ReviewCase)] {
    let needed = fieldsNeeded(by: juror, guideline)
    return try db.rows(
      """
      SELECT item.*, t.trial FROM trial_to_ask AS t JOIN item ON item.id = t.item
      WHERE t.juror = :juror AND t.attempts = :attempts
        AND (:needed = 0 OR :needed = (SELECT count(*) FROM decision_in_force AS d
          WHERE d.item = t.item AND d.field IN :fields))
      ORDER BY t.item, t.trial LIMIT :limit
      """,
      [
        "juror": juror.name, "attempts": attempts, "needed": needed.count,
        "fields": List(needed), "limit": limit,
      ]
    ) { row in
      (
        row: try row["id"],
        ReviewCase(
          item: try ItemRows.item(row, withModel: false),
          trial: try row["trial"],
          attempt: attempts + 1
        )
      )
    }
  }

  static func informed(
    _ cases: [(row: Int64, ReviewCase)],
    for mode: ReviewMode,
    _ guideline: Guideline,
    _ db: Database
  ) throws -> [ReviewCase] {
    guard mode != .blind, !cases.isEmpty else { return cases.map(\.1) }
    let reader = try DossierReader(db, detail: .forRules)
    let dossiers = try reader.dossiers(of: cases.map { ($0.row, $0.1.item) })
    let rules = DecisionRules(guideline)
    return zip(cases, dossiers).compactMap { pair, dossier in
      var next = pair.1
      switch mode {
      case .blind: break
      case .lastStage:
        let last = guideline.lastStage
        guard case .open = rules.gate(to: last, decided: dossier.decisions) else { return nil }
        next.decided = last.earlier.map { rules.decidedLabels(of: $0, dossier.decisions) }
      case .audit:
        // Letters follow what was said, not who said it, so that no letter is a person's.
        let said = dossier.ballots.filter(\.rater.isHuman)
          .sorted { ValuesJSON.text(of: $0.values) < ValuesJSON.text(of: $1.values) }
        next.statements = said.enumerated().map { index, ballot in
          ReviewCase.Statement(letter: Self.letter(index), values: ballot.values)
        }
      }
      return next
    }
  }

  private static func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return index < letters.count ? String(letters[index]) : "\(index + 1)"
  }
}
