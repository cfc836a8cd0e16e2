import AnnotationCore
import GRDB
import Synchronization

/// A project's tables inside one transaction: the few calls that the store needs of a database.
///
/// Arguments are named, as `:item`. One that is a list stands for its elements, as in
/// `WHERE item IN :items` or `FROM :items AS wanted` (with the column `value`), and one that is
/// ``Pairs`` for its rows, as in `FROM :places AS place`. Every statement is prepared once and kept.
///
/// SQLite answers these calls by GRDB, which no other file but those of this folder knows.
struct Database {
  private let connection: GRDB.Database
  private let labels: LabelVocabulary?
  private let log: StatementLog?
  /// The statements whose rows are being handed over: one that is run inside another's rows is prepared
  /// once more, since a statement has one place in its rows.
  private let underWay = StatementsUnderWay()

  /// - Parameters:
  ///   - labels: the labels that there are, which rows are held against.
  ///   - log: notes every statement.
  init(_ connection: GRDB.Database, labels: LabelVocabulary?, log: StatementLog?) {
    self.connection = connection
    self.labels = labels
    self.log = log
  }

  /// Hands over the rows of a query one by one.
  func each(
    _ sql: String,
    _ arguments: Arguments = [:],
    _ body: (Row) throws -> Void
  ) throws {
    let statement = try prepared(sql, arguments)
    underWay.insert(statement)
    defer { underWay.remove(statement) }
    let rows = try GRDB.Row.fetchCursor(statement)
    let columns = Columns(of: statement, labels: labels)
    while let cells = try rows.next() {
      try found(by: statement, in: Row(cells: cells, columns: columns), body)
    }
  }

  /// What `body` makes of a row; damage says where it was found.
  private func found<T>(
    by statement: GRDB.Statement,
    in row: Row,
    _ body: (Row) throws -> T
  ) throws -> T {
    do { return try body(row) } catch let damaged as DamagedRow {
      throw damaged.found(by: statement, in: row, connection)
    }
  }

  /// What `body` makes of each row of a query.
  func rows<T>(
    _ sql: String,
    _ arguments: Arguments = [:],
    _ body: (Row) throws -> T
  ) throws -> [T] {
    var found: [T] = []
    try each(sql, arguments) { found.append(try body($0)) }
    return found
  }

  /// What `body` makes of the first row of a query, or nil where there is none.
  func first<T>(
    _ sql: String,
    _ arguments: Arguments = [:],
    _ body: (Row) throws -> T
  ) throws -> T? {
    let statement = try prepared(sql, arguments)
    underWay.insert(statement)
    defer { underWay.remove(statement) }
    let rows = try GRDB.Row.fetchCursor(statement)
    return try rows.next().map { cells in
      let row = Row(cells: cells, columns: Columns(of: statement, labels: labels))
      return try found(by: statement, in: row, body)
    }
  }

  /// The one column of the first row of a query; nil where there is no row, or it holds NULL.
  func value<T: Storable>(
    _ sql: String,
    _ arguments: Arguments = [:]
  ) throws -> T? {
    try first(sql, arguments) { try $0.only() }.flatMap(\.self)
  }

  /// The one column of every row of a query.
  func values<T: Storable>(
    _ sql: String,
    _ arguments: Arguments = [:]
  ) throws -> [T] {
    try rows(sql, arguments) { row in
      guard let value: T = try row.only() else { throw DamagedRow.null(column: "the only one") }
      return value
    }
  }

  /// Whether a query has a row.
  func exists(_ sql: String, _ arguments: Arguments = [:]) throws -> Bool {
    try GRDB.Row.fetchCursor(prepared(sql, arguments)).next() != nil
  }

  /// The number that a query of one count gives.
  func count(_ sql: String, _ arguments: Arguments = [:]) throws -> Int {
    try value(sql, arguments) ?? 0
  }

  /// Runs a statement that changes rows.
  /// - Returns: how many rows it inserted, updated or deleted, not counting what triggers did.
  @discardableResult
  func run(_ sql: String, _ arguments: Arguments = [:]) throws -> Int {
    try prepared(sql, arguments).execute()
    return connection.changesCount
  }

  /// Runs a statement that inserts one row.
  /// - Returns: the row's id.
  @discardableResult
  func insert(_ sql: String, _ arguments: Arguments = [:]) throws -> Int64 {
    try prepared(sql, arguments).execute()
    return connection.lastInsertedRowID
  }

