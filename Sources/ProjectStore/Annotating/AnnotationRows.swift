import AnnotationCore
import GRDB

/// How annotations are read from their table.
enum AnnotationRows {
  /// The columns that ``annotation(_:item:)`` reads, in its order; the table is called `a`.
  static let columns =
    "a.id, a.person, a.stage, a.act, a.labels, a.criterion, a.reason, a.supersedes, a.at, "
    + "a.active_ms"

  /// Holds for the last of each chain.
  static let isLast = "NOT EXISTS (SELECT 1 FROM annotation AS s WHERE s.supersedes = a.id)"

  static func annotation(_ row: Row, item: ItemID) throws -> Annotation {
    Annotation(
      id: row[0],
      item: item,
      person: row[1],
      stage: row[2] == 1 ? .one : .two,
      act: try act(row),
      at: Timestamp(rawValue: row[8]),
      supersedes: row[7],
      active: row[9]
    )
  }

  private static func act(_ row: Row) throws -> Annotation.Act {
    switch row[3] as String {
    case "commit":
      return .commit(
        Labels(values: try ValuesJSON.values(row[4]), selection: selection(row[5]))
      )
    case "skip": return .skip(reason: row[6])
    default: return .withdraw
    }
  }

  /// A criterion's column: none means that the item is set aside.
  static func selection(_ criterion: String?) -> Selection {
    criterion.map(Selection.criterion) ?? .setAside
  }

  /// The last annotation of a person on a stage of an item, or nil.
  static func last(
    item: Int64,
    key: ItemID,
    person: PersonID,
    stage: StageNumber,
    _ db: Database
  ) throws -> Annotation? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(columns) FROM annotation AS a
        WHERE a.item = ? AND a.person = ? AND a.stage = ? ORDER BY a.id DESC LIMIT 1
        """
    )
    return try Row.fetchOne(statement, arguments: [item, person, stage.rawValue])
      .map { try annotation($0, item: key) }
  }
}

extension Annotation {
  /// The labels, where it is a commit.
  var committed: Labels? {
    if case .commit(let labels) = act { labels } else { nil }
  }
}
