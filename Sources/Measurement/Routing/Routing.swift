package import Agreement
package import AnnotationCore
import ProjectStore

/// Which items need one more human label most.
package struct Routing {
  package let session: JurySession
  package let rule: DecisionPolicy.JuryRule
  package let human: HumanAccuracy
  /// With the most expected gain first.
  package let ranking: [Ranked]
  /// How many jurors have a record to be weighed by.
  package let recorded: Int

  package struct Ranked: Sendable {
    package let routed: RoutedItem
    package let vote: JuryVote
  }

  /// - Parameters:
  ///   - rule: how the jury's probabilities are made; nil for the guideline's rule.
  ///   - humanAccuracy: how often a human is right, from 0 to 1; nil to measure it.
  ///   - decided: whether items that rules have decided are ranked too; those that a lead decided never
  ///     are.
  /// - Throws: `JuryVoteError`, `StoreError`.
  package init(
    _ session: JurySession,
    by rule: DecisionPolicy.JuryRule?,
    humanAccuracy: Double?,
    decided: Bool
  ) throws {
    let rule = rule ?? session.store.guideline.guideline.decisions.juryRule
    let ways = try session.store.ways(of: session.field.id)
    human = HumanAccuracy(
      given: humanAccuracy,
      session.evidence.humans,
      gold: try session.store.gold(of: session.field.id).compactMapValues(\.label),
      labels: session.evidence.labels.count
    )
    let votes = try session.evidence.votes(by: rule).filter { vote in
      guard let way = ways[vote.item] else { return true }
      return decided && way != .adjudicated
    }
    let byItem = Dictionary(uniqueKeysWithValues: votes.map { ($0.item, $0) })
    ranking = try RoutedItem.ranking(votes, humanAccuracy: human.accuracy).compactMap { routed in
      byItem[routed.item].map { Ranked(routed: routed, vote: $0) }
    }
    recorded = session.evidence.records.count
    self.session = session
    self.rule = rule
  }
}
