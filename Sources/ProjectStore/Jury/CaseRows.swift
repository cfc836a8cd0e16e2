import AnnotationCore
import GRDB

/// What a juror's mode lets it know, added to its cases.
enum CaseRows {
  /// A condition on `item`: every field of stage one that selects the criterion is decided.
  static func stageOneIsDecided(_ guideline: Guideline) -> String {
    let fields = guideline.criteria.selectBy
    let list = fields.map { "'" + $0.replacing("'", with: "''") + "'" }.joined(separator: ", ")
    return """
      (SELECT count(DISTINCT d.field) FROM decision AS d
        WHERE d.item = item.id AND d.field IN (\(list)) AND \(DecisionRows.isLast)) = \(fields.count)
      """
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
