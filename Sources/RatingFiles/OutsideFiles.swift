import Foundation
import JSON

extension OutsideFormat {
  /// Reads a file whole.
  /// - Parameter annotator: who gave the labels, where the file does not say.
  /// - Throws: ``RatingFileError`` with the place of what is wrong.
  package func read(
    path: String,
    annotator: String? = nil
  ) throws(RatingFileError) -> OutsideLabels {
    switch self {
    case .csv: return try readCSV(path)
    case .labelStudio: return try readLabelStudio(path)
    case .doccano:
      let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      return try readDoccano(path, annotator ?? stem)
    }
  }
}

private func readCSV(_ path: String) throws(RatingFileError) -> OutsideLabels {
  var table = try CSVTable(path: path)
  let (item, annotator) = (try table.column("item"), try table.column("annotator"))
  let label = try table.column("label")
  let (field, moment) = (try table.column(ifThere: "field"), try table.column(ifThere: "at"))
  var found = OutsideLabels(labels: [], leftOut: 0)
  while let record = try table.next() {
    let given = OutsideLabel(
      item: try table.filled(item, of: record),
      annotator: try table.filled(annotator, of: record),
      field: field.map { record[$0] }.flatMap(\.nonEmpty),
      labels: [record[label]],
      at: moment.map { record[$0] }.flatMap(\.nonEmpty),
      place: "line \(table.line)"
    )
    if record[label].isEmpty { found.leftOut += 1 } else { found.labels.append(given) }
  }
  return found
}

extension String {
  /// The text; nil for none.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
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
