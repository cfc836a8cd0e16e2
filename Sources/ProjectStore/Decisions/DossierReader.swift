import AnnotationCore

/// Reads the dossiers of many items at once: one query for each table, whatever their number.
final class DossierReader {
  /// What is left out.
  enum Detail {
    case everything
    /// What a release holds: no flags and disputes, and not what counts towards decisions.
    case forRelease
    /// Only what the decision rules look at: no flags, disputes and exposures, and of reviews the verdicts.
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
    let rows = List(items.map(\.row))
    try readAnnotations(rows, places, &dossiers)
    try readReviews(rows, places, &dossiers)
    try readDecisions(rows, places, &dossiers)
    if detail == .everything {
      try readDisputes(rows, places, &dossiers)
      try readFlags(rows, places, &dossiers)
    }
    if detail != .forRules { try readExposures(rows, places, &dossiers) }
    if detail == .forRelease { return dossiers }
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
    _ rows: List,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each("SELECT * FROM annotation_in_force WHERE item IN :rows", rows, places) { row, place in
      dossiers[place].annotations.append(
        try AnnotationRows.annotation(row, item: dossiers[place].item.id)
      )
    }
    for place in dossiers.indices {
      dossiers[place].annotations.sort { ($0.person, $0.stage) < ($1.person, $1.stage) }
    }
  }

  private func readReviews(
    _ rows: List,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    let (columns, table, review) =
      detail == .forRules
      ? (ReviewRows.voteColumns, "verdict", ReviewRows.vote) : ("*", "review", ReviewRows.review)
    try each("SELECT \(columns) FROM \(table) WHERE item IN :rows", rows, places) { row, place in
      dossiers[place].reviews.append(try review(row, dossiers[place].item.id))
    }
    for place in dossiers.indices {
      dossiers[place].reviews.sort {
        ($0.juror, $0.trial, $0.attempt) < ($1.juror, $1.trial, $1.attempt)
      }
    }
  }

  private func readDecisions(
    _ rows: List,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each("SELECT * FROM decision_in_force WHERE item IN :rows", rows, places) { row, place in
      let decision = try DecisionRows.decision(row, item: dossiers[place].item.id)
      dossiers[place].decisions[decision.field] = decision
    }
  }

  private func readDisputes(
    _ rows: List,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each("SELECT item, field, body FROM dispute WHERE item IN :rows", rows, places) {
      row,
      place in
      let text: String = try row["body"]
      let dispute: Dispute = try knownDisputes[text] ?? row.decoded("body")
      knownDisputes[text] = dispute
      dossiers[place].disputes[try row.field("field")] = dispute
    }
  }

  private func readFlags(
    _ rows: List,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each("SELECT * FROM flag WHERE item IN :rows ORDER BY id", rows, places) { row, place in
      dossiers[place].flags.append(try FlagRows.flag(row, item: dossiers[place].item.id))
    }
  }

  private func readExposures(
    _ rows: List,
    _ places: [Int64: Int],
    _ dossiers: inout [Dossier]
  ) throws {
    try each("SELECT * FROM exposure WHERE item IN :rows ORDER BY id", rows, places) { row, place in
      dossiers[place].exposures.append(
        try ExposureRows.exposure(row, item: dossiers[place].item.id)
      )
    }
    guard dossiers.contains(where: { !$0.exposures.isEmpty }) else { return }
    try each(
      "SELECT * FROM commit_before_exposure WHERE item IN :rows ORDER BY person, stage",
      rows,
      places
    ) { row, place in
      dossiers[place].earlier.append(
        try AnnotationRows.annotation(row, item: dossiers[place].item.id)
      )
    }
  }

  /// Hands over each row with the place of its item.
  private func each(
    _ sql: String,
    _ rows: List,
    _ places: [Int64: Int],
    _ body: (Row, Int) throws -> Void
  ) throws {
    try db.each(sql, ["rows": rows]) { row in
      if let place = places[try row["item"]] { try body(row, place) }
    }
  }

  /// - Parameters:
  ///   - annotations: in force, by person and stage.
  ///   - jurors: the ballots of the jury in force.
  private static func ballots(of annotations: [Annotation], _ jurors: [Ballot]) -> [Ballot] {
    var ballots: [Ballot] = []
    var said: [(id: Int64, labels: Labels)] = []
    for (place, annotation) in annotations.enumerated() {
      // A stage counts where those before it do.
      if let labels = annotation.committed, annotation.stage.index == said.count {
        said.append((annotation.id, labels))
      }
      let isLast =
        place + 1 == annotations.count || annotations[place + 1].person != annotation.person
      guard isLast else { continue }
      if !said.isEmpty {
        ballots.append(
          Ballot(
            rater: .human(annotation.person, annotations: said.map(\.id)),
            stages: said.map(\.labels)
          )
        )
      }
      said = []
    }
    return ballots + jurors
  }
}
