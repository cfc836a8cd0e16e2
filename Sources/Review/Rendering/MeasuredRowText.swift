import Agreement
import AnnotationCore
import JSON
import Measurement
import ProjectStore

/// The row in files: JSON as `schemas/agreement.schema.json` has it, and CSV.
extension MeasuredRow {
  var json: JSONValue {
    var members: [(String, JSONValue)] = []
    if let field { members.append(("field", .string(field))) }
    members.append(("stratum", .string(stratum)))
    if let among { members.append(("among", .string(among.rawValue))) }
    if let between { members.append(("between", .array(between.map { .string($0) }))) }
    if let raterGroups {
      members.append(
        (
          "rater_groups",
          .object([
            ("by", .string(raterGroups.by)),
            ("groups", .array(raterGroups.groups.map { .string($0) })),
          ])
        )
      )
    }
    members += [
      ("name", .string(name.rawValue)),
      ("scale", .string(scale.rawValue)),
      ("weights", weights.map { .string($0.rawValue) } ?? .null),
      ("weights_by", weightsBy.map { .string($0.rawValue) } ?? .null),
      ("definition", .string(name.definition)),
    ]
    if let value { members.append(("value", .double(value))) }
    if let undefined {
      members.append(("undefined", .string(undefined.code.rawValue)))
      if let sentence = undefined.sentence { members.append(("reason", .string(sentence))) }
    }
    members += [
      ("observed", Self.number(observed)),
      ("expected", Self.number(expected)),
      ("standard_error", Self.number(standardError)),
      ("interval", interval?.json ?? .null),
      ("items", .int(items)),
      ("raters", .int(raters)),
      ("ratings", .int(ratings)),
    ]
    if let pairs { members.append(("pairs", .int(pairs))) }
    if let itemsNeeded { members.append(("items_needed", .int(itemsNeeded))) }
    return .object(members)
  }

  private static func number(_ number: Double?) -> JSONValue { number.map { .double($0) } ?? .null }

  /// The columns of ``csv``.
  static let csvHeader =
    "field,stratum,among,between,name,scale,weights,value,undefined,standard_error,lower,upper,"
    + "level,method,resamples,items,raters,ratings,observed,expected,rater_groups,pairs,"
    + "weights_by,items_needed"

  /// The row for a spreadsheet.
  var csv: String {
    func number(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }
    let groups = raterGroups.map { by, groups in groups.map { "\(by)=\($0)" } } ?? []
    var cells: [String] = [
      field ?? "", stratum, among?.rawValue ?? "", between?.joined(separator: " / ") ?? "",
      name.rawValue,
      scale.rawValue, weights?.rawValue ?? "", number(value), undefined?.code.rawValue ?? "",
      number(standardError),
    ]
    cells += [
      number(interval?.lower), number(interval?.upper), number(interval?.level),
      interval?.method.rawValue ?? "", interval.map { "\($0.resamples)" } ?? "", "\(items)",
      "\(raters)", "\(ratings)", number(observed), number(expected),
      groups.joined(separator: " / "), pairs.map { "\($0)" } ?? "", weightsBy?.rawValue ?? "",
      itemsNeeded.map { "\($0)" } ?? "",
    ]
    return cells.map(csvField).joined(separator: ",")
  }
}

extension AgreementRun {
  /// The run as JSON.
  var json: JSONValue {
    .object([
      ("at", .string(at.iso8601)),
      ("note", .string(note)),
      ("coefficients", .array(values.map { MeasuredRow($0).json })),
    ])
  }
}

extension Interval {
  var json: JSONValue {
    .object([
      ("lower", .double(lower)), ("upper", .double(upper)), ("level", .double(level)),
      ("method", .string(method.rawValue)), ("resamples", .int(resamples)),
    ])
  }
}

/// A cell of a CSV file: quoted where it must be, and never a formula to a spreadsheet.
func csvField(_ text: String) -> String {
  var text = text
  let isNumber = Double(text) != nil
  if let first = text.first, "=+-@\t\r".contains(first), !isNumber { text = "'" + text }
  guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
  return "\"" + text.replacing("\"", with: "\"\"") + "\""
}
