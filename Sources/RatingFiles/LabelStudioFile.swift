import JSON

/// An export is one JSON value and read whole: no more than this many bytes.
private let longestExport = 500_000_000

/// Reads Label Studio's JSON export.
func readLabelStudio(_ path: String) throws(RatingFileError) -> OutsideLabels {
  let bytes: [UInt8]
  do { bytes = try FileChunks.all(of: path, limit: longestExport) } catch {
    throw RatingFileError(error)
  }
  guard let tasks = try outsideJSON(bytes, of: path, line: nil).elements,
    tasks.allSatisfy({ $0.object != nil })
  else {
    throw RatingFileError(file: path, problem: .notLabels("an array of tasks"))
  }
  var found = OutsideLabels(labels: [], leftOut: 0)
  for (number, task) in tasks.enumerated() {
    let place = "task \(number + 1)"
    guard let item = outsideText(task["data"]?["id"]) else {
      throw RatingFileError(file: path, problem: .noItem(place, "data.id"))
    }
    for annotation in task["annotations"]?.elements ?? [] {
      if annotation["was_cancelled"]?.boolValue == true {
        found.leftOut += 1
        continue
      }
      guard let annotator = annotator(annotation["completed_by"]) else {
        throw RatingFileError(file: path, problem: .noItem(place, "annotations.completed_by"))
      }
      for result in annotation["result"]?.elements ?? [] {
        guard let field = outsideText(result["from_name"]), let labels = labels(of: result) else {
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
  outsideText(value) ?? outsideText(value?["id"]) ?? outsideText(value?["email"])
}

/// The labels of a result of Label Studio; nil for kinds that are no labels of a whole item.
private func labels(of result: JSONValue) -> [String]? {
  guard let value = result["value"] else { return nil }
  switch result["type"]?.stringValue {
  case "choices":
    let choices = value["choices"]?.elements?.map { outsideText($0) }
    guard let choices, !choices.contains(nil) else { return nil }
    return choices.compactMap(\.self)
  case "rating": return outsideText(value["rating"]).map { [$0] }
  case "number": return outsideText(value["number"]).map { [$0] }
  case "textarea": return value["text"]?.strings.map { [$0.joined(separator: "\n")] }
  default: return nil
  }
}
