import AnnotationCore
import GRDB

/// How exposures are read and kept.
enum ExposureRows {
  /// The columns that ``exposure(_:item:)`` reads, in its order; the table is called `h`.
  static let columns =
    "h.id, h.person, h.stage, h.mode, h.control, h.reviews, h.follows, h.at"

  /// For each item and person who was shown something: the latest annotation before the first time.
  static let cuts = """
    (SELECT item, person, min(follows) AS cut FROM exposure WHERE control = 0
      GROUP BY item, person)
    """

  /// The last annotation of a chain that is not after a cut, as a query.
  /// - Parameter table: an annotation of the same chain.
  static func lastBefore(_ cut: String, like table: String) -> String {
    """
    (SELECT max(e.id) FROM annotation AS e WHERE e.item = \(table).item
      AND e.person = \(table).person AND e.stage = \(table).stage AND e.id <= \(cut))
    """
  }

  static func exposure(_ row: Row, item: ItemID) throws -> Exposure {
    Exposure(
      id: row[0],
      item: item,
      person: row[1],
      stage: row[2] == 1 ? .one : .two,
      mode: AssistancePolicy.Mode(rawValue: row[3]) ?? .never,
      isControl: row[4],
      reviews: try ValuesJSON.ids(row[5]),
      follows: row[6],
      at: Timestamp(rawValue: row[7])
    )
  }

  /// A person's exposures on an item, the first one first.
  static func exposures(
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> [Exposure] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(columns) FROM exposure AS h WHERE h.item = ? AND h.person = ? ORDER BY h.id"
    )
    return try Row.fetchAll(statement, arguments: [row, person]).map {
      try exposure($0, item: item)
    }
  }

  /// Keeps what is about to be shown or withheld; the very same is kept once.
  static func put(
    _ opinion: JuryOpinion,
    row: Int64,
    person: PersonID,
    stage: StageNumber,
    isControl: Bool,
    guideline: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO exposure (item, person, stage, mode, control, reviews, follows, guideline, at)
        VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(id), 0) FROM annotation), ?, ?)
        ON CONFLICT DO NOTHING
        """
    )
    try statement.execute(
      arguments: [
        row, person, stage.rawValue, opinion.mode.rawValue, isControl,
        ValuesJSON.text(of: opinion.voices.flatMap(\.reviews).sorted()), guideline, moment.rawValue,
      ]
    )
  }
}
