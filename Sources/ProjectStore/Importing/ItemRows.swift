import AnnotationCore
import GRDB

/// How items are read from their table.
enum ItemRows {
  /// The columns that ``item(_:withModel:)`` reads, in its order; the table is called `item`.
  static let columns =
    "item.id, item.key, item.language, item.question, item.answer, item.source, item.model"

  /// Holds for the items of the benchmark; training items are none of them.
  static let isInBenchmark =
    "NOT " + ReferenceRows.isTraining("item.id") + " AND NOT " + isSingleStage

  /// Holds where an item is labelled without stage one.
  static let isSingleStage = "EXISTS (SELECT 1 FROM single_stage AS s1 WHERE s1.item = item.id)"

  /// What stands in for stage one of an item that is labelled without it; nil for the others.
  static func singleStage(row: Int64, _ db: Database) throws -> Labels? {
    let statement = try db.cachedStatement(sql: "SELECT criterion FROM single_stage WHERE item = ?")
    return try String.fetchOne(statement, arguments: [row]).map {
      Labels(values: [:], selection: .criterion($0))
    }
  }

  /// - Parameter withModel: whether to say what wrote the answer, which raters are not to see.
  static func item(_ row: Row, withModel: Bool) -> Item {
    Item(
      id: row[1],
      language: row[2],
      question: row[3],
      answer: row[4],
      source: row[5],
      model: withModel ? row[6] : nil
    )
  }

  /// The row of an item.
  static func id(of key: ItemID, _ db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT id FROM item WHERE key = ?")
    guard let id = try Int64.fetchOne(statement, arguments: [key]) else {
      throw StoreError.noSuchItem(key)
    }
    return id
  }
}
