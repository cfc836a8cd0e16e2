/// Who labels what: every item by k different annotators who read its language, each with a like share.
///
/// Training items go to everybody who reads them, first; gold goes to everybody, one after so many
/// ordinary items of its language, and is held back where there are too few of those.
///
/// Repeatable: the same items, people, assignments and seed give the same plan. Items are named by row
/// numbers, since a plan of a million needs no more of them.
package struct AssignmentPlan: Hashable, Sendable {
  /// The assignments to add: each person meets the items of their shares one after another.
  package var shares: [Share]
  /// Languages with items and too few people, with the number who read them.
  package var uncovered: [String: Int]
  /// How many assignments of gold wait for ordinary items to stand among.
  package var goldHeldBack: Int

  /// Items of one language for one annotator.
  package struct Share: Hashable, Sendable {
    package var person: PersonID
    package var language: String
    /// The items' row numbers, in the order in which the annotator meets them.
    package var items: [Int64]

    package init(person: PersonID, language: String, items: [Int64]) {
      self.person = person
      self.language = language
      self.items = items
    }
  }

  /// The items of one language.
  package struct LanguageItems: Hashable, Sendable {
    package var language: String
    /// Their row numbers, in the order of their ids.
    package var items: [Int64]

    package init(language: String, items: [Int64]) {
      self.language = language
      self.items = items
    }
  }

  /// - Parameters:
  ///   - languages: the items to assign.
  ///   - people: who may be assigned.
  ///   - overlap: how many annotators every item gets, those it has included.
  ///   - existing: who has each item already.
  ///   - training: the items that everybody who reads them gets, before all others.
  ///   - gold: the items that everybody who reads them gets, mixed in, and how often.
  ///   - seed: what the shuffling grows from.
  package init(
    languages: [LanguageItems],
    people: [Person],
    overlap: Int,
    existing: [Int64: [PersonID]],
    training: Set<Int64> = [],
    gold: Gold? = nil,
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    var load: [PersonID: Int] = [:]
    for (item, persons) in existing where !training.contains(item) {
      for person in persons { load[person, default: 0] += 1 }
    }
    uncovered = [:]
    goldHeldBack = 0
    var trainingShares: [Share] = []
    var ordinaryShares: [Share] = []
    for language in languages.sorted(by: { $0.language < $1.language }) {
      let readers = people.filter { $0.languages.contains(language.language) }
        .sorted { $0.name < $1.name }
      trainingShares += Self.training(training, of: language, readers, existing)
      let ordinary = language.items.filter { !training.contains($0) }
      guard readers.count >= overlap else {
        if !ordinary.isEmpty { uncovered[language.language] = readers.count }
        continue
      }
      var mixing = gold.map {
        GoldMixing($0, items: ordinary, readers: readers, existing: existing, seed: seed)
      }
      let shared = ordinary.filter { mixing?.items.contains($0) != true }
      ordinaryShares += Self.shares(
        of: shared.shuffled(using: &random),
        language.language,
        readers,
        overlap: overlap,
        existing,
        &mixing,
        &load,
        &random
      )
      goldHeldBack += mixing?.heldBack ?? 0
    }
    shares = trainingShares + ordinaryShares
  }

  /// The shares of the readers of one language, by reader.
  /// - Parameter items: ordinary items, in the order in which they are given out.
  private static func shares(
    of items: [Int64],
    _ language: String,
    _ readers: [Person],
    overlap: Int,
    _ existing: [Int64: [PersonID]],
    _ mixing: inout GoldMixing?,
    _ load: inout [PersonID: Int],
    _ random: inout SplitMix64
  ) -> [Share] {
    // Readers by number: looking a million of them up by their ids takes seconds.
    var loads = readers.map { load[$0.id, default: 0] }
    var shares = readers.map { Share(person: $0.id, language: language, items: []) }
    let everybody = Array(readers.indices)
    for item in items {
      let holders = existing[item] ?? []
      var held = holders.count
      // A random order before sorting by load breaks ties without favouring a name.
      var candidates =
        holders.isEmpty ? everybody : everybody.filter { !holders.contains(readers[$0].id) }
      candidates.shuffle(using: &random)
      while held < overlap,
        let next = candidates.indices.min(by: { loads[candidates[$0]] < loads[candidates[$1]] })
      {
        let reader = candidates.remove(at: next)
        shares[reader].items.append(item)
        held += 1
        loads[reader] += 1
        if let due = mixing?.due(afterOneMoreOf: readers[reader].id) {
          shares[reader].items.append(due)
        }
      }
    }
    for (reader, count) in zip(readers, loads) { load[reader.id] = count }
    return shares.filter { !$0.items.isEmpty }
  }

  /// Every training item for everybody who reads it and does not have it, in the order of the rows.
  private static func training(
    _ training: Set<Int64>,
    of language: LanguageItems,
    _ readers: [Person],
    _ existing: [Int64: [PersonID]]
  ) -> [Share] {
    guard !training.isEmpty else { return [] }
    let items = language.items.filter(training.contains).sorted()
    return readers.map { reader in
      Share(
        person: reader.id,
        language: language.language,
        items: items.filter { existing[$0]?.contains(reader.id) != true }
      )
    }.filter { !$0.items.isEmpty }
  }
}
