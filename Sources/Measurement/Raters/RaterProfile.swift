import Agreement
import OrderedJSON

/// How one rater's labels compare: with the others', with the decisions, with gold; month by month.
struct RaterProfile {
  var rater: String
  var ratings: Int
  var others: Share
  var decisions: Share
  var gold: Share
  /// Agreement with the others in each month.
  var months: [(month: String, share: Share)]

  /// Of so many comparisons, how many agree.
  struct Share {
    var agreeing = 0
    var all = 0

    var value: Double? { all > 0 ? Double(agreeing) / Double(all) : nil }

    mutating func note(_ agrees: Bool) {
      all += 1
      if agrees { agreeing += 1 }
    }

    /// The share, with how many comparisons it is of.
    var text: String { value.map { "\(AgreementText.fixed($0)) (\(all))" } ?? "–" }

    var json: JSONValue {
      .object([("agreement", value.map { .double($0) } ?? .null), ("comparisons", .int(all))])
    }
  }

  /// The profiles of all raters, in the order of the table's.
  static func profiles(of loaded: RatingSource.Loaded) -> [RaterProfile] {
    let table = loaded.table
    var profiles = table.raters.map {
      RaterProfile(
        rater: $0,
        ratings: 0,
        others: Share(),
        decisions: Share(),
        gold: Share(),
        months: []
      )
    }
    var byMonth = [[String: Share]](repeating: [:], count: table.raters.count)
    var open = -1
    var ratings: [(rater: Int, label: String)] = []
    func close() {
      guard open >= 0 else { return }
      let item = table.items[open]
      for (rater, label) in ratings {
        profiles[rater].ratings += 1
        if let decided = loaded.decisions[item] { profiles[rater].decisions.note(decided == label) }
        if let known = loaded.gold[item] { profiles[rater].gold.note(known == label) }
        let month = loaded.months[table.raters[rater]]?[item]
        for other in ratings where other.rater != rater {
          profiles[rater].others.note(other.label == label)
          if let month { byMonth[rater][month, default: Share()].note(other.label == label) }
        }
      }
      ratings = []
    }
    table.forEachRating { item, rater, label in
      if item != open {
        close()
        open = item
      }
      ratings.append((rater, table.labels[label]))
    }
    close()
    for index in profiles.indices {
      profiles[index].months = byMonth[index].sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    return profiles
  }

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
  static func overview(of profiles: [RaterProfile]) -> String {
    let heading = ["rater", "ratings", "with others", "decisions", "gold"]
    let rows = profiles.map {
      [$0.rater, "\($0.ratings)", $0.others.text, $0.decisions.text, $0.gold.text]
    }
    return table([heading] + rows)
  }

  /// Each rater against the others month by month, to see who drifts; nil where there is one month.
  static func drift(of profiles: [RaterProfile]) -> String? {
    let months = Set(profiles.flatMap { $0.months.map(\.month) }).sorted()
    guard months.count > 1 else { return nil }
    // So many fit a line of 80 columns beside a name.
    let tables = stride(from: 0, to: months.count, by: 4).map { start in
      let shown = months[start..<min(start + 4, months.count)]
      let rows = profiles.map { profile in
        [profile.rater]
          + shown.map { month in
            (profile.months.first { $0.month == month }?.share ?? Share()).text
          }
      }
      return table([["rater"] + shown] + rows)
    }
    return (["With others, month by month"] + tables).joined(separator: "\n\n")
  }
}
