package import Agreement
import AnnotationCore
import ProjectStore

/// The share of each label, by what humans said of some items and the jury of all.
package struct LabelShares {
  package let session: JurySession
  /// Whose word stands for an item that no human labelled: a juror's, or nil for the jury's votes.
  package let juror: String?
  package let shares: [LabelShare]
  /// Why intervals may be too short.
  package let cautions: [Caution]

  package struct LabelShare: Sendable {
    /// Empty for all items.
    package let stratum: String
    package let label: String
    package let estimate: Measured<PredictionPoweredShare>
  }

  /// Something that makes an interval too short.
  package enum Caution: Hashable, Sendable {
    /// Fewer than ``few`` items that humans labelled have a label, or lack it.
    case fewLabelled
    /// So many of the items without a label have annotators who are divided.
    case divided(items: Int)
  }

  /// With fewer items that have the label by humans, or that lack it, an interval is too short.
  package static let few = 10

  /// - Parameters:
  ///   - labels: those whose shares are estimated; where none is named all of them, of two the first,
  ///     since the other one has the rest.
  ///   - juror: whose word stands for the jury's votes; nil for these.
  ///   - by: what to tell parts of the items by, besides all of them together.
  ///   - level: how sure an interval is, between 0 and 1.
  /// - Throws: ``MeasurementError`` where there is no such label, juror or attribute; `StoreError`.
  package init(
    _ session: JurySession,
    labels named: [String],
    juror: String?,
    by: [String],
    level: Double
  ) throws {
    let known = session.evidence.labels
    if let unknown = named.first(where: { !known.contains($0) }) {
      throw MeasurementError.noSuchLabel(unknown, of: session.field.id, known: known)
    }
    if let juror, !session.names.contains(juror) {
      throw MeasurementError.noSuchJuror(juror, known: session.names)
    }
    let labels = named.isEmpty ? Array(known.count == 2 ? known[..<1] : known[...]) : named
    let strata = try session.store.strata(by: by)
    self.session = session
    self.juror = juror
    let predicted = Self.predictions(session, juror)
    var shares: [LabelShare] = []
    func estimate(_ items: [ItemID], _ stratum: String) {
      for label in labels {
        var labelled: [(human: Bool, juror: Double)] = []
        var unlabelled: [Double] = []
        for item in items {
          let value = predicted[item]?[label] ?? 0
          if let truth = session.evidence.right[item] {
            labelled.append((truth == label, value))
          } else {
            unlabelled.append(value)
          }
        }
        shares.append(
          LabelShare(
            stratum: stratum,
            label: label,
            estimate: PredictionPoweredShare.estimate(
              labelled: labelled,
              unlabelled: unlabelled,
              level: level
            )
          )
        )
      }
    }
    let items = predicted.keys.sorted()
    estimate(items, "")
    for values in strata {
      for (stratum, members) in Dictionary(grouping: items, by: { values[$0] ?? "" })
        .sorted(by: { $0.key < $1.key }) where !stratum.isEmpty
      { estimate(members, stratum) }
    }
    self.shares = shares
    cautions = Self.cautions(session, items, shares)
  }

  /// The probability of each label of each item that the jury gave one: a juror's own where it says
  /// probabilities, else 1 for its label; of a jury the shares of its votes.
  private static func predictions(
    _ session: JurySession,
    _ juror: String?
  ) -> [ItemID: [String: Double]] {
    var found = juror.map(session.probabilities) ?? [:]
    for ballots in session.evidence.ballotsByItem {
      guard let item = ballots.first?.item, found[item] == nil else { continue }
      let votes = ballots.filter { juror == nil || $0.juror == juror }.compactMap(\.label)
      for label in votes { found[item, default: [:]][label, default: 0] += 1 / Double(votes.count) }
    }
    return found
  }

  private static func cautions(
    _ session: JurySession,
    _ items: [ItemID],
    _ shares: [LabelShare]
  ) -> [Caution] {
    var cautions: [Caution] = []
    let isShort = shares.contains { share in
      guard let known = share.estimate.known else { return false }
      return min(known.labelledWithLabel, known.labelled - known.labelledWithLabel) < few
    }
    if isShort { cautions.append(.fewLabelled) }
    let labelled = Set(session.evidence.humans.map(\.item))
    let divided = items.count { session.evidence.right[$0] == nil && labelled.contains($0) }
    if divided > 0 { cautions.append(.divided(items: divided)) }
    return cautions
  }
}
