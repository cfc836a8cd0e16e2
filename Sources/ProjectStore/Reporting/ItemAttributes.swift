package import AnnotationCore
import GRDB

/// Something that is known of each item, to tell parts of a benchmark from one another.
package enum ItemAttribute: String, Hashable, Sendable, CaseIterable {
  case language
  case source
  case model
  /// The month in which people last committed something on the item, such as `2026-11`.
  case time
}

extension Project {
  /// What is known of each item of the benchmark; items of which it is not known are left out.
  package func attribute(_ attribute: ItemAttribute) throws(StoreError) -> [ItemID: String] {
    try read { db in
      let rows = try Row.fetchCursor(db, sql: Self.query(attribute))
      var values: [ItemID: String] = [:]
      while let row = try rows.next() {
        if let text = row[1] as String?, !text.isEmpty { values[row[0]] = text }
      }
      return values
    }
  }

  private static func query(_ attribute: ItemAttribute) -> String {
    switch attribute {
    case .language, .source, .model:
      "SELECT key, \(attribute.rawValue) FROM item WHERE \(ItemRows.isInBenchmark)"
    case .time:
      """
      SELECT item.key, strftime('%Y-%m', max(a.at) / 1000, 'unixepoch')
      FROM annotation AS a JOIN item ON item.id = a.item
      WHERE a.act = 'commit' AND \(ItemRows.isInBenchmark) GROUP BY a.item
      """
    }
  }
}
