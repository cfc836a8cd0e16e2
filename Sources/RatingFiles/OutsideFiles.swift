import Foundation
import JSON
import SafeText

/// What is said of a file of labels besides its format.
package struct OutsideForm: Hashable, Sendable {
  /// Who gave the labels of a file of doccano, which does not say.
  package var annotator: String?
  /// The columns of a CSV file, and which labels of it are missing ones.
  package var columns = RatingForm()
  /// Fields of Label Studio that are passed over.
  package var leaveOut: Set<String> = []

  package init() {}
}

extension OutsideFormat {
  /// Reads a file whole.
  /// - Throws: ``RatingFileError`` with the place of what is wrong.
  package func read(
    path: String,
    _ form: OutsideForm = OutsideForm()
  ) throws(RatingFileError) -> OutsideLabels {
    switch self {
    case .csv: return try readCSV(path, form.columns)
    case .labelStudio: return try readLabelStudio(path, leavingOut: form.leaveOut)
    case .doccano:
      let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      return try readDoccano(path, form.annotator ?? stem.tidied)
    }
  }
}

private func readCSV(
  _ path: String,
  _ form: RatingForm
) throws(RatingFileError) -> OutsideLabels {
  var table = try CSVTable(path: path)
  let item = try table.column(form.item, ["item"])
  let annotator = try table.column(form.annotator, ["annotator", "rater"])
  let label = try table.column(form.label, ["label"])
  let (field, moment) = (try table.column(ifThere: "field"), try table.column(ifThere: "at"))
  let missing = Set((form.missing ?? []).map(\.tidied))
  var found = OutsideLabels(labels: [], leftOut: 0)
  while try table.next() {
    func filled(_ column: Int) throws(RatingFileError) -> String {
      let text = try table.text(column).trimmed
      guard !text.isEmpty else { throw table.error(.emptyField(table.header[column])) }
      return text
    }
    func text(ifThere column: Int?) throws(RatingFileError) -> String? {
      guard let column else { return nil }
      let text = try table.text(column).trimmed
      return text.isEmpty ? nil : text
    }
    let given = OutsideLabel(
      item: try filled(item),
      annotator: try filled(annotator).tidied,
      field: try text(ifThere: field),
      labels: [try table.text(label).trimmed],
      at: try text(ifThere: moment),
      place: "line \(table.line)"
    )
    if given.labels == [""] || missing.contains(given.labels[0].tidied) {
      found.leftOut += 1
    } else {
      found.labels.append(given)
    }
  }
  return found
}

/// The JSON of a line, or of a whole file.
/// - Parameter line: nil for a whole file.
func outsideJSON(
  _ bytes: some Collection<UInt8>,
  of path: String,
  line: Int?
) throws(RatingFileError) -> JSONValue {
  do { return try JSONValue(parsing: bytes) } catch {
    throw RatingFileError(
      file: path,
      line: line ?? error.line,
      problem: .notJSON("column \(error.column): \(error.problem)")
    )
  }
}

/// A text, or a number as text: 4.0 is 4.
func outsideText(_ value: JSONValue?) -> String? {
  if let number = value?.wholeNumber { return String(number) }
  switch value {
  case .string(let text), .number(let text): return text
  case .double(let number): return String(number)
  default: return nil
  }
}
