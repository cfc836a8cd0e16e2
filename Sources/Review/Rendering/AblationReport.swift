import Agreement
import AnnotationCore
import JSON
import Measurement
import SafeText

/// Agreement in all stages and in the last one alone, in words and as JSON.
enum AblationReport {
  static func json(_ found: [StageAblation]) -> JSONValue {
    .object([
      (
        "fields",
        .array(
          found.map { ablation in
            .object([
              ("field", .string(ablation.field)),
              ("coefficients", .array(ablation.differences.map(\.json))),
            ])
          }
        )
      )
    ])
  }

  static func parts(
    _ found: [StageAblation],
    _ guideline: Guideline
  ) -> [ReportPart] {
    let wanted: [Coefficient.Name] = [.percentAgreement, .krippendorffAlpha, .gwetAC1]
    let rows = found.flatMap { ablation in
      ablation.differences.filter { wanted.contains($0.one.name) }.map { difference in
        func cell(_ number: Double?) -> String { number.map(AgreementText.fixed) ?? "–" }
        return [
          ablation.field, difference.one.name.rawValue, "\(difference.one.items)",
          cell(difference.one.value.number), "\(difference.other.items)",
          cell(difference.other.value.number), cell(difference.difference),
          difference.interval.map {
            "\(AgreementText.fixed($0.lower)) … \(AgreementText.fixed($0.upper))"
          } ?? "",
        ]
      }
    }
    let heading = ["field", "", "all", "value", "alone", "value", "differs", "interval"]
    let policy =
      guideline.singleStage.map { "One item in \($0.every) is labelled in the last stage alone." }
      ?? "The guideline has no such items: add 'single_stage:' before 'review assign'."
    return [
      .table([heading] + rows),
      .text(
        "all: items of the benchmark, in all stages; alone: items of the last stage alone.\n"
          + policy
      ),
    ]
  }
}

extension CoefficientDifference {
  fileprivate var json: JSONValue {
    func side(_ coefficient: Coefficient) -> JSONValue {
      var members: [(String, JSONValue)] = []
      switch coefficient.value {
      case .value(let number): members.append(("value", .double(number)))
      case .undefined(let reason): members.append(("undefined", .string(reason.code.rawValue)))
      }
      members += [
        ("items", .int(coefficient.items)), ("raters", .int(coefficient.raters.count)),
        ("ratings", .int(coefficient.ratings)),
      ]
      return .object(members)
    }
    return .object([
      ("name", .string(one.name.rawValue)),
      ("scale", .string(one.scale.rawValue)),
      ("definition", .string(one.definition)),
      ("all_stages", side(one)),
      ("single_stage", side(other)),
      ("difference", difference.map { .double($0) } ?? .null),
      ("interval", interval?.json ?? .null),
    ])
  }
}