  /// A statement for many rows, whose arguments stand in their order, as `?`.
  func prepare(_ sql: String) throws -> BulkStatement {
    log?.note(sql)
    return BulkStatement(statement: try connection.cachedStatement(sql: sql), connection)
  }

  private func prepared(_ sql: String, _ arguments: Arguments) throws -> GRDB.Statement {
    let sql = arguments.values.contains { $0?.table != nil } ? Tables.spelled(sql, arguments) : sql
    log?.note(sql)
    var statement = try connection.cachedStatement(sql: sql)
    if underWay.contains(statement) { statement = try connection.makeStatement(sql: sql) }
    if !arguments.isEmpty {
      statement.setUncheckedArguments(
        StatementArguments(arguments.mapValues { $0?.cell ?? DatabaseValue.null })
      )
    }
    return statement
  }
}

/// The statements of a transaction whose rows are being handed over.
private final class StatementsUnderWay {
  private var statements: [GRDB.Statement] = []

  func insert(_ statement: GRDB.Statement) { statements.append(statement) }

  func remove(_ statement: GRDB.Statement) { statements.removeAll { $0 === statement } }

  func contains(_ statement: GRDB.Statement) -> Bool { statements.contains { $0 === statement } }
}

/// The arguments of a statement by name.
typealias Arguments = [String: (any Argument)?]

/// Something that can be an argument of a statement.
protocol Argument {
  var cell: DatabaseValue { get }
  /// What a statement says of it where it stands for several values.
  var table: ArgumentTable? { get }
}

extension Argument {
  var table: ArgumentTable? { nil }
}

/// What an argument that stands for several values is to SQLite, which reads them from JSON.
enum ArgumentTable {
  /// With the column `value`.
  case values
  /// With the columns `key`, a row id, and `value`.
  case pairs

  fileprivate func spelled(_ name: String) -> String {
    switch self {
    case .values: "(SELECT value FROM json_each(:\(name)))"
    case .pairs: "(SELECT CAST(key AS INTEGER) AS key, value FROM json_each(:\(name)))"
    }
  }
}

/// Several values as one argument.
struct List: Argument {
  let cell: DatabaseValue

  init(_ ids: some Sequence<Int64>) {
    cell = ValuesJSON.text(of: Array(ids)).databaseValue
  }

  init(_ texts: some Sequence<String>) {
    cell = ValuesJSON.text(of: Array(texts)).databaseValue
  }

  var table: ArgumentTable? { .values }
}

/// A number for each of several row ids, as one argument.
struct Pairs: Argument {
  let cell: DatabaseValue

  /// - Parameter json: an object whose names are row ids.
  init(json: String) { cell = json.databaseValue }

  var table: ArgumentTable? { .pairs }
}

/// How SQLite reads the arguments that stand for several values.
private enum Tables {
  /// Statements with such arguments as they were written, and as they are spelled: looking for them each
  /// time would take longer than most statements.
  private static let known = Mutex<[String: String]>([:])

  /// The statement with each of them spelled as a table.
  static func spelled(_ sql: String, _ arguments: Arguments) -> String {
    if let spelled = known.withLock({ $0[sql] }) { return spelled }
    let spelled = arguments.reduce(sql) { sql, argument in
      guard let table = argument.value?.table else { return sql }
      return sql.replacing(":" + argument.key, with: table.spelled(argument.key))
    }
    known.withLock { $0[sql] = spelled }
    return spelled
  }
}

/// A statement that is run for many rows.
struct BulkStatement {
  fileprivate let statement: GRDB.Statement
  private let connection: GRDB.Database

  fileprivate init(statement: GRDB.Statement, _ connection: GRDB.Database) {
    self.statement = statement
    self.connection = connection
  }

  /// Runs it with arguments in the order of its question marks.
  /// - Returns: how many rows it changed.
  @discardableResult
  func run(_ arguments: [(any Argument)?]) throws -> Int {
    statement.setUncheckedArguments(
      StatementArguments(arguments.map { $0?.cell ?? DatabaseValue.null })
    )
    try statement.execute()
    return connection.changesCount
  }
}

/// Every statement that was run, for tests that look at how they are carried out.
final class StatementLog: Sendable {
  private let texts = Mutex<Set<String>>([])

  func note(_ sql: String) { texts.withLock { _ = $0.insert(sql) } }

  /// The statements, in alphabetical order.
  var statements: [String] { texts.withLock { $0.sorted() } }
}
