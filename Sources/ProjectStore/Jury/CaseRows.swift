import AnnotationCore

/// What a juror's mode lets it know, added to its cases.
enum CaseRows {
  /// The cases of a juror that were attempted so often, by item and trial; where it judges stage two
  /// alone, those of which the fields that select the criterion are decided.
  static func waiting(
    for juror: Juror,
    attempts: Int,
    limit: Int,
    _ guideline: Guideline,
    _ db: Database
  ) throws -> [(row: Int64, ReviewCase)] {
    let needed = juror.asking.mode == .stageTwo ? guideline.criteria.selectBy : []
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
      case .stageTwo:
        let fields = Set(guideline.fields(of: .one).map(\.id))
        let decided = dossier.decisions.filter { fields.contains($0.key) }
        let values = decided.compactMapValues(\.value)
        guard let selection = rules.criterion(given: values, settled: Set(decided.keys)) else {
          return nil
        }
        next.stageOne = Labels(values: values, selection: selection)
      case .audit:
        // Letters follow what was said, not who said it, so that no letter is a person's.
        let said = dossier.ballots.filter(\.rater.isHuman)
          .sorted { ValuesJSON.text(of: $0.values) < ValuesJSON.text(of: $1.values) }
        next.voices = said.enumerated().map { index, ballot in
          ReviewCase.Voice(letter: Self.letter(index), values: ballot.values)
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
