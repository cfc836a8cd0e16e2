package import AnnotationCore
import JSON
import SafeText

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
    try forEachLine(of: path) { line, number in
      let reference = try reference(from: line, number: number)
      if let first = firstLines.updateValue(number, forKey: reference.item) {
        let item = shortened(reference.item.utf8)
        throw problem("the item '\(item)' stands on line \(first) already", line, number)
      }
      references.append((reference, number))
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
    let object = try jsonObject(on: line, of: "reference") { problem($0, line, number) }
    let names = (object.object ?? []).map(\.name)
    if let unknown = names.filter({ !Self.fields.contains($0) }).min() {
      let known = Self.fields.joined(separator: ", ")
      throw problem(
        "'\(shortened(unknown.utf8))' is not known. A reference has: \(known)",
        line,
        number
      )
    }
    guard let item = object["item"]?.stringValue?.composed, !item.isEmpty else {
      throw problem("'item' is missing, or no text", line, number)
    }
    if let wrong = NameRule.id.problem(with: item) {
      throw problem("'item' is no item's id: \(wrong)", line, number)
    }
    guard let word = object["purpose"]?.stringValue,
      let purpose = Reference.Purpose(rawValue: word)
    else { throw problem("'purpose' is training or gold", line, number) }
    guard let why = object["why"]?.stringValue, !why.isInvisible else {
      throw problem("'why' is missing: say why these labels are right", line, number)
    }
    guard let labels = object["labels"]?.object, !labels.isEmpty else {
      throw problem("'labels' holds fields with their labels, at least one", line, number)
    }
    var values: FieldValues = [:]
    for (id, label) in labels.map({ ($0.name, $0.value) }).sorted(by: { $0.0 < $1.0 }) {
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
  private func value(_ label: JSONValue, of field: Field) -> FieldValue? {
    // Texts cannot be compared.
    if case .text = field.kind { return nil }
    guard let value = FieldValue(label, as: field.kind),
      guideline.problem(with: value, of: field, under: nil) == nil
    else { return nil }
    return value
  }

  private func expectation(of field: Field) -> String {
    let choices = guideline.choices(of: field, under: nil).map(\.id).joined(separator: ", ")
    return switch field.kind {
    case .single: "takes one of \(choices)"
    case .multiple:
      "takes a list of \(choices)" + (field.isOptional ? "" : ", with at least one of them")
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
