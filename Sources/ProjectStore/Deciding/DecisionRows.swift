import AnnotationCore
import GRDB

/// How decisions and disputes are read and kept.
enum DecisionRows {
  /// The columns that ``decision(_:item:)`` reads, in its order; the table is called `d`.
  static let columns = """
    d.id, d.field, d.value, d.how, d.annotations, d.reviews, d.decided_by, d.reason, d.dispute, \
    d.jury_revealed, d.supersedes, d.at, d.opinion
    """
  static let columnCount = 13

  /// Holds for the last of each chain.
  static let isLast = "NOT EXISTS (SELECT 1 FROM decision AS s WHERE s.supersedes = d.id)"

  static func decision(_ row: Row, item: ItemID) throws -> Decision {
    var basis = Decision.Basis(
      how: Decision.How(rawValue: row[3]) ?? .unanimous,
      annotations: try ValuesJSON.ids(row[4]),
      reviews: try ValuesJSON.ids(row[5])
    )
    basis.jurorWeights = try (row[12] as String?).map { try CodedJSON.value(JurorWeights.self, $0) }
    if let lead = row[6] as PersonID? {
      basis.adjudication = Decision.Adjudication(
        lead: lead,
        reason: row[7],
        dispute: try CodedJSON.value(Dispute.self, row[8]),
        juryRevealed: row[9]
      )
    }
    return Decision(
      id: row[0],
      item: item,
      field: row[1],
      value: try (row[2] as String?).map(ValuesJSON.value),
      basis: basis,
      at: Timestamp(rawValue: row[11]),
      supersedes: row[10]
    )
  }

  /// The decisions of an item that are in force, by field.
  static func inForce(
    row: Int64,
    item: ItemID,
    _ db: Database
  ) throws -> [FieldID: Decision] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns) FROM decision AS d WHERE d.item = ? AND \(isLast)"
    )
    var decisions: [FieldID: Decision] = [:]
    let rows = try Row.fetchCursor(statement, arguments: [row])
    while let row = try rows.next() {
      let decision = try decision(row, item: item)
      decisions[decision.field] = decision
    }
    return decisions
  }

  /// Keeps a decision, and returns it with its id.
  static func insert(
    item: ItemID,
    row: Int64,
    field: FieldID,
    value: FieldValue?,
    basis: Decision.Basis,
    at moment: Timestamp,
    _ db: Database
  ) throws -> Decision {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO decision (item, field, value, how, annotations, reviews, decided_by, reason,
          dispute, jury_revealed, at, opinion)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    let adjudication = basis.adjudication
    try statement.execute(
      arguments: [
        row, field, value.map { ValuesJSON.text(of: $0) }, basis.how.rawValue,
        ValuesJSON.text(of: basis.annotations), ValuesJSON.text(of: basis.reviews),
        adjudication?.lead, adjudication?.reason,
        try adjudication.map { try CodedJSON.text(of: $0.dispute) }, adjudication?.juryRevealed,
        moment.rawValue, try basis.jurorWeights.map { try CodedJSON.text(of: $0) },
      ]
    )
    return Decision(
      id: db.lastInsertedRowID,
      item: item,
      field: field,
      value: value,
      basis: basis,
      at: moment,
      supersedes: nil
    )
  }

  /// Puts an item's disputes in place of those it had.
  static func replaceDisputes(
    row: Int64,
    with disputes: [FieldID: Dispute],
    at moment: Timestamp,
    _ db: Database
  ) throws {
    let deletion = try db.cachedStatement(sql: "DELETE FROM dispute WHERE item = ?")
    try deletion.execute(arguments: [row])
    let insertion = try db.cachedStatement(sql: "INSERT INTO dispute VALUES (?, ?, ?, ?, ?)")
    for (field, dispute) in disputes.sorted(by: { $0.key < $1.key }) {
      try insertion.execute(
        arguments: [
          row, field, dispute.kind.rawValue, try CodedJSON.text(of: dispute), moment.rawValue,
        ]
      )
    }
  }
}
