/// Ballots sorted by item and rater, ready to be counted.
struct VoteTally {
  /// Every item with a ballot or a human's label, sorted.
  let items: [String]
  /// Whether the jury was asked about each item.
  private(set) var isJuried: [Bool]
  private(set) var abstentions: [Int]
  /// Everyone who gave a label or abstained, sorted.
  private let raters: [String]
  private let isJuror: [Bool]
  /// The labels given to each item, by rater.
  private var given: [[Given]]
  private let labelCount: Int

  private struct Given {
    let rater: Int
    let label: Int
  }

  init(
    _ ballots: [JuryBallot],
    humans: [Rating],
    labels: [String]
  ) throws(JuryVoteError) {
    let jurors = Set(ballots.map(\.juror))
    if let both = humans.map(\.rater).filter(jurors.contains).min() { throw .sameName(both) }
    items = Set(ballots.map(\.item) + humans.map(\.item)).sorted()
    raters = jurors.union(humans.map(\.rater)).sorted()
    isJuror = raters.map(jurors.contains)
    labelCount = labels.count
    isJuried = items.map { _ in false }
    abstentions = items.map { _ in 0 }
    given = items.map { _ in [] }

    let itemPlaces = Dictionary(uniqueKeysWithValues: zip(items, items.indices))
    let raterPlaces = Dictionary(uniqueKeysWithValues: zip(raters, raters.indices))
    let labelPlaces = Dictionary(zip(labels, labels.indices)) { first, _ in first }
    var seen: Set<[Int]> = []
    let asBallots = humans.map { JuryBallot(item: $0.item, juror: $0.rater, label: $0.label) }
    for ballot in ballots + asBallots {
      guard let item = itemPlaces[ballot.item], let rater = raterPlaces[ballot.juror] else {
        continue
      }
      guard seen.insert([item, rater]).inserted else {
        throw .votedTwice(item: ballot.item, rater: ballot.juror)
      }
      if isJuror[rater] { isJuried[item] = true }
      guard let name = ballot.label else {
        abstentions[item] += 1
        continue
      }
      guard let label = labelPlaces[name] else {
        throw .unknownLabel(item: ballot.item, rater: ballot.juror, label: name)
      }
      given[item].append(Given(rater: rater, label: label))
    }
    for item in items.indices { given[item].sort { $0.rater < $1.rater } }
  }

  /// How many jurors voted for each label.
  func counts(ofItem item: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: labelCount)
    for given in given[item] where isJuror[given.rater] { counts[given.label] += 1 }
    return counts
  }

  /// The probability of each label for each item.
  func probabilities(by rule: JuryRule) -> [[Double]] {
    switch rule {
    case .majority: return rows(of: votes.shares())
    case .weighted(let records):
      let weights = raters.map { (records[$0] ?? JurorRecord()).weight(labels: labelCount) }
      return given.map { given in
        var logs = [Double](repeating: 0, count: labelCount)
        for vote in given { logs[vote.label] += weights[vote.rater] }
        _ = normalise(&logs)
        return logs
      }
    case .dawidSkene(_, let rule):
      return rows(of: dawidSkene(votes, isOneCoin: false, until: rule).posteriors)
    }
  }

  private var votes: Votes {
    var starts = [0]
    for given in given { starts.append((starts.last ?? 0) + given.count) }
    let all = given.joined()
    return Votes(
      raterCount: raters.count,
      labelCount: labelCount,
      starts: starts,
      raterOf: all.map { Int32($0.rater) },
      labelOf: all.map { Int32($0.label) }
    )
  }

  private func rows(of flat: [Double]) -> [[Double]] {
    items.indices.map { Array(flat[($0 * labelCount)..<(($0 + 1) * labelCount)]) }
  }
}
