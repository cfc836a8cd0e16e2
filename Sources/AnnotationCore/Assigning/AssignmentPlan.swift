/// Who labels what: every item by k different annotators who read its language, each with a like share.
///
/// Training items go to everybody who reads them, first; gold goes to everybody, one after so many
/// ordinary items of its language, and is held back where there are too few of those.
///
/// Repeatable: the same items, people, assignments and seed give the same plan.
package struct AssignmentPlan: Hashable, Sendable {
  /// The assignments to add, in the order in which each annotator will meet them.
  package var additions: [Pair]
  /// Languages with items and too few people, with the number who read them.
  package var uncovered: [String: Int]
  /// How many assignments of gold wait for ordinary items to stand among.
  package var goldHeldBack: Int

  /// One item for one annotator.
  package struct Pair: Hashable, Sendable {
    package var item: ItemID
    package var person: PersonID

    package init(item: ItemID, person: PersonID) {
      self.item = item
      self.person = person
    }
  }

  /// - Parameters:
  ///   - items: id and language of the items to assign.
  ///   - people: who may be assigned.
  ///   - overlap: how many annotators every item gets, those it has included.
  ///   - existing: who has each item already.
  ///   - training: the items that everybody who reads them gets, before all others.
  ///   - gold: the items that everybody who reads them gets, mixed in, and how often.
  ///   - seed: what the shuffling grows from.
  package init(
    items: [(id: ItemID, language: String)],
    people: [Person],
    overlap: Int,
    existing: [ItemID: Set<PersonID>],
    training: Set<ItemID> = [],
    gold: Gold? = nil,
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    var load: [PersonID: Int] = [:]
    for (item, persons) in existing where !training.contains(item) {
      for person in persons { load[person, default: 0] += 1 }
    }
    additions = []
    uncovered = [:]
    goldHeldBack = 0
    var lessons: [Pair] = []
    let byLanguage = Dictionary(grouping: items, by: \.language)
    for (language, items) in byLanguage.sorted(by: { $0.key < $1.key }) {
      let readers = people.filter { $0.languages.contains(language) }.sorted { $0.name < $1.name }
      lessons += Self.lessons(items.map(\.id).filter(training.contains), readers, existing)
      let ordinary = items.filter { !training.contains($0.id) }
      guard readers.count >= overlap else {
        if !ordinary.isEmpty { uncovered[language] = readers.count }
        continue
      }
      var mixing = gold.map {
        GoldMixing($0, items: ordinary.map(\.id), readers: readers, existing: existing, seed: seed)
      }
      let shared = ordinary.filter { mixing?.items.contains($0.id) != true }
      for item in shared.sorted(by: { $0.id < $1.id }).shuffled(using: &random) {
        var holders = existing[item.id] ?? []
        // A random order before sorting by load breaks ties without favouring a name.
        var candidates = readers.filter { !holders.contains($0.id) }.shuffled(using: &random)
        while holders.count < overlap,
          let next = candidates.indices.min(by: {
            load[candidates[$0].id, default: 0] < load[candidates[$1].id, default: 0]
          })
        {
          let person = candidates.remove(at: next).id
          additions.append(Pair(item: item.id, person: person))
          holders.insert(person)
          load[person, default: 0] += 1
          if let due = mixing?.due(afterOneMoreOf: person) {
            additions.append(Pair(item: due, person: person))
          }
        }
      }
      goldHeldBack += mixing?.heldBack ?? 0
    }
    additions = lessons + additions
  }

  /// Every lesson for everybody who reads it and does not have it, in the order of the items.
  private static func lessons(
    _ items: [ItemID],
    _ readers: [Person],
    _ existing: [ItemID: Set<PersonID>]
  ) -> [Pair] {
    readers.flatMap { reader in
      items.filter { existing[$0]?.contains(reader.id) != true }
        .map { Pair(item: $0, person: reader.id) }
    }
  }
}

/// A small random number generator whose sequence is fixed by its seed, on every platform.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A generator for words, so that the same words draw the same on every machine.
  ///
  /// Their FNV-1a hash (Fowler, Noll and Vo) is the seed, a unit separator between two words; the
  /// generator mixes what the hash of short words leaves alike.
  package init(drawnFrom words: [String]) {
    state = words.joined(separator: "\u{1F}").utf8.reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
