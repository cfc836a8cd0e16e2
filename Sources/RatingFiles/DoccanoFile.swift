import JSON

/// Reads doccano's JSON lines, which one annotator made.
func readDoccano(
  _ path: String,
  _ annotator: String
) throws(RatingFileError) -> OutsideLabels {
  var lines: LineReader
  do { lines = try LineReader(path: path) } catch { throw RatingFileError(error) }
  var found = OutsideLabels(labels: [], leftOut: 0)
  while let line = try nextLine(&lines) {
    let number = lines.number
    func error(_ problem: RatingFileError.Problem) -> RatingFileError {
      RatingFileError(file: path, line: number, problem: problem)
    }
    let record = try outsideJSON(line, of: path, line: number)
    guard record.object != nil else { throw error(.notLabels("an object")) }
    let item =
      outsideText(record["item"]) ?? outsideText(record["meta"]?["item"])
      ?? outsideText(record["id"])
    guard let item else { throw error(.noItem("line \(number)", "item")) }
    let (labels, unnamed) = labels(of: record)
    if let unnamed { throw error(.unnamedLabels(member: unnamed)) }
    guard !labels.isEmpty else {
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
        place: "line \(number)"
      )
    )
  }
  return found
}

private func nextLine(_ lines: inout LineReader) throws(RatingFileError) -> ArraySlice<UInt8>? {
  do { return try lines.nextFilled() } catch { throw RatingFileError(error) }
}

/// The names of a record's labels, and the member that holds labels without their names.
///
/// doccano has written a name, a list of names, numbers of its own database, and spans with names.
private func labels(of record: JSONValue) -> (names: [String], unnamed: String?) {
  for member in ["label", "labels", "annotations"] {
    switch record[member] {
    case nil, .null, .array([]), .string(""): continue
    case .string(let name): return ([name], nil)
    case let value? where member != "annotations" && value.strings != nil:
      return (value.strings ?? [], nil)
    default: return ([], member)
    }
  }
  return ([], nil)
}
