import JSON
import Measurement
import SafeText

extension RaterProfile.Share {
  /// The share, with how many comparisons it is of.
  var text: String { value.map { "\(AgreementText.fixed($0)) (\(all))" } ?? "–" }

  var json: JSONValue {
    .object([("agreement", value.map { .double($0) } ?? .null), ("comparisons", .int(all))])
  }
}

extension RaterProfile {
  var json: JSONValue {
    .object([
      ("rater", .string(rater)),
      ("ratings", .int(ratings)),
      ("with_others", others.json),
      ("with_decisions", decisions.json),
      ("with_gold", gold.json),
      ("by_month", .object(months.map { ($0.month, $0.share.json) })),
    ])
  }
}

/// Profiles as text.
extension RaterProfile {
  /// Each rater against the others, the decisions and gold.
  static func overviewRows(of profiles: [RaterProfile]) -> [[String]] {
    let heading = ["rater", "ratings", "with others", "decisions", "gold"]
    let rows = profiles.map {
      [$0.rater, "\($0.ratings)", $0.others.text, $0.decisions.text, $0.gold.text]
    }
    return [heading] + rows
  }

  /// Each rater against the others month by month, to see who drifts; nil where there is one month.
  static func drift(of profiles: [RaterProfile]) -> String? {
    let parts = driftParts(of: profiles)
    return parts.isEmpty ? nil : parts.rendered(as: .text)
  }

  /// The same as parts of a report; none where there is one month.
  static func driftParts(of profiles: [RaterProfile]) -> [ReportPart] {
    let months = Set(profiles.flatMap { $0.months.map(\.month) }).sorted()
    guard months.count > 1 else { return [] }
    // So many fit a line of 80 columns beside a name.
    let tables = stride(from: 0, to: months.count, by: 4).map { start -> ReportPart in
      let shown = months[start..<min(start + 4, months.count)]
      let rows = profiles.map { profile in
        [profile.rater]
          + shown.map { month in
            profile.months.first { $0.month == month }?.share.text ?? "–"
          }
      }
      return .table([["rater"] + shown] + rows)
    }
    return [.heading("With others, month by month")] + tables
  }
}
