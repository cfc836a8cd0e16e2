package import AnnotationCore
import Foundation

/// Reads references from a file of JSON lines: labels that are known to be right.
package struct ReferenceReader {
  /// What a reference holds.
  ///
  /// The schema is held against this table.
  package static let fields = ["item", "purpose", "labels", "why"]

  private let path: String
  private let guideline: Guideline

  /// - Parameter guideline: the project's, whose fields and choices the labels are held against.
  package init(path: String, guideline: Guideline) {
    self.path = path
    self.guideline = guideline
  }

  /// The references of the file, each with its line, in order.
  ///
  /// Blank lines are passed over.
  /// - Throws: ``ReferenceError`` at the first line that is wrong, ``ItemFileError`` where the file
  ///   cannot be read.
  package func read() throws -> [(reference: Reference, line: Int)] {
    var references: [(reference: Reference, line: Int)] = []
    var firstLines: [ItemID: Int] = [:]
    var lines = try LineReader(path: path) { _ in }
    while let line = try lines.next() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let reference = try reference(from: line, number: lines.number)
      if let first = firstLines.updateValue(lines.number, forKey: reference.item) {
        let item = shortened(reference.item.utf8)
        throw problem("the item '\(item)' stands on line \(first) already", line, lines.number)
      }
      references.append((reference, lines.number))
    }
    return references
  }

  private func problem(
    _ sentence: String,
    _ line: ArraySlice<UInt8>,
    _ number: Int
  ) -> ReferenceError {
    ReferenceError(file: path, line: number, sentence: sentence, text: shortened(line))
  }

  private func reference(from line: ArraySlice<UInt8>, number: Int) throws -> Reference {
    guard let object = (try? JSONSerialization.jsonObject(with: Data(line))) as? [String: Any]
    else {
      throw problem("this is no JSON object. Each line holds one reference", line, number)
    }
    if let unknown = object.keys.filter({ !Self.fields.contains($0) }).min() {
      let known = Self.fields.joined(separator: ", ")
      throw problem(
        "'\(shortened(unknown.utf8))' is not known. A reference has: \(known)",
        line,
        number
      )
    }
    guard let item = object["item"] as? String, !item.isEmpty else {
      throw problem("'item' is missing, or no text", line, number)
    }
    guard let word = object["purpose"] as? String,
      let purpose = Reference.Purpose(rawValue: word)
    else { throw problem("'purpose' is training or gold", line, number) }
    guard let why = object["why"] as? String, why.contains(where: { !$0.isWhitespace }) else {
      throw problem("'why' is missing: say why these labels are right", line, number)
    }
    guard let labels = object["labels"] as? [String: Any], !labels.isEmpty else {
      throw problem("'labels' holds fields with their labels, at least one", line, number)
    }
    var values: FieldValues = [:]
    for (id, label) in labels.sorted(by: { $0.key < $1.key }) {
      guard let field = guideline.field(id) else {
        let known = guideline.fields.map(\.id).joined(separator: ", ")
        let name = shortened(id.utf8)
        throw problem("the guideline has no field '\(name)'. It has: \(known)", line, number)
      }
      guard let value = value(label, of: field) else {
        throw problem("field '\(id)': \(expectation(of: field))", line, number)
      }
      values[id] = value
    }
    if let sentence = guideline.contradiction(in: values) {
      throw problem(sentence, line, number)
    }
    return Reference(item: item, purpose: purpose, values: values, why: why)
  }

  /// A label as a value of its field, or nil where the field does not take it.
  private func value(_ label: Any, of field: Field) -> FieldValue? {
    let choices = guideline.choices(of: field, under: nil).map(\.id)
    switch field.kind {
    case .single: return (label as? String).flatMap { choices.contains($0) ? .single($0) : nil }
    case .multiple:
      guard let ids = label as? [String], ids.allSatisfy(choices.contains) else { return nil }
      return .multiple(Set(ids))
    case .scale(let steps, _):
      guard let step = label as? Int, !Self.isTruth(label) else { return nil }
      return steps.contains(step) ? .scale(step) : nil
    case .text: return nil
    }
  }

  /// Whether a value is JSON's true or false, which Foundation also takes for 1 and 0.
  private static func isTruth(_ value: Any) -> Bool {
    guard let number = value as? NSNumber else { return value is Bool }
    return String(cString: number.objCType) == String(cString: NSNumber(value: true).objCType)
  }

  private func expectation(of field: Field) -> String {
    let choices = guideline.choices(of: field, under: nil).map(\.id).joined(separator: ", ")
    return switch field.kind {
    case .single: "takes one of \(choices)"
    case .multiple: "takes a list of \(choices)"
    case .scale(let steps, _):
      "takes a whole number from \(steps.lowerBound) to \(steps.upperBound)"
    case .text: "is free text, which cannot be compared. Leave it out"
    }
  }
}

/// What is wrong with a line of a file of references.
package struct ReferenceError: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  package var line: Int
  var sentence: String
  var text: String

  package var description: String {
    "\(file):\(line): \(sentence).\n  \(line) | \(text)"
  }
}
