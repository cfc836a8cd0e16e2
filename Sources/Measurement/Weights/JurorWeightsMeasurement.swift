package import AnnotationCore
package import ProjectStore

/// What the jury's votes are worth in a project, by the guideline's `jury_rule`.
///
/// Jurors are held against the label that all humans gave who count, of items with enough of them.
/// By `weighted` a juror's vote is worth the log odds of its record on the *other* items
/// (`JurorRecord.weight(labels:)`). The model of Dawid and Skene is of all items, and of the humans'
/// labels too. Where the rule is the majority nothing is read.
///
/// Items are read a few at a time, and of each only the places of labels are kept. What changed since
/// is read again on ``refresh()``; the result is the same as if all had been read then.
package struct JurorWeightsMeasurement: Sendable {
  private let store: Project
  private let rules: DecisionRules
  private var votes: CountedVotes
  private var mark: ReadyItemChanges.Mark?
  /// Places of items that are to be read.
  private var waiting: [Int64] = []
  /// The places of the items that are not wholly decided.
  private var open: [ItemID: Int64] = [:]

  package init(of store: Project) {
    self.store = store
    rules = DecisionRules(store.guideline.guideline)
    votes = CountedVotes(rules)
  }

  /// Whether votes don't count alike.
  package var isNeeded: Bool { rules.guideline.decisions.needsJurorWeights }

  /// Whether items wait to be read.
  package var isBehind: Bool { isNeeded && (mark == nil || !waiting.isEmpty) }

  /// Reads so many of the items that wait, so that ``refresh()`` has less to read.
  package mutating func advance(by count: Int) throws(StoreError) {
    guard isBehind else { return }
    if mark == nil { try noteChanges() }
    let next = Array(waiting.suffix(count))
    let found = try store.readyItems(at: next)
    // Where annotators are at work again meanwhile, the next look at what changed takes the item out.
    for item in found { put(item) }
    waiting.removeLast(next.count)
  }

  /// Reads all that waits, and what changed.
  package mutating func refresh() throws(StoreError) {
    guard isNeeded else { return }
    try noteChanges()
    while !waiting.isEmpty { try advance(by: 500) }
  }

  private mutating func noteChanges() throws(StoreError) {
    let changes = try store.readyItemChanges(since: mark)
    mark = changes.mark
    if changes.isNew {
      votes = CountedVotes(rules)
      open = [:]
      waiting = changes.ready
      return
    }
    var next = Set(changes.ready.filter { !votes.contains($0) })
    if votes.places.count + next.count > changes.ready.count {
      // Annotators are at work again on some items.
      let ready = Set(changes.ready)
      for place in votes.places.filter({ !ready.contains($0) }) { votes.remove(place) }
    }
    next.formUnion(changes.changed.filter(votes.contains))
    next.formUnion(waiting.filter(votes.contains))
    waiting = next.sorted()
  }

  private mutating func put(_ item: ReadyItem) {
    votes.put(item)
    open[item.item] = item.isSettled ? nil : item.place
  }

  /// What the votes are worth on the items that are not wholly decided, as of the last ``refresh()``.
  package func weights() -> JurorWeightsByItem {
    let (votes, open) = (votes, open)
    switch rules.guideline.decisions.juryRule {
    case .majority: return JurorWeightsByItem()
    case .weighted:
      return JurorWeightsByItem { item in
        guard let place = open[item] else { return [:] }
        return votes.fieldIDs.reduce(into: [:]) { $0[$1] = votes.weights(of: $1, on: place) }
      }
    case .dawidSkene:
      let fields = open.isEmpty ? [] : votes.fieldIDs
      let models = fields.compactMap { field in votes.model(of: field).map { (field, $0) } }
      return JurorWeightsByItem { item in
        guard let place = open[item] else { return [:] }
        return models.reduce(into: [:]) { weights, model in
          weights[model.0] = votes.weights(of: model.0, on: place, by: model.1)
        }
      }
    }
  }

  /// What the votes are worth on one item once a field of it is decided, as far as the rules then ask
  /// for it.
  ///
  /// Where nothing that is open on the item waits for the jury's votes, no other item is read.
  mutating func weights(
    on item: ItemID,
    ifDecided field: FieldID,
    as value: FieldValue?,
    at moment: Timestamp
  ) throws(StoreError) -> JurorWeightsByItem {
    guard isNeeded, var found = try store.readyItem(item) else { return JurorWeightsByItem() }
    found.decisions[field] = Decision(
      id: 0,
      item: item,
      field: field,
      value: value,
      basis: Decision.Basis(how: .adjudicated, annotations: [], reviews: []),
      at: moment,
      supersedes: nil
    )
    var weights: [FieldID: JurorWeights] = [:]
    var asked: Set<FieldID> = []
    while true {
      let unweighed = rules.outcomes(
        for: found.ballots,
        decided: found.decisions,
        weights: weights
      ).filter { $0.value == .unweighed && !asked.contains($0.key) }.keys.sorted()
      guard !unweighed.isEmpty else { break }
      if asked.isEmpty {
        try refresh()
        put(found)
        // It is as if decided already: the next look reads it as it is.
        waiting.append(found.place)
      }
      for field in unweighed { weights[field] = self.weights(of: field, on: found.place) }
      asked.formUnion(unweighed)
    }
    let known = weights
    return JurorWeightsByItem([item: known])
  }

  private func weights(of field: FieldID, on place: Int64) -> JurorWeights? {
    switch rules.guideline.decisions.juryRule {
    case .majority: nil
    case .weighted: votes.weights(of: field, on: place)
    case .dawidSkene:
      votes.model(of: field).flatMap { votes.weights(of: field, on: place, by: $0) }
    }
  }
}
