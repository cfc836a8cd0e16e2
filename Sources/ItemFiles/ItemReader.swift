package import AnnotationCore
import Digests
import Foundation
import JSON
import SafeText

/// Reads items from a file of JSON lines, one by one.
package final class ItemReader {
  /// What an item may hold.
  ///
  /// The schema is held against this table.
  package static let fields = ItemFileError.Subject.item.fields
  package static let requiredFields = ItemFileError.Subject.item.requiredFields

  private let path: String
  private let subject: ItemFileError.Subject
  private let known: [String]
  private let digest = SHA256Digest()
  /// The bytes read so far.
  package private(set) var bytesRead = 0

  package convenience init(path: String) { self.init(path: path, of: .item) }

  init(path: String, of subject: ItemFileError.Subject) {
    self.path = path
    self.subject = subject
    known = subject.fields
  }

  /// SHA-256 of what was read, in hexadecimal: of the whole file once it is read to its end.
  package var sha256: String { digest.hex() }

  /// SHA-256 of a whole file, in hexadecimal, without reading its lines.
  /// - Throws: ``ItemFileError`` where it cannot be read.
  package static func sha256(of path: String) throws(ItemFileError) -> String {
    let digest = SHA256Digest()
    do {
      var chunks = try FileChunks(path: path)
      while case let piece = try chunks.next(), !piece.isEmpty { digest.update(piece) }
    } catch { throw ItemFileError(error) }
    return digest.hex()
  }

  /// Whether a path leads to a file, which can be read more than once, unlike a pipe.
  package static func isFile(_ path: String) -> Bool {
    (try? URL(fileURLWithPath: path).resolvingSymlinksInPath()
      .resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true
  }

  /// The line that was read last, shortened.
  var shownLine: String { shortened(line) }

  /// The line that was read last.
  package var lastLine: [UInt8] { Array(line) }

  /// A line, shortened.
  package static func shown(_ line: [UInt8]) -> String { shortened(line[...]) }

  private var line: ArraySlice<UInt8> = []
  private var number = 0

  /// Hands on every item with its line, in order.
  ///
  /// Blank lines are passed over.
  /// - Throws: ``ItemFileError`` at the first line that is wrong; what `body` throws.
  package func readItems(_ body: (Item, _ line: Int) throws -> Void) throws {
    try readLines { record, line in
      guard let answer = record.answer else { throw problem(.missing, "answer") }
      let item = Item(
        id: record.id,
        language: record.language,
        question: record.question,
        answer: answer,
        source: record.source,
        model: record.model
      )
      try body(item, line)
    }
  }

  /// Hands on every line that holds what it has to, in order.
  func readLines(_ body: (Line, _ number: Int) throws -> Void) throws {
    func note(_ piece: [UInt8]) {
      digest.update(piece)
      bytesRead += piece.count
    }
    try forEachLine(of: path, seen: note) { line, number in
      self.line = line
      self.number = number
      try body(try read(line), number)
    }
  }

  /// What is wrong with the line that was read last.
  func problem(
    _ kind: ItemFileError.Kind,
    _ field: String? = nil,
    column: Int? = nil
  ) -> ItemFileError {
    ItemFileError(
      file: path,
      line: number,
      field: field,
      column: column,
      text: shownLine,
      kind: kind,
      subject: subject
    )
  }

  private func read(_ line: ArraySlice<UInt8>) throws(ItemFileError) -> Line {
    let value: JSONValue
    do { value = try JSONValue(parsing: line) } catch { throw problem(for: error) }
    guard let members = value.object else { throw problem(.notAnObject) }
    if let unknown = members.map(\.name).filter({ !known.contains($0) }).min() {
      throw problem(.unknownField(known: known), unknown)
    }
    let id = try text("id", of: value)
    let language = try text("language", of: value)
    let question = try text("question", of: value)
    let answer = try text("answer", of: value)
    let source = try text("source", of: value)
    let model = try text("model", of: value)
    guard let id else { throw problem(.missing, "id") }
    guard let language else { throw problem(.missing, "language") }
    guard let question else { throw problem(.missing, "question") }
    if let wrong = NameRule.id.problem(with: id) { throw problem(.badID(wrong), "id") }
    guard LanguageTag.isWellFormed(language) else {
      throw problem(.badLanguage(String(language.prefix(40))), "language")
    }
    return Line(
      id: id,
      language: language,
      question: question,
      answer: answer,
      source: source,
      model: model
    )
  }

  /// The text of a field, or nil where the line does not have it.
  private func text(_ field: String, of value: JSONValue) throws(ItemFileError) -> String? {
    guard let found = value[field] else { return nil }
    guard let text = found.stringValue else { throw problem(.wrongType, field) }
    if text.utf8.contains(0) { throw problem(.hasNUL, field) }
    if text.isInvisible { throw problem(.empty, field) }
    return text
  }

  private func problem(for error: JSONSyntaxError) -> ItemFileError {
    switch error.problem {
    case .notUTF8: problem(.notUTF8)
    case .repeatedName(let name): problem(.fieldTwice, name, column: error.column)
    case .endsTooEarly: problem(.notJSON("the line ends too early"), column: error.column)
    default: problem(.notJSON("\(error.problem)"), column: error.column)
    }
  }
}

/// A line that holds what every line has to.
struct Line {
  var id, language, question: String
  var answer, source, model: String?
}
