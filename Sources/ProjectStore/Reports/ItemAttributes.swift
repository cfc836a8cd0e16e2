package import AnnotationCore

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
    try read(.figures) { db in
      var values: [ItemID: String] = [:]
      try db.each(Self.query(attribute)) { row in
        let text: String? = try row["value"]
        if let text, !text.isEmpty { values[try row["key"]] = text }
      }
      return values
    }
  }

  private static func query(_ attribute: ItemAttribute) -> String {
    switch attribute {
    case .language: "SELECT key, language AS value FROM benchmark_item"
    case .source: "SELECT key, source AS value FROM benchmark_item"
    case .model: "SELECT key, model AS value FROM benchmark_item"
    case .time:
      """
      SELECT item.key, strftime('%Y-%m', max(a.at) / 1000, 'unixepoch') AS value
      FROM annotation AS a JOIN benchmark_item AS item ON item.id = a.item
      WHERE a.act = 'commit' GROUP BY a.item
      """
    }
  }
}
