import FileErrors
import Foundation

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

/// What JSON of another tool holds; each value is looked at only where it is needed.
private typealias JSONObject = [String: Any]

private func readLabelStudio(_ path: String) throws(RatingFileError) -> OutsideLabels {
  guard let tasks = try json(bytes(of: path), path, line: nil) as? [JSONObject] else {
    throw RatingFileError(file: path, problem: .notLabels("an array of tasks"))
  }
  var found = OutsideLabels(labels: [], leftOut: 0)
  for (number, task) in tasks.enumerated() {
    let place = "task \(number + 1)"
    guard let item = text((task["data"] as? JSONObject)?["id"]) else {
      throw RatingFileError(file: path, problem: .noItem(place, "data.id"))
    }
    for annotation in task["annotations"] as? [JSONObject] ?? [] {
      if annotation["was_cancelled"] as? Bool == true {
        found.leftOut += 1
        continue
      }
      guard let annotator = text(annotation["completed_by"]) else {
        throw RatingFileError(file: path, problem: .noItem(place, "annotations.completed_by"))
      }
      for result in annotation["result"] as? [JSONObject] ?? [] {
        guard let field = text(result["from_name"]), let labels = labels(of: result) else {
          found.leftOut += 1
          continue
        }
        found.labels.append(
          OutsideLabel(
            item: item,
            annotator: annotator,
            field: field,
            labels: labels,
            at: text(annotation["created_at"]),
            place: place
          )
        )
      }
    }
  }
  return found
}

/// The labels of a result of Label Studio; nil for kinds that are no labels of a whole item.
private func labels(of result: JSONObject) -> [String]? {
  guard let value = result["value"] as? JSONObject else { return nil }
  switch result["type"] as? String {
  case "choices": return value["choices"] as? [String]
  case "rating": return text(value["rating"]).map { [$0] }
  case "number": return text(value["number"]).map { [$0] }
  case "textarea": return (value["text"] as? [String]).map { [$0.joined(separator: "\n")] }
  default: return nil
  }
}

private func readDoccano(
  _ path: String,
  _ annotator: String
) throws(RatingFileError) -> OutsideLabels {
  var found = OutsideLabels(labels: [], leftOut: 0)
  let lines = try bytes(of: path).split(separator: 0x0A, omittingEmptySubsequences: false)
  for (number, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
    guard let record = try json(Data(line), path, line: number + 1) as? JSONObject else {
      throw RatingFileError(file: path, line: number + 1, problem: .notLabels("an object"))
    }
    let meta = record["meta"] as? JSONObject
    guard let item = text(record["item"]) ?? text(meta?["item"]) ?? text(record["id"]) else {
      throw RatingFileError(
        file: path,
        line: number + 1,
        problem: .noItem("line \(number + 1)", "item")
      )
    }
    guard let labels = record["label"] as? [String], !labels.isEmpty else {
      found.leftOut += 1
      continue
    }
    found.labels.append(
      OutsideLabel(
        item: item,
        annotator: annotator,
        field: nil,
        labels: labels,
        at: nil,
        place: "line \(number + 1)"
      )
    )
  }
  return found
}

/// A text, or a number as text.
private func text(_ value: Any?) -> String? {
  switch value {
  case let text as String: text
  case let number as NSNumber: number.stringValue
  default: nil
  }
}

private func bytes(of path: String) throws(RatingFileError) -> Data {
  do {
    return try withFileErrors(.read, path) { try Data(contentsOf: URL(fileURLWithPath: path)) }
  } catch { throw RatingFileError(file: path, problem: .cannotRead(error.explanation)) }
}

private func json(_ data: Data, _ path: String, line: Int?) throws(RatingFileError) -> Any {
  do { return try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed]) } catch {
    throw RatingFileError(file: path, line: line, problem: .notJSON)
  }
}
