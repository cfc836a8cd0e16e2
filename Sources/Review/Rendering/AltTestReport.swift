import Agreement
import JSON
import SafeText

/// Alternative annotator tests, in words and as JSON.
enum AltTestReport {
  static func json(_ tests: [AlternativeAnnotatorTest]) -> JSONValue {
    .object([("tests", .array(tests.map(\.json)))])
  }

  static func text(_ tests: [AlternativeAnnotatorTest]) -> String {
    tests.map { test in
      let rows = test.comparisons.map { comparison in
        [
          comparison.annotator, "\(comparison.items)", AgreementText.fixed(comparison.juror),
          AgreementText.fixed(comparison.human), pValue(comparison.p),
          comparison.isBeaten ? "yes" : "no",
        ]
      }
      var parts = [
        test.winningRate.map { rate in
          "\(test.juror): winning rate \(AgreementText.fixed(rate)), average advantage "
            + "\(AgreementText.fixed(test.averageAdvantage ?? 0)): "
            + (test.passes ? "passes" : "does not pass")
        } ?? "\(test.juror): no annotator has enough items that two others rated too."
      ]
      if !rows.isEmpty {
        parts.append(
          table([["annotator", "items", "juror", "annotator's", "p", "beaten"]] + rows)
        )
      }
      if !test.leftOut.isEmpty {
        let names = test.leftOut.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
        parts.append("Left out, with too few items: \(names.joined(separator: ", "))")
      }
      return parts.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}

extension AlternativeAnnotatorTest {
  fileprivate var json: JSONValue {
    .object([
      ("juror", .string(juror)),
      ("epsilon", .double(options.epsilon)),
      ("rate", .double(options.rate)),
      ("alignment", .string(alignment.rawValue)),
      ("winning_rate", winningRate.map { .double($0) } ?? .null),
      ("average_advantage", averageAdvantage.map { .double($0) } ?? .null),
      ("passes", .bool(passes)),
      (
        "annotators",
        .array(
          comparisons.map { comparison in
            .object([
              ("annotator", .string(comparison.annotator)),
              ("items", .int(comparison.items)),
              ("juror", .double(comparison.juror)),
              ("human", .double(comparison.human)),
              ("p", .double(comparison.p)),
              ("beaten", .bool(comparison.isBeaten)),
            ])
          }
        )
      ),
      ("left_out", .counts(leftOut)),
    ])
  }
}
