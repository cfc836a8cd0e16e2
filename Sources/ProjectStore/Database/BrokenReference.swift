/// A row that names another one that is not there.
struct BrokenReference {
  var table: String
  /// Nil where the table has none.
  var row: Int64?
  /// The table whose row is missing.
  var parent: String
  /// The columns that name it, each with the parent's column.
  var columns: [(from: String, to: String)]
}

extension Database {
  /// The first row that names another one that is not there; nil where all of them are.
  func brokenReference() throws -> BrokenReference? {
    let found = try first("PRAGMA foreign_key_check") { row in
      (
        broken: BrokenReference(
          table: try row["table"],
          row: try row["rowid"],
          parent: try row["parent"],
          columns: []
        ),
        key: try row["fkid"] as Int
      )
    }
    guard var broken = found?.broken else { return nil }
    broken.columns = try rows("PRAGMA foreign_key_list(\(broken.table))") { row in
      (key: try row["id"] as Int, from: try row["from"] as String, to: try row["to"] as String)
    }.filter { $0.key == found?.key }.map { ($0.from, $0.to) }
    return broken
  }
}
