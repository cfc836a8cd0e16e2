import Agreement
import AnnotationCore
import ProjectStore

/// What the jury's votes are worth, worked out of everything that was said.
extension JurorWeightsByItem {
  /// The opinions that deciding needs by the guideline's rule, for the items that are not decided yet;
  /// none where every vote counts alike.
  ///
  /// Jurors are held against the label that all humans gave who count, of items with enough of them;
  /// for each item as they did on the others. The model of Dawid and Skene is of all items, and of the
  /// humans' labels too.
  static func measured(in store: Project) throws -> JurorWeightsByItem {
    let guideline = store.guideline.guideline
    guard guideline.decisions.needsJurorWeights else { return JurorWeightsByItem() }
    let rules = DecisionRules(guideline)
    let fields = guideline.fields.filter(rules.weighsVotes)
    var said: [FieldID: JuryEvidence] = [:]
    for field in fields {
      let labels = guideline.labels(of: field) ?? []
      said[field.id] = JuryEvidence(labels: labels, ballots: [], humans: [], right: [:])
    }
    var open: Set<ItemID> = []
    try store.forEachReadyItem { item in
      if !item.isSettled { open.insert(item.item) }
      let votes = rules.votes(in: item.ballots, decided: item.decisions)
      for field in fields {
        said[field.id]?.add(
          votes[field.id] ?? [],
          on: item.item,
          minimumRaters: guideline.decisions.minimumRaters
        )
      }
    }
    var opinions = JurorWeightsByItem()
    for (field, evidence) in said {
      for (item, opinion) in try evidence.opinions(by: guideline.decisions.juryRule, on: open) {
        opinions.byItem[item, default: [:]][field] = opinion
      }
    }
    return opinions
  }
}

extension JuryEvidence {
  /// Adds what was said of an item; labels that the field does not offer are left out.
  mutating func add(_ votes: [Vote], on item: ItemID, minimumRaters: Int) {
    var given: [String] = []
    for vote in votes {
      guard let label = vote.value.label, labels.contains(label) else { continue }
      switch vote.rater {
      case .human(let person, _, _):
        given.append(label)
        humans.append(Rating(item: item, rater: Self.human + String(person), label: label))
      case .juror(let name, _): ballots.append(JuryBallot(item: item, juror: name, label: label))
      }
    }
    if let first = given.first, given.count >= minimumRaters, given.allSatisfy({ $0 == first }) {
      right[item] = first
    }
  }

  /// What a human's name begins with, so that no juror has it.
  static let human = "\u{1}"

  /// What the jury's votes are worth on each of some items that a juror gave a label.
  func opinions(
    by rule: DecisionPolicy.JuryRule,
    on items: Set<ItemID>
  ) throws(JuryVoteError) -> [ItemID: JurorWeights] {
    var opinions: [ItemID: JurorWeights] = [:]
    switch rule {
    case .majority: break
    case .weighted:
      let records = records
      for (item, ballots) in ballotsByItem where items.contains(item) {
        let weights = Self.without(ballots, item, right, records).mapValues {
          $0.weight(labels: labels.count)
        }
        opinions[item] = .weighted(weights: weights)
      }
    case .dawidSkene:
      for vote in try votes(by: .dawidSkene) where items.contains(vote.item) {
        opinions[vote.item] = .dawidSkene(
          posterior: Dictionary(uniqueKeysWithValues: zip(labels, vote.probabilities))
        )
      }
    }
    return opinions
  }
}
