import JSON
import SafeText

/// An export is one JSON value and read whole: no more than this many bytes.
private let longestExport = 500_000_000

/// Reads Label Studio's JSON export.
/// - Parameter unwanted: fields, as `from_name` has them, that are passed over.
func readLabelStudio(
  _ path: String,
  leavingOut unwanted: Set<String>
) throws(RatingFileError) -> OutsideLabels {
  let bytes: [UInt8]
  do { bytes = try FileChunks.all(of: path, limit: longestExport) } catch {
    throw RatingFileError(error)
  }
  func error(_ problem: RatingFileError.Problem) -> RatingFileError {
    RatingFileError(file: path, problem: problem)
  }
  let value: JSONValue
  do { value = try outsideJSON(bytes, of: path, line: nil) } catch {
    // A record in each line is what other tools write.
    if let tool = AnnotationTool(beginningOf: bytes) {
      throw RatingFileError(file: path, line: 1, problem: .export(tool))
    }
    throw error
  }
  guard let tasks = value.elements, tasks.allSatisfy({ $0.object != nil }) else {
    throw error(
      AnnotationTool(record: value).map { .export($0) } ?? .notLabels("an array of tasks")
    )
  }
  var found = OutsideLabels(labels: [], leftOut: 0)
  for (number, task) in tasks.enumerated() {
    let place = "task \(number + 1)"
    if task["annotations"] == nil, let tool = AnnotationTool(record: task) {
      throw error(.export(tool))
    }
    guard let item = outsideText(task["data"]?["id"])?.trimmed, !item.isEmpty else {
      throw error(.noItem(place, "data.id"))
    }
    guard let annotations = task["annotations"]?.elements,
      annotations.allSatisfy({ $0.object != nil })
    else { throw error(.wrongMember(place, "annotations", wanted: "a list of annotations")) }
    for annotation in annotations {
      if annotation["was_cancelled"]?.boolValue == true {
        found.leftOut += 1
        continue
      }
      guard let annotator = annotator(annotation["completed_by"]) else {
        throw error(.noItem(place, "annotations.completed_by"))
      }
      guard let results = annotation["result"]?.elements else {
        throw error(.wrongMember(place, "annotations.result", wanted: "a list of results"))
      }
      if results.isEmpty { found.leftOut += 1 }
      for result in results {
        let field = outsideText(result["from_name"])?.trimmed
        if let field, unwanted.contains(field) {
          found.passedOver += 1
          continue
        }
        let type = outsideText(result["type"]) ?? ""
        guard let field, let labels = labels(of: result, type) else {
          throw error(.notALabel(place, type: type, field: field))
        }
        guard !labels.isEmpty else {
          found.leftOut += 1
          continue
        }
        found.labels.append(
          OutsideLabel(
            item: item,
            annotator: annotator,
            field: field,
            labels: labels,
            at: outsideText(annotation["created_at"]),
            place: place
          )
        )
      }
    }
  }
  return found
}

/// Who completed an annotation of Label Studio: a number, or a person with a number and an address.
private func annotator(_ value: JSONValue?) -> String? {
  let name = outsideText(value) ?? outsideText(value?["id"]) ?? outsideText(value?["email"])
  return name.map(\.tidied).flatMap { $0.isEmpty ? nil : $0 }
}

/// The labels of a result of Label Studio, none where it is empty; nil for what is no label of a whole
/// item, or has another shape than its type.
private func labels(of result: JSONValue, _ type: String) -> [String]? {
  guard let value = result["value"], value.object != nil else { return nil }
  let member = ["choices": "choices", "rating": "rating", "number": "number", "textarea": "text"][
    type
  ]
  guard let member else { return nil }
  let given: [JSONValue]
  switch value[member] {
  case nil, .null: given = []
  case .array(let elements)?: given = elements
  case let single?: given = [single]
  }
  let texts = given.map { outsideText($0)?.trimmed }
  guard !texts.contains(nil) else { return nil }
  let filled = texts.compactMap(\.self).filter { !$0.isEmpty }
  switch type {
  case "textarea": return filled.isEmpty ? [] : [filled.joined(separator: "\n")]
  case "choices": return filled
  default: return filled.count > 1 ? nil : filled
  }
}
