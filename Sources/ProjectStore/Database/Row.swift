import AnnotationCore
import GRDB

/// One row of a result, read by the names of its columns.
struct Row {
  private let cells: GRDB.Row
  private let columns: Columns

  init(cells: GRDB.Row, columns: Columns) {
    self.cells = cells
    self.columns = columns
  }

  /// A column that holds a value.
  /// - Throws: ``DamagedRow`` where it is NULL, or holds what it should not.
  subscript<T: Storable>(_ name: String) -> T {
    get throws { try value(at: try columns.place(of: name), name) }
  }

  /// A column that holds a value or NULL.
  /// - Throws: ``DamagedRow`` where it holds what it should not.
  subscript<T: Storable>(_ name: String) -> T? {
    get throws {
      let place = try columns.place(of: name)
      return cells.hasNull(atIndex: place) ? nil : try value(at: place, name)
    }
  }

  /// The first column, or nil where it is NULL.
  func only<T: Storable>() throws -> T? {
    cells.hasNull(atIndex: 0) ? nil : try value(at: 0, "the only one")
  }

  /// The labels of some fields of an item.
  /// - Throws: ``DamagedRow`` where one of them is none that the guideline knows.
  func labels(_ name: String, of item: ItemID) throws -> FieldValues {
    let values: FieldValues = try self[name]
    try columns.check(values, of: item, name)
    return values
  }

  /// The labels of some fields of an item, or nil where the column is NULL.
  /// - Throws: ``DamagedRow`` where one of them is none that the guideline knows.
  func labelsIfPresent(_ name: String, of item: ItemID) throws -> FieldValues? {
    let values: FieldValues? = try self[name]
    if let values { try columns.check(values, of: item, name) }
    return values
  }

  /// The label of one field of an item, or nil where there is none.
  /// - Throws: ``DamagedRow`` where it is none that the guideline knows.
  func label(_ name: String, of field: FieldID, on item: ItemID) throws -> FieldValue? {
    guard let value: FieldValue = try self[name] else { return nil }
    try columns.check([field: value], of: item, name)
    return value
  }

  /// The id of a field.
  /// - Throws: ``DamagedRow`` where it is none that the guideline knows.
  func field(_ name: String) throws -> FieldID {
    let id: FieldID = try self[name]
    try check(fields: [id], name)
    return id
  }

  /// Makes sure that the guideline knows the fields that a column names.
  /// - Throws: ``DamagedRow``.
  func check(fields: some Sequence<FieldID>, _ name: String) throws {
    for field in fields where !columns.knows(field: field) {
      throw DamagedRow.value(field, column: name)
    }
  }

  /// The id of a criterion, or nil where the column is NULL.
  /// - Throws: ``DamagedRow`` where it is none that the guideline knows.
  func criterion(_ name: String, of item: ItemID) throws -> CriterionID? {
    let id: CriterionID? = try self[name]
    try columns.check(id, of: item, name)
    return id
  }

  /// The labels of a stage of an item.
  /// - Parameters:
  ///   - values: the column of the labels.
  ///   - criterion: the column of the criterion; NULL where the stage has none.
  func labels(_ values: String, criterion: String, of item: ItemID) throws -> Labels {
    let id = try self.criterion(criterion, of: item)
    return Labels(values: try labels(values, of: item), criterion: id)
  }

  /// What a rater said of an item, stage by stage.
  /// - Throws: ``DamagedRow`` where one of the labels is none that the guideline knows.
  func stages(_ column: String, of item: ItemID) throws -> [Labels] {
    let stages: [Labels] = try self[column]
    for labels in stages {
      try columns.check(labels.criterion, of: item, column)
      try columns.check(labels.values, of: item, column)
    }
    return stages
  }

  /// What tells the row from others, as far as its columns hold it.
  var identification: String {
    let names = [
      "id", "key", "name", "hash", "batch", "line", "number", "run", "item", "person", "stage",
      "field", "jury", "juror", "trial", "attempt", "language", "guideline",
    ]
    return names.compactMap { name in
      guard let place = columns.knownPlace(of: name), !cells.hasNull(atIndex: place) else {
        return nil
      }
      let value: DatabaseValue = cells[place]
      return "\(name) \(value)"
    }.joined(separator: ", ")
  }

  private func value<T: Storable>(at place: Int, _ name: String) throws -> T {
    let stored: T.Stored
    do { stored = try T.Stored.read(cells, place) } catch {
      if cells.hasNull(atIndex: place) { throw DamagedRow.null(column: name) }
      throw DamagedRow.value("\(cells[place] ?? "NULL")", column: name)
    }
    do { return try T(stored: stored) } catch {
      throw DamagedRow.value("\(stored)", column: name)
    }
  }
}

/// The columns of a statement's rows.
final class Columns {
  private let places: [String: Int]
  private let vocabulary: LabelVocabulary?
  /// The columns in the order in which they are asked for, which is the same for every row.
  private var asked: [(name: String, place: Int)] = []
  private var next = 0

  init(of statement: GRDB.Statement, labels vocabulary: LabelVocabulary?) {
    places = Dictionary(
      statement.columnNames.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
    self.vocabulary = vocabulary
  }

  func place(of name: String) throws -> Int {
    if next == asked.count { next = 0 }
    if next < asked.count, asked[next].name == name {
      next += 1
      return asked[next - 1].place
    }
    guard let place = places[name] else { throw DamagedRow.null(column: name) }
    if asked.count < 64 {
      asked.append((name, place))
      next = asked.count
    }
    return place
  }

  func knownPlace(of name: String) -> Int? { places[name] }

  func knows(field: FieldID) -> Bool { vocabulary?.knows(field: field) ?? true }

  func check(_ criterion: CriterionID?, of item: ItemID, _ column: String) throws {
    guard let criterion, let vocabulary, !vocabulary.knows(criterion: criterion) else { return }
    throw DamagedRow.criterion(criterion, item: item, column: column)
  }

  func check(_ values: FieldValues, of item: ItemID, _ column: String) throws {
    guard let unknown = vocabulary?.unknown(in: values) else { return }
    throw DamagedRow.label(unknown, item: item, column: column)
  }
}
