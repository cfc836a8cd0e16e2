import AnnotationCore
import GRDB
import Models

/// A type of which a column holds values.
protocol Storable: Argument {
  associatedtype Stored: Primitive
  /// - Throws: where the column holds no value of this type.
  init(stored: Stored) throws
  var stored: Stored { get }
}

extension Storable {
  var cell: DatabaseValue { stored.databaseValue }
}

/// What SQLite keeps in a column.
protocol Primitive: DatabaseValueConvertible {
  static func read(_ row: GRDB.Row, _ place: Int) throws -> Self
}

extension Primitive where Self: StatementColumnConvertible {
  static func read(_ row: GRDB.Row, _ place: Int) throws -> Self { try row.decode(atIndex: place) }
}

extension Storable where Self: Primitive {
  init(stored: Self) { self = stored }
  var stored: Self { self }
}

extension Int: Primitive, Storable {}
extension Int32: Primitive, Storable {}
extension Int64: Primitive, Storable {}
extension Double: Primitive, Storable {}
extension Bool: Primitive, Storable {}
extension String: Primitive, Storable {}

/// A word or a number that stands for a case; one that is not known is an error.
protocol StoredWord: Storable, RawRepresentable where Stored == RawValue {}

extension StoredWord {
  init(stored: RawValue) throws {
    guard let known = Self(rawValue: stored) else { throw UnknownWord() }
    self = known
  }

  var stored: RawValue { rawValue }
}

private struct UnknownWord: Error {}

extension Timestamp: StoredWord { typealias Stored = Int64 }

extension Money: Storable {
  init(stored: Int64) { self.init(billionths: stored) }
  var stored: Int64 { billionths }
}

/// A list of texts or of ids, as JSON.
extension Array: Argument where Element: ListElement {}
extension Array: Storable where Element: ListElement {
  init(stored: String) throws { self = try Element.list(from: stored) }
  var stored: String { Element.text(of: self) }
}

/// What a column may hold a list of.
protocol ListElement {
  static func list(from text: String) throws -> [Self]
  static func text(of list: [Self]) -> String
}

extension Int64: ListElement {
  static func list(from text: String) throws -> [Int64] { try ValuesJSON.ids(text) }
  static func text(of list: [Int64]) -> String { ValuesJSON.text(of: list) }
}

extension String: ListElement {
  static func list(from text: String) throws -> [String] { try ValuesJSON.strings(text) }
  static func text(of list: [String]) -> String { ValuesJSON.text(of: list) }
}

extension RequestParameter: ListElement {
  static func list(from text: String) throws -> [RequestParameter] {
    try ValuesJSON.strings(text).map { try RequestParameter(stored: $0) }
  }
  static func text(of list: [RequestParameter]) -> String {
    ValuesJSON.text(of: list.map(\.rawValue))
  }
}

extension ReplyLeniency: ListElement {
  static func list(from text: String) throws -> [ReplyLeniency] {
    try ValuesJSON.strings(text).map { word in
      guard let known = ReplyLeniency(rawValue: word) else { throw UnknownWord() }
      return known
    }
  }

  static func text(of list: [ReplyLeniency]) -> String {
    ValuesJSON.text(of: list.map(\.rawValue))
  }
}

extension Labels: ListElement {
  static func list(from text: String) throws -> [Labels] { try ValuesJSON.stages(text) }
  static func text(of list: [Labels]) -> String { ValuesJSON.text(of: list) }
}

/// The labels of a stage, by field, as JSON.
extension Dictionary: Argument where Key == FieldID, Value == FieldValue {}
extension Dictionary: Storable where Key == FieldID, Value == FieldValue {
  init(stored: String) throws { self = try ValuesJSON.values(stored) }
  var stored: String { ValuesJSON.text(of: self) }
}

/// The groups of a person, as JSON.
extension PersonGroups: Storable {
  init(stored: String) throws { self = try ValuesJSON.groups(stored) }
  var stored: String { ValuesJSON.text(of: self) }
}

/// One label, as JSON.
extension FieldValue: Storable {
  init(stored: String) throws { self = try ValuesJSON.value(stored) }
  var stored: String { ValuesJSON.text(of: self) }
}
