import AnnotationCore
import GRDB

/// Reads the dossiers of many items at once: one query for each table, whatever their number.
final class DossierReader {
  /// What is left out.
  enum Detail {
    case everything
    /// Only what the decision rules look at.
    case forRules
  }

  private let db: Database
  private let detail: Detail
  /// What each juror of the jury in force knows when it judges.
  private let jury: [String: ReviewMode]
  /// Disputes repeat; each wording is decoded once.
  private var knownDisputes: [String: Dispute] = [:]

  init(_ db: Database, detail: Detail) throws {
    self.db = db
    self.detail = detail
    jury = try JurorRows.all(db).reduce(into: [:]) { $0[$1.name] = $1.asking.mode }
  }

  /// - Parameter items: rows and items; the dossiers come in the same order.
  func dossiers(of items: [(row: Int64, item: Item)]) throws -> [Dossier] {
    var dossiers = items.map { Dossier(item: $0.item) }
    var places: [Int64: Int] = [:]
    for (place, item) in items.enumerated() { places[item.row] = place }
    let rows = ValuesJSON.text(of: items.map(\.row))
    try readAnnotations(rows, places, &dossiers)
    try readReviews(rows, places, &dossiers)
    try readDecisions(rows, places, &dossiers)
    if detail == .everything {
      try readDisputes(rows, places, &dossiers)
      try readFlags(rows, places, &dossiers)
      try readExposures(rows, places, &dossiers)
    }
    for place in dossiers.indices {
      dossiers[place].jury = JurorStatement.all(of: dossiers[place].reviews, jury: jury)
      dossiers[place].ballots = Self.ballots(
        of: dossiers[place].annotations,
        dossiers[place].jury.compactMap(\.ballot)
      )
    }
    return dossiers
  }

  private func readAnnotations(
    _ rows: String,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each(
      """
      SELECT \(AnnotationRows.columns), a.item
      FROM json_each(?) AS wanted CROSS JOIN annotation AS a ON a.item = wanted.value
      WHERE a.act <> 'withdraw' AND \(AnnotationRows.isLast)
      """,
      rows
    ) { row in
      guard let place = places[row[10]] else { return }
      let annotation = try AnnotationRows.annotation(row, item: dossiers[place].item.id)
      dossiers[place].annotations.append(annotation)
    }
    for place in dossiers.indices {
      dossiers[place].annotations.sort { ($0.person, $0.stage) < ($1.person, $1.stage) }
    }
  }

  private func readReviews(
    _ rows: String,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each(
      """
      SELECT \(ReviewRows.columns), r.item
      FROM json_each(?) AS wanted CROSS JOIN review AS r ON r.item = wanted.value
      \(detail == .forRules ? "WHERE r.outcome = 'verdict'" : "")
      """,
      rows
    ) { row in
      guard let place = places[row[ReviewRows.columnCount]] else { return }
      dossiers[place].reviews.append(
        try ReviewRows.review(row, item: dossiers[place].item.id)
      )
    }
    for place in dossiers.indices {
      dossiers[place].reviews.sort {
        ($0.juror, $0.trial, $0.attempt) < ($1.juror, $1.trial, $1.attempt)
      }
    }
  }

  private func readDecisions(
    _ rows: String,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each(
      """
      SELECT \(DecisionRows.columns), d.item
      FROM json_each(?) AS wanted CROSS JOIN decision AS d ON d.item = wanted.value
      WHERE \(DecisionRows.isLast)
      """,
      rows
    ) { row in
      guard let place = places[row[DecisionRows.columnCount]] else { return }
      let decision = try DecisionRows.decision(row, item: dossiers[place].item.id)
      dossiers[place].decisions[decision.field] = decision
    }
  }

  private func readDisputes(
    _ rows: String,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each(
      """
      SELECT dispute.item, dispute.field, dispute.body
      FROM json_each(?) AS wanted CROSS JOIN dispute ON dispute.item = wanted.value
      """,
      rows
    ) { row in
      guard let place = places[row[0]] else { return }
      let text: String = row[2]
      let dispute = try knownDisputes[text] ?? CodedJSON.value(Dispute.self, text)
      knownDisputes[text] = dispute
      dossiers[place].disputes[row[1]] = dispute
    }
  }

  private func readFlags(
    _ rows: String,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each(
      """
      SELECT flag.id, flag.person, flag.comment, flag.at, flag.item
      FROM json_each(?) AS wanted CROSS JOIN flag ON flag.item = wanted.value
      ORDER BY flag.id
      """,
      rows
    ) { row in
      guard let place = places[row[4]] else { return }
      dossiers[place].flags.append(FlagRows.flag(row, item: dossiers[place].item.id))
    }
  }

  private func readExposures(
    _ rows: String,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each(
      """
      SELECT \(ExposureRows.columns), h.item
      FROM json_each(?) AS wanted CROSS JOIN exposure AS h ON h.item = wanted.value
      ORDER BY h.id
      """,
      rows
    ) { row in
      guard let place = places[row[8]] else { return }
      dossiers[place].exposures.append(
        try ExposureRows.exposure(row, item: dossiers[place].item.id)
      )
    }
    guard dossiers.contains(where: { !$0.exposures.isEmpty }) else { return }
    try each(
      """
      SELECT \(AnnotationRows.columns), a.item
      FROM json_each(?) AS wanted CROSS JOIN annotation AS a ON a.item = wanted.value
        JOIN \(ExposureRows.cuts) AS h ON h.item = a.item AND h.person = a.person
      WHERE a.act = 'commit' AND NOT \(AnnotationRows.isLast)
        AND a.id = \(ExposureRows.lastBefore("h.cut", like: "a"))
      ORDER BY a.person, a.stage
      """,
      rows
    ) { row in
      guard let place = places[row[10]] else { return }
      dossiers[place].earlier.append(
        try AnnotationRows.annotation(row, item: dossiers[place].item.id)
      )
    }
  }

  private func each(_ sql: String, _ rows: String, _ body: (Row) throws -> Void) throws {
    let cursor = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [rows])
    while let row = try cursor.next() { try body(row) }
  }

  /// - Parameters:
  ///   - annotations: in force, by person and stage.
  ///   - jurors: the ballots of the jury in force.
  private static func ballots(of annotations: [Annotation], _ jurors: [Ballot]) -> [Ballot] {
    var ballots: [Ballot] = []
    var one: (person: PersonID, id: Int64, labels: Labels)?
    for annotation in annotations {
      guard let labels = annotation.committed else { continue }
      switch annotation.stage {
      case .one:
        one = (annotation.person, annotation.id, labels)
        ballots.append(
          Ballot(
            rater: .human(annotation.person, stageOne: annotation.id, stageTwo: nil),
            stageOne: labels,
            stageTwo: nil
          )
        )
      case .two:
        guard let one, one.person == annotation.person else { continue }
        ballots[ballots.count - 1] = Ballot(
          rater: .human(annotation.person, stageOne: one.id, stageTwo: annotation.id),
          stageOne: one.labels,
          stageTwo: labels
        )
      }
    }
    return ballots + jurors
  }
}
