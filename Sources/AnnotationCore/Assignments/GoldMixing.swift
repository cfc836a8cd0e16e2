extension AssignmentPlan {
  /// The items with a known answer that are mixed in, and how often.
  package struct Gold: Hashable, Sendable {
    /// Their row numbers.
    package var items: Set<Int64>
    /// One after each so many ordinary items.
    package var every: Int

    package init(items: Set<Int64>, every: Int) {
      self.items = items
      self.every = max(1, every)
    }
  }
}

/// Deals the gold of one language out among the ordinary items of each reader.
struct GoldMixing {
  /// The gold of this language.
  let items: Set<Int64>
  private let every: Int
  /// What each reader has still to get, last first: each in an order of their own, so that two who
  /// compare notes do not see a pattern.
  private var waiting: [PersonID: [Int64]] = [:]
  /// Ordinary items of each reader since their last gold.
  private var since: [PersonID: Int] = [:]

  /// - Parameters:
  ///   - items: every item of the language that is not for training, in the order of their ids.
  ///   - readers: by name, so that the dealing is repeatable.
  init(
    _ gold: AssignmentPlan.Gold,
    items: [Int64],
    readers: [Person],
    existing: [Int64: [PersonID]],
    seed: UInt64
  ) {
    every = gold.every
    let goldItems = items.filter(gold.items.contains)
    self.items = Set(goldItems)
    for reader in readers {
      // A generator of its own: gold added later leaves the shuffling of the others as it was.
      var random = SplitMix64(seed: seed ^ (UInt64(bitPattern: reader.id) &* 0x9E37_79B9))
      waiting[reader.id] = goldItems.filter { existing[$0]?.contains(reader.id) != true }
        .shuffled(using: &random)
    }
    for item in items where !self.items.contains(item) {
      for person in existing[item] ?? [] { since[person, default: 0] += 1 }
    }
    for reader in readers {
      let had = goldItems.count { existing[$0]?.contains(reader.id) == true }
      // Gold that came late is not handed out in a row to catch up: that would mark it.
      since[reader.id] = min(max(0, since[reader.id, default: 0] - had * every), every - 1)
    }
  }

  /// The gold that follows the ordinary item which a person was just given, or nil.
  mutating func due(afterOneMoreOf person: PersonID) -> Int64? {
    since[person, default: 0] += 1
    guard since[person, default: 0] >= every, let next = waiting[person]?.popLast() else {
      return nil
    }
    since[person] = 0
    return next
  }

  /// How many assignments were not given.
  var heldBack: Int { waiting.values.reduce(0) { $0 + $1.count } }
}
