import Agreement
import AnnotationCore
import ProjectStore

/// What humans and jurors said of one field that takes one label, ready to hold one against the other.
struct JuryEvidence {
  /// The labels to choose from, in the guideline's order, then others that were given.
  var labels: [String]
  /// One of each juror and item; a juror that was asked and gave no label abstains.
  var ballots: [JuryBallot]
  var humans: [Rating]
  /// What jurors are held against, by item.
  var right: [ItemID: String]

  /// Each juror's record against the humans.
  var records: [String: JurorRecord] { JurorRecord.measured(ballots, against: right) }

  /// The jury's vote on each item that a juror was asked about, sorted by item.
  ///
  /// By weights each item is voted on with the jurors' records on the other items.
  func votes(
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
      for (item, ballots) in ballotsByItem {
        votes += try juryVotes(
          ballots,
          labels: labels,
          by: .weighted(Self.without(ballots, item, right, records)),
          quorum: quorum
        )
      }
      return votes
    }
  }

  /// Sorted by item.
  var ballotsByItem: [(item: ItemID, ballots: [JuryBallot])] {
    Dictionary(grouping: ballots, by: \.item).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Records as they are without one item, so that no juror is credited for the item that it decides.
  static func without(
    _ ballots: [JuryBallot],
    _ item: ItemID,
    _ right: [ItemID: String],
    _ records: [String: JurorRecord]
  ) -> [String: JurorRecord] {
    guard let truth = right[item] else { return records }
    var rest = records
    for ballot in ballots {
      guard let label = ballot.label, let record = records[ballot.juror] else { continue }
      rest[ballot.juror] = JurorRecord(
        right: record.right - (label == truth ? 1 : 0),
        answered: record.answered - 1
      )
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
