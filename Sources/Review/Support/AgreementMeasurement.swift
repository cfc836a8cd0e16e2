import Agreement
import AnnotationCore
import OrderedJSON
import ProjectStore

/// Agreement of a project's raters, field by field, overall and by language.
struct AgreementMeasurement {
  let guideline: Guideline

  /// The coefficients of one field.
  ///
  /// Labels are nominal: a set of choices is one label, and so is a step of a scale. A text has
  /// none. Pairs of raters (Cohen's kappa) are named in the stratum.
  func values(of field: Field, among raters: RaterGroup, _ ratings: [FieldRating]) throws
    -> [AgreementValue]
  {
    if case .text = field.kind { return [] }
    var values: [AgreementValue] = []
    let byLanguage = Dictionary(grouping: ratings, by: \.language)
    let strata = [("", ratings)] + byLanguage.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    for (stratum, ratings) in strata {
      let table = try RatingTable(
        ratings.map {
          Rating(item: $0.item, rater: $0.pseudonym ?? $0.rater, label: Self.label($0.value))
        }
      )
      var coefficients = [("", percentAgreement(table)), ("", krippendorffAlpha(table))]
      if raters != .all {
        coefficients += cohenKappaPairs(table).map { ($0.raters.joined(separator: "/"), $0) }
      }
      for (pair, coefficient) in coefficients {
        let place = [stratum, pair].filter { !$0.isEmpty }.joined(separator: " ")
        values.append(Self.value(coefficient, of: field.id, in: place, among: raters))
      }
    }
    return values
  }

  private static func label(_ value: FieldValue) -> String {
    switch value {
    case .single(let choice): choice
    case .multiple(let choices): choices.sorted().joined(separator: "+")
    case .scale(let step): String(step)
    case .text(let text): text
    }
  }

  private static func value(
    _ coefficient: Coefficient,
    of field: FieldID,
    in stratum: String,
    among raters: RaterGroup
  ) -> AgreementValue {
    let measure: AgreementValue.Measure =
      switch coefficient.value {
      case .value(let number): .value(number)
      case .undefined(let reason): .undefined(reason.code)
      }
    return AgreementValue(
      field: field,
      stratum: stratum,
      raters: raters,
      coefficient: coefficient.name.rawValue,
      measure: measure,
      items: coefficient.items,
      raterCount: coefficient.raters.count,
      ratings: coefficient.ratings
    )
  }
}

extension AgreementRun {
  /// The run as JSON, with the definition of each coefficient in it.
  var json: JSONValue {
    let names = Set(values.map(\.coefficient))
    return .object([
      ("at", .string(at.iso8601)),
      (
        "definitions",
        .object(
          Coefficient.Name.allCases.filter { names.contains($0.rawValue) }
            .map { ($0.rawValue, .string($0.definition)) }
        )
      ),
      ("coefficients", .array(values.map(\.json))),
    ])
  }
}

extension AgreementValue {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("field", .string(field)),
      ("stratum", .string(stratum)),
      ("among", .string(raters.rawValue)),
      ("name", .string(coefficient)),
    ]
    switch measure {
    case .value(let number): members.append(("value", .double(number)))
    case .undefined(let reason): members.append(("undefined", .string(reason)))
    }
    members += [
      ("items", .int(items)), ("raters", .int(raterCount)), ("ratings", .int(ratings)),
    ]
    return .object(members)
  }
}
