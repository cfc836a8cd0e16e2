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

  var text: String {
    func share(_ pairs: DisagreementSources.Pairs) -> String {
      pairs.share.map {
        "\(pairs.differing) of \(pairs.all) pairs differ (\(AgreementText.percent($0)))"
      }
        ?? "no pairs"
    }
    var lines = [field]
    if hasSelectedCriterion {
      lines.append("  one criterion:  \(share(sources.sameCriterion))")
      lines.append("  two criteria:   \(share(sources.otherCriterion))")
      if let part = sources.shareOfTwoCriteria {
        lines.append(
          "  \(AgreementText.percent(part)) of the disagreement is between two criteria."
        )
      }
    } else {
      lines.append("  \(share(sources.sameCriterion))")
    }
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
