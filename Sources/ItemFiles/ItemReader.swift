package import AnnotationCore
import Digests
import Foundation

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
  private let decoder = JSONDecoder()
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

  /// The line that was read last, shortened.
  package var shownLine: String { shortened(lastLine) }

  private var lastLine: ArraySlice<UInt8> = []
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
    var lines = try LineReader(path: path) { [digest] piece in
      digest.update(piece)
      self.bytesRead += piece.count
    }
    while let line = try lines.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      lastLine = line
      number = lines.number
      try body(try read(line), lines.number)
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
    let record: Record
    do { record = try decoder.decode(Record.self, from: Data(line)) } catch {
      throw Self.problem(error, line: line, making: problem)
    }
    if let unknown = record.names.filter({ !known.contains($0) }).min() {
      throw problem(.unknownField(known: known), unknown)
    }
    let texts = [
      ("id", record.id), ("language", record.language), ("question", record.question),
      ("answer", record.answer), ("source", record.source), ("model", record.model),
    ]
    for (field, text) in texts {
      guard let text else { continue }
      if text.utf8.contains(0) { throw problem(.hasNUL, field) }
      if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) {
        throw problem(.empty, field)
      }
    }
    guard let id = record.id else { throw problem(.missing, "id") }
    guard let language = record.language else { throw problem(.missing, "language") }
    guard let question = record.question else { throw problem(.missing, "question") }
    guard Self.isID(id) else { throw problem(.badID, "id") }
    guard LanguageTag.isWellFormed(language) else {
      throw problem(.badLanguage(String(language.prefix(40))), "language")
    }
    return Line(
      id: id,
      language: language,
      question: question,
      answer: record.answer,
      source: record.source,
      model: record.model
    )
  }

  private static func isID(_ id: String) -> Bool {
    id.unicodeScalars.count <= 200
      && id.unicodeScalars.allSatisfy {
        !$0.properties.isWhitespace && $0.properties.generalCategory != .control
      }
  }

  private static func problem(
    _ error: any Error,
    line: ArraySlice<UInt8>,
    making problem: (ItemFileError.Kind, String?, Int?) -> ItemFileError
  ) -> ItemFileError {
    guard String(validating: line, as: UTF8.self) != nil else { return problem(.notUTF8, nil, nil) }
    switch error as? DecodingError {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      guard let field = context.codingPath.last?.stringValue else {
        return problem(.notAnObject, nil, nil)
      }
      return problem(.wrongType, field, nil)
    case .dataCorrupted:
      let (why, column) = whyNotJSON(line)
      return problem(.notJSON(why), nil, column)
    default: return problem(.notJSON("\(error)"), nil, nil)
    }
  }

  /// What the decoder does not say: what is wrong in a line, and in which column from 1, in bytes.
  private static func whyNotJSON(_ line: ArraySlice<UInt8>) -> (why: String, column: Int?) {
    do {
      _ = try JSONSerialization.jsonObject(with: Data(line), options: .fragmentsAllowed)
      return ("a value cannot be read", nil)
    } catch {
      let text = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
      if text.hasPrefix("Unexpected end of file during JSON") {
        return ("the line ends too early", line.count + 1)
      }
      if text.contains("surrogate") { return ("half of a surrogate pair stands alone", nil) }
      guard let match = text.wholeMatch(of: /(.+) around character ([0-9]+)\./) else {
        return (text.isEmpty ? "it cannot be parsed" : text, nil)
      }
      return (match.1.lowercased(), Int(match.2).map { $0 + 1 })
    }
  }
}

/// A line that holds what every line has to.
struct Line {
  var id, language, question: String
  var answer, source, model: String?
}

/// A line as it stands; what is missing is nil.
private struct Record: Decodable {
  var id, language, question, answer, source, model: String?
  /// The names of all fields.
  var names: [String]

  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    func text(_ name: String) throws -> String? {
      let key = Key(stringValue: name)
      return try fields.contains(key) ? fields.decode(String.self, forKey: key) : nil
    }
    id = try text("id")
    language = try text("language")
    question = try text("question")
    answer = try text("answer")
    source = try text("source")
    model = try text("model")
    names = fields.allKeys.map(\.stringValue)
  }
}
