import Agreement
import JSON
import Measurement
import SafeText

/// The disagreement on a field, in words and as JSON.
extension FieldDisagreement {
  var json: JSONValue {
    func pairs(_ pairs: DisagreementSources.Pairs) -> JSONValue {
      .object([
        ("pairs", .int(pairs.all)), ("differing", .int(pairs.differing)),
        ("share", pairs.share.map { .double($0) } ?? .null),
      ])
    }
    var members: [(String, JSONValue)] = [("field", .string(field))]
    if hasSelectedCriterion {
      members += [
        ("same_criterion", pairs(sources.sameCriterion)),
        ("other_criterion", pairs(sources.otherCriterion)),
        ("share_of_two_criteria", sources.shareOfTwoCriteria.map { .double($0) } ?? .null),
      ]
    } else {
      members.append(("pairs", pairs(sources.sameCriterion)))
    }
    members.append(
      (
        "confusions",
        .array(
          sources.confusions.map {
            .object([
              ("labels", .array([.string($0.one), .string($0.other)])), ("pairs", .int($0.pairs)),
            ])
          }
        )
      )
    )
    if !points.isEmpty {
      members.append(
        (
          "choices",
          .array(
            points.map { point in
              .object([
                ("choice", .string(point.choice)), ("marked", .int(point.items)),
                ("dividing", .int(point.dividing)),
                ("alpha", point.alpha.number.map { .double($0) } ?? .null),
              ])
            }
          )
        )
      )
    }
    return .object(members)
  }

  /// The disagreement as parts of a report, with all pairs of labels.
  var parts: [ReportPart] {
    var parts = [ReportPart.heading(field), .text(sentences.joined(separator: "\n"))]
    if points.isEmpty, !sources.confusions.isEmpty {
      let rows = sources.confusions.map { [$0.one, $0.other, "\($0.pairs)"] }
      parts.append(.table([["label", "other", "pairs"]] + rows))
    }
    let dividing = points.filter { $0.dividing > 0 }
    if !dividing.isEmpty {
      let rows = dividing.map { point in
        [
          point.choice, "\(point.dividing)", "\(point.items)",
          point.alpha.number.map(AgreementText.fixed) ?? "–",
        ]
      }
      parts.append(.table([["choice", "differ", "of marked", "alpha"]] + rows))
    }
    return parts
  }

  private var sentences: [String] {
    func share(_ pairs: DisagreementSources.Pairs) -> String {
      pairs.share.map {
        "\(pairs.differing) of \(pairs.all) pairs differ (\(AgreementText.percent($0)))"
      }
        ?? "no pairs"
    }
    guard hasSelectedCriterion else { return [share(sources.sameCriterion)] }
    let part = sources.shareOfTwoCriteria.map {
      "\(AgreementText.percent($0)) of the disagreement is between two criteria."
    }
    return [
      "one criterion:  \(share(sources.sameCriterion))",
      "two criteria:   \(share(sources.otherCriterion))", part,
    ].compactMap(\.self)
  }

  var text: String {
    var lines = [field] + sentences.map { "  " + $0 }
    if points.isEmpty, !sources.confusions.isEmpty {
      let rows = sources.confusions.prefix(8).map { ["  " + $0.one, $0.other, "\($0.pairs)"] }
      lines.append(table([["  label", "other", "pairs"]] + rows))
    }
    let dividing = points.filter { $0.dividing > 0 }
    if !dividing.isEmpty {
      let rows = dividing.map { point in
        [
          "  " + point.choice, "\(point.dividing)", "\(point.items)",
          point.alpha.number.map(AgreementText.fixed) ?? "–",
        ]
      }
      lines.append(table([["  choice", "differ", "of marked", "alpha"]] + rows))
    }
    return lines.joined(separator: "\n")
  }
}
