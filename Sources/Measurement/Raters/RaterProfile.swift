import Agreement

/// How one rater's labels compare: with the others', with the decisions, with gold; month by month.
package struct RaterProfile: Sendable {
  package var rater: String
  package var ratings: Int
  package var others: Share
  package var decisions: Share
  package var gold: Share
  /// Agreement with the others in each month.
  package var months: [(month: String, share: Share)]

  package init(
    rater: String,
    ratings: Int,
    others: Share,
    decisions: Share,
    gold: Share,
    months: [(month: String, share: Share)]
  ) {
    self.rater = rater
    self.ratings = ratings
    self.others = others
    self.decisions = decisions
    self.gold = gold
    self.months = months
  }

  /// Of so many comparisons, how many agree.
  package struct Share: Hashable, Sendable {
    package var agreeing: Int
    package var all: Int

    package init(agreeing: Int = 0, all: Int = 0) {
      self.agreeing = agreeing
      self.all = all
    }

    package var value: Double? { all > 0 ? Double(agreeing) / Double(all) : nil }

    mutating func note(_ agrees: Bool) {
      all += 1
      if agrees { agreeing += 1 }
    }
  }

  /// The profiles of all raters, in the order of the table's.
  package static func profiles(of loaded: FieldRatings) -> [RaterProfile] {
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
}
