import AnnotationCore
import GRDB

/// A row that holds what no program of ours wrote.
struct DamagedRow: Error, Hashable, CustomStringConvertible {
  private let what: String
  /// The column that holds it, where it is one.
  fileprivate let column: String?
  /// The tables it may be of, and what tells it from their other rows.
  fileprivate var place: String?

  static func value(_ value: String, column: String) -> DamagedRow {
    DamagedRow(
      what: "the column '\(column)' holds '\(value.prefix(80))', which this program does not know",
      column: column
    )
  }

  static func null(column: String) -> DamagedRow {
    DamagedRow(what: "the column '\(column)' holds nothing", column: column)
  }

  static func label(_ unknown: UnknownLabel, item: ItemID, column: String) -> DamagedRow {
    DamagedRow(
      what: "the item '\(item)' has the label \(unknown.value.stored.prefix(80)) in the field "
        + "'\(unknown.field)', which the guideline does not know, in the column '\(column)'",
      column: column
    )
  }

  static func criterion(_ id: CriterionID, item: ItemID, column: String) -> DamagedRow {
    DamagedRow(
      what:
        "the item '\(item)' was judged by the criterion '\(id.prefix(80))', which the guideline "
        + "does not know, in the column '\(column)'",
      column: column
    )
  }

  /// Rows that are not there.
  static func missing(_ rows: String) -> DamagedRow { DamagedRow(what: rows, column: nil) }

  private init(what: String, column: String?) {
    self.what = what
    self.column = column
  }

  var description: String { what + (place.map { ": " + $0 } ?? "") }
}

extension DamagedRow {
  /// The same with the place where a statement found it.
  func found(by statement: GRDB.Statement, in row: Row, _ connection: GRDB.Database) -> DamagedRow {
    guard place == nil else { return self }
    var found = self
    let tables = Self.tables(with: column, of: statement, connection).joined(separator: " or ")
    let row = row.identification
    found.place = "table \(tables)" + (row.isEmpty ? "" : ", row with \(row)")
    return found
  }

  /// The tables that a statement reads, without those that have no such column.
  private static func tables(
    with column: String?,
    of statement: GRDB.Statement,
    _ connection: GRDB.Database
  ) -> [String] {
    // Such as "item(key,id),person(*)".
    let region = "\(statement.databaseRegion)"
    var tables: [(name: String, columns: [String])] = []
    for part in region.split(separator: ")") {
      let halves = part.drop { $0 == "," }.split(separator: "(", maxSplits: 1).map(String.init)
      // Views and functions stand beside the tables that they read.
      guard let name = halves.first, (try? connection.tableExists(name)) == true else { continue }
      let columns = halves.dropFirst().first ?? ""
      let all = (try? connection.columns(in: name).map(\.name)) ?? []
      tables.append((name, columns == "*" ? all : columns.split(separator: ",").map(String.init)))
    }
    let having = tables.filter { table in column.map(table.columns.contains) ?? true }
    return (having.isEmpty ? tables : having).map(\.name)
  }
}
