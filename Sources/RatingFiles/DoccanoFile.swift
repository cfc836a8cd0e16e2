import JSON
import SafeText

/// Reads doccano's JSON lines, which one annotator made.
func readDoccano(
  _ path: String,
  _ annotator: String
) throws(RatingFileError) -> OutsideLabels {
  var lines: LineReader
  do { lines = try LineReader(path: path) } catch { throw RatingFileError(error) }
  var found = OutsideLabels(labels: [], leftOut: 0)
  var hasLabels = false
  while let line = try nextLine(&lines) {
    let number = lines.number
    func error(_ problem: RatingFileError.Problem) -> RatingFileError {
      RatingFileError(file: path, line: number, problem: problem)
    }
    let record = try outsideJSON(line, of: path, line: number)
    guard record.object != nil else { throw error(.notLabels("an object")) }
    if let tool = AnnotationTool(record: record) { throw error(.export(tool)) }
    let item =
      outsideText(record["item"]) ?? outsideText(record["meta"]?["item"])
      ?? outsideText(record["id"])
    guard let item = item?.trimmed, !item.isEmpty else {
      throw error(.noItem("line \(number)", "item"))
    }
    hasLabels = hasLabels || labelMembers.contains { record[$0] != nil }
    let labels: [String]
    switch read(record) {
    case .names(let names): labels = names
    case .unnamed(let member): throw error(.unnamedLabels(member: member))
    }
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
  // Of records without a label there may be many, of a file of them nothing could be imported.
  guard hasLabels || found.leftOut == 0 else {
    throw RatingFileError(file: path, problem: .noLabels)
  }
  return found
}

private func nextLine(_ lines: inout LineReader) throws(RatingFileError) -> ArraySlice<UInt8>? {
  do { return try lines.nextFilled() } catch { throw RatingFileError(error) }
}

/// The members in which doccano has written labels of texts.
private let labelMembers = ["label", "labels", "annotations"]
/// The members in which it writes labels of parts of a text, and of images.
private let partMembers = ["entities", "relations", "spans", "cats", "bbox", "segmentation"]

private enum DoccanoLabels {
  case names([String])
  /// A member holds labels without their names, or of parts of a text.
  case unnamed(String)
}

/// The labels of a record.
///
/// doccano has written a name, a list of names, numbers of its own database, and spans with names.
private func read(_ record: JSONValue) -> DoccanoLabels {
  var names: [String]?
  for member in labelMembers where names == nil {
    switch record[member] {
    case nil, .null, .array([]): continue
    case .string(let name)?:
      if !name.trimmed.isEmpty { names = [name.trimmed] }
    case .array(let elements)? where member != "annotations":
      var found: [String] = []
      for element in elements where element != .null {
        guard let name = element.stringValue?.trimmed else { return .unnamed(member) }
        if !name.isEmpty { found.append(name) }
      }
      if !found.isEmpty { names = found }
    default: return .unnamed(member)
    }
  }
  if let names { return .names(names) }
  for member in partMembers {
    switch record[member] {
    case nil, .null, .array([]), .members([]): continue
    default: return .unnamed(member)
    }
  }
  return .names([])
}
