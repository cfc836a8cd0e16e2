package import AnnotationCore
import GRDB

/// Something that is known of each item, to tell parts of a benchmark from one another.
package enum ItemAttribute: Hashable, Sendable {
  case language
  case source
  case model
  /// The month in which people last committed something on the item, such as `2026-11`.
  case time
  /// What was decided for a field.
  case decided(FieldID)
}

extension Project {
  /// What is known of each item of the benchmark; items of which it is not known are left out.
  package func attribute(_ attribute: ItemAttribute) throws(StoreError) -> [ItemID: String] {
    try read { db in
      let (sql, arguments) = Self.query(attribute)
      let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
      var values: [ItemID: String] = [:]
      while let row = try rows.next() {
        guard let text = row[1] as String?, !text.isEmpty else { continue }
        guard case .decided = attribute else {
          values[row[0]] = text
          continue
        }
        values[row[0]] = Self.name(of: try ValuesJSON.value(text))
      }
      return values
    }
  }

  private static func query(_ attribute: ItemAttribute) -> (String, StatementArguments) {
    switch attribute {
    case .language, .source, .model:
      let column = "\(attribute)"
      return ("SELECT key, \(column) FROM item WHERE \(ItemRows.isInBenchmark)", [])
    case .time:
      return (
        """
        SELECT item.key, strftime('%Y-%m', max(a.at) / 1000, 'unixepoch')
        FROM annotation AS a JOIN item ON item.id = a.item
        WHERE a.act = 'commit' AND \(ItemRows.isInBenchmark) GROUP BY a.item
        """, []
      )
    case .decided(let field):
      return (
        """
        SELECT item.key, d.value FROM decision AS d JOIN item ON item.id = d.item
        WHERE d.field = ? AND \(ItemRows.isInBenchmark)
          AND NOT EXISTS (SELECT 1 FROM decision AS s WHERE s.supersedes = d.id)
        """, [field]
      )
    }
  }

  private static func name(of value: FieldValue) -> String {
    switch value {
    case .single(let choice): choice
    case .multiple(let choices): choices.isEmpty ? "none" : choices.sorted().joined(separator: "+")
    case .scale(let step): String(step)
    case .text(let text): text
    }
  }
}
