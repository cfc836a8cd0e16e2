import Agreement
import AnnotationCore
import OrderedJSON
import ProjectStore

/// A coefficient with where it was measured, as reports and files have it.
struct MeasuredRow {
  /// The field of a project; nil for a file of ratings.
  var field: String?
  /// Whose ratings: `humans`, `jurors`, `human-jury`; nil for a file of ratings.
  var among: String?
  /// The part of the items, such as `language=ar`; empty for all of them.
  var stratum: String
  /// The two raters, where it is a coefficient of two.
  var between: [String]?
  var name: Coefficient.Name
  var scale: String
  var weights: String?
  var value: Double?
  /// Why there is no value: a code, and a sentence where it was just measured.
  var undefined: (code: String, sentence: String?)?
  var observed: Double?
  var expected: Double?
  var standardError: Double?
  var interval: Interval?
  var items: Int
  var raters: Int
  var ratings: Int

  init(
    _ coefficient: Coefficient,
    interval: Interval?,
    field: String? = nil,
    among: String? = nil,
    stratum: String
  ) {
    self.field = field
    self.among = among
    self.stratum = stratum
    self.interval = interval
    name = coefficient.name
    scale = coefficient.scale.rawValue
    weights = coefficient.weights?.rawValue
    value = coefficient.value.number
    if case .undefined(let reason) = coefficient.value {
      undefined = (reason.code, reason.sentence)
    }
    observed = coefficient.observed
    expected = coefficient.expected
    standardError = coefficient.standardError
    items = coefficient.items
    raters = coefficient.raters.count
    ratings = coefficient.ratings
    let isOfTwo = name == .cohenKappa || name == .scottPi
    between = isOfTwo && coefficient.raters.count == 2 ? coefficient.raters : nil
  }

  /// A row that was kept; nil where this program knows no coefficient of its name.
  init?(_ kept: AgreementValue) {
    guard let name = Coefficient.Name(rawValue: kept.place.coefficient) else { return nil }
    self.name = name
    field = kept.place.field
    among = kept.place.raters.rawValue
    stratum = kept.place.stratum
    between =
      kept.place.between.isEmpty
      ? nil : kept.place.between.split(separator: "/").map(String.init)
    scale = kept.place.scale
    weights = kept.place.weights.isEmpty ? nil : kept.place.weights
    switch kept.measure {
    case .value(let number): value = number
    case .undefined(let code): undefined = (code, nil)
    }
    observed = kept.observed
    expected = kept.expected
    standardError = kept.standardError
    interval = kept.interval.map {
      Interval(
        method: Interval.Method(rawValue: $0.method) ?? .percentile,
        lower: $0.lower,
        upper: $0.upper,
        level: $0.level,
        resamples: $0.resamples
      )
    }
    items = kept.items
    raters = kept.raterCount
    ratings = kept.ratings
  }

  /// The row as a project keeps it; nil for one of a file.
  var kept: AgreementValue? {
    guard let field, let among = among.flatMap(RaterGroup.init(rawValue:)) else { return nil }
    return AgreementValue(
      AgreementValue.Place(
        field: field,
        stratum: stratum,
        raters: among,
        between: between?.joined(separator: "/") ?? "",
        coefficient: name.rawValue,
        scale: scale,
        weights: weights ?? ""
      ),
      measure: value.map(AgreementValue.Measure.value) ?? .undefined(undefined?.code ?? ""),
      observed: observed,
      expected: expected,
      standardError: standardError,
      interval: interval.map {
        AgreementValue.Interval(
          lower: $0.lower,
          upper: $0.upper,
          level: $0.level,
          method: $0.method.rawValue,
          resamples: $0.resamples
        )
      },
      items: items,
      raterCount: raters,
      ratings: ratings
    )
  }
}

/// The row in files: JSON as `schemas/agreement.schema.json` has it, and CSV.
extension MeasuredRow {
  var json: JSONValue {
    var members: [(String, JSONValue)] = []
    if let field { members.append(("field", .string(field))) }
    members.append(("stratum", .string(stratum)))
    if let among { members.append(("among", .string(among))) }
    if let between { members.append(("between", .array(between.map { .string($0) }))) }
    members += [
      ("name", .string(name.rawValue)),
      ("scale", .string(scale)),
      ("weights", weights.map { .string($0) } ?? .null),
      ("definition", .string(name.definition)),
    ]
    if let value { members.append(("value", .double(value))) }
    if let undefined {
      members.append(("undefined", .string(undefined.code)))
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
    return .object(members)
  }

  private static func number(_ number: Double?) -> JSONValue { number.map { .double($0) } ?? .null }

  /// The columns of ``csv``.
  static let csvHeader =
    "field,stratum,among,between,name,scale,weights,value,undefined,standard_error,lower,upper,"
    + "level,method,resamples,items,raters,ratings,observed,expected"

  /// The row for a spreadsheet.
  var csv: String {
    func number(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }
    let cells = [
      field ?? "", stratum, among ?? "", between?.joined(separator: " / ") ?? "", name.rawValue,
      scale, weights ?? "", number(value), undefined?.code ?? "", number(standardError),
      number(interval?.lower), number(interval?.upper), number(interval?.level),
      interval?.method.rawValue ?? "", interval.map { "\($0.resamples)" } ?? "", "\(items)",
      "\(raters)", "\(ratings)", number(observed), number(expected),
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
      ("coefficients", .array(values.compactMap { MeasuredRow($0)?.json })),
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
