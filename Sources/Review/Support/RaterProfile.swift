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
