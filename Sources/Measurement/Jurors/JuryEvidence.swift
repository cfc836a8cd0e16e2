package import Agreement
package import AnnotationCore
import ProjectStore

/// What humans and jurors said of one field that takes one label, ready to hold one against the other.
package struct JuryEvidence: Sendable {
  /// The labels to choose from, in the guideline's order, then others that were given.
  package let labels: [String]
  /// One of each juror and item, sorted by item and juror; a juror that was asked and gave no label
  /// abstains.
  let ballots: [JuryBallot]
  let humans: [Rating]
  /// What jurors are held against, by item.
  package let right: [ItemID: String]

  /// Each juror's record against the humans.
  var records: [String: JurorRecord] { JurorRecord.measured(ballots, against: right) }

  /// The jury's vote on each item that a juror was asked about, sorted by item.
  ///
  /// By weights each item is voted on with the jurors' records on the other items.
  /// - Throws: `JuryVoteError`.
  package func votes(
    by rule: DecisionPolicy.JuryRule,
    quorum: Int = 1
  ) throws(JuryVoteError) -> [JuryVote] {
    switch rule {
    case .majority: return try juryVotes(ballots, labels: labels, by: .majority, quorum: quorum)
    case .dawidSkene:
      return try juryVotes(
        ballots,
        labels: labels,
        by: .dawidSkene(humans: humans),
        quorum: quorum
      )
    case .weighted:
      let records = records
      var votes: [JuryVote] = []
      for ballots in ballotsByItem {
        votes += try juryVotes(
          Array(ballots),
          labels: labels,
          by: .weighted(without(ballots, records)),
          quorum: quorum
        )
      }
      return votes
    }
  }

  /// The ballots of each item, sorted by item.
  var ballotsByItem: [ArraySlice<JuryBallot>] {
    var found: [ArraySlice<JuryBallot>] = []
    var start = ballots.startIndex
    for place in ballots.indices where ballots[place].item != ballots[start].item {
      found.append(ballots[start..<place])
      start = place
    }
    if start < ballots.endIndex { found.append(ballots[start...]) }
    return found
  }

  /// Records as they are without the ballots of one item, so that no juror is credited for the item that
  /// it decides.
  private func without(
    _ ballots: ArraySlice<JuryBallot>,
    _ records: [String: JurorRecord]
  ) -> [String: JurorRecord] {
    guard let truth = ballots.first.flatMap({ right[$0.item] }) else { return records }
    var rest = records
    for ballot in ballots {
      guard let label = ballot.label, let record = records[ballot.juror] else { continue }
      rest[ballot.juror] = record.without(isRight: label == truth)
    }
    return rest
  }

  /// The label that most of some labels are, or nil where there is none with the most.
  static func plurality(of labels: some Sequence<String>) -> String? {
    var counts: [String: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    let most = counts.values.max()
    let leading = counts.filter { $0.value == most }
    return leading.count == 1 ? leading.first?.key : nil
  }
}

extension JurorRecord {
  /// The record without one answer.
  func without(isRight: Bool) -> JurorRecord {
    JurorRecord(right: right - (isRight ? 1 : 0), answered: answered - 1)
  }
}
