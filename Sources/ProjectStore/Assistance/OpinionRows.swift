import AnnotationCore

/// How what the jury says of an item is read for its annotators.
enum OpinionRows {
  /// Whether a person may be shown the jury's opinion of an item: what was drawn to be without it looks
  /// as if there were none.
  static func isShowable(row: Int64, to person: PersonID, _ db: Database) throws -> Bool {
    try db.exists(
      "SELECT 1 FROM opinion_to_show WHERE item = :item AND person = :person",
      ["item": row, "person": person]
    )
  }

  /// What the jurors in force say of an item who have given a verdict, in an order that is the item's
  /// own.
  static func statements(row: Int64, item: ItemID, _ db: Database) throws -> [JurorStatement] {
    try statements(
      "SELECT * FROM verdict_in_force WHERE item = :item",
      ["item": row],
      item: item,
      db
    )
  }

  /// What jurors say by some reviews of an item alone, in the same order: as it was shown.
  static func statements(
    of reviews: [Int64],
    item: ItemID,
    _ db: Database
  ) throws -> [JurorStatement] {
    try statements(
      "SELECT * FROM verdict WHERE id IN :reviews",
      ["reviews": List(reviews)],
      item: item,
      db
    )
  }

  private static func statements(
    _ sql: String,
    _ arguments: Arguments,
    item: ItemID,
    _ db: Database
  ) throws -> [JurorStatement] {
    let reviews = try db.rows(sql, arguments) { try ReviewRows.review($0, item: item) }
    var jury: [String: ReviewMode] = [:]
    for juror in Set(reviews.map(\.juror)) {
      // Since it spoke, its name stands for one way of asking.
      guard let known = try JurorRows.last(named: juror, db) else {
        throw DamagedRow.missing(
          "the juror '\(juror.prefix(80))', of whom there are reviews, is not in 'juror'"
        )
      }
      jury[juror] = known.asking.mode
    }
    var drawn: [(place: UInt64, said: JurorStatement)] = []
    for said in JurorStatement.all(of: reviews, jury: jury) {
      var random = SplitMix64(drawnFrom: [item, said.juror])
      drawn.append((random.next(), said))
    }
    return drawn.sorted { ($0.place, $0.said.juror) < ($1.place, $1.said.juror) }.map(\.said)
  }
}
