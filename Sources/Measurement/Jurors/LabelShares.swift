import Agreement
import AnnotationCore
import OrderedJSON
import ProjectStore

/// The share of each label, as `review jury share` reports it.
struct LabelShares {
  let session: JurySession
  /// Whose word stands for an item that no human labelled: a juror's, or nil for the jury's votes.
  let juror: String?
  let shares: [LabelShare]
  let cautions: [String]

  struct LabelShare {
    /// Empty for all items.
    var stratum: String
    var label: String
    var estimate: Measured<PredictionPoweredShare>
  }

  /// With fewer items that have the label by humans, or that lack it, an interval is too short.
  static let few = 10

  /// - Parameters:
  ///   - labels: those whose shares are estimated.
  ///   - strata: what is known of each item, or nil for all items together.
  init(
    _ session: JurySession,
    labels: [String],
    juror: String?,
    strata: [[ItemID: String]],
    level: Double
  ) {
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
    for (item, ballots) in session.evidence.ballotsByItem where found[item] == nil {
      let votes = ballots.filter { juror == nil || $0.juror == juror }.compactMap(\.label)
      for label in votes { found[item, default: [:]][label, default: 0] += 1 / Double(votes.count) }
    }
    return found
  }

  private static func cautions(
    _ session: JurySession,
    _ items: [ItemID],
    _ shares: [LabelShare]
  ) -> [String] {
    var cautions: [String] = []
    let isShort = shares.contains { share in
      guard let known = share.estimate.known else { return false }
      return min(known.labelledWithLabel, known.labelled - known.labelledWithLabel) < few
    }
    if isShort {
      cautions.append(
        "Fewer than \(few) items that humans labelled have a label, or lack it: its intervals are too "
          + "short."
      )
    }
    let disputed = Set(session.evidence.humans.map(\.item))
    let open = items.filter { session.evidence.right[$0] == nil && disputed.contains($0) }
    if !open.isEmpty {
      cautions.append(
        "\(open.count) of the items without a label have annotators who are divided: those with one "
          + "are no random draw of all, and the intervals don't hold until these are decided."
      )
    }
    return cautions
  }

  var text: String {
    let who = juror.map { "the juror \(safe($0))" } ?? "the jury"
    let rows = shares.flatMap { share -> [[String]] in
      let name = [share.stratum, share.label].filter { !$0.isEmpty }.joined(separator: " · ")
      guard let known = share.estimate.known else {
        return [[shortened(name, to: 34), "–", "", ""]]
      }
      return [
        [shortened(name, to: 34), "humans alone"] + cells(known.classical),
        ["", "\(juror == nil ? "jury" : "juror") alone"] + cells(known.naive),
        ["", "both"] + cells(known.powered),
      ]
    }
    let details = shares.compactMap { share -> String? in
      guard let known = share.estimate.known else { return nil }
      let name = [share.stratum, share.label].filter { !$0.isEmpty }.joined(separator: " · ")
      let size = known.effectiveSampleSize.number.map { "worth \(AgreementText.fixed($0))" }
      return wrapped(
        "\(safe(name)): lambda \(AgreementText.fixed(known.lambda)); \(known.labelled) items with a "
          + "human label, \(known.unlabelled) of \(who) alone"
          + (size.map { "; \($0) human labels" } ?? "")
      )
    }
    var notes = cautions
    for case .undefined(let reason) in shares.map(\.estimate) {
      let note = "–: \(safe(reason.sentence))"
      if !notes.contains(note) { notes.append(note) }
    }
    notes.append(
      "\"both\" is prediction-powered. Its interval holds however wrong \(who) is, if the items that "
        + "humans labelled are a random draw of all; \"alone\" knows nothing of errors."
    )
    return [
      "\(session.field.id) · shares of labels, by humans and \(who)\n"
        + wrapped(session.turnoutText),
      table([["label", "by", "share", "interval"]] + rows),
      details.joined(separator: "\n"), notes.map(wrapped).joined(separator: "\n"),
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func cells(_ estimate: ShareEstimate) -> [String] {
    [
      AgreementText.fixed(estimate.share),
      "\(AgreementText.fixed(estimate.interval.lowerBound)) … "
        + AgreementText.fixed(estimate.interval.upperBound),
    ]
  }
}

extension LabelShares {
  var json: JSONValue {
    .object([
      ("field", .string(session.field.id)),
      ("juror", juror.map { .string($0) } ?? .null),
      ("turnout", session.turnoutJSON),
      ("shares", .array(shares.map(\.json))),
      ("cautions", .array(cautions.map { .string($0) })),
    ])
  }
}

extension LabelShares.LabelShare {
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("stratum", .string(stratum)), ("label", .string(label)),
    ]
    switch estimate {
    case .undefined(let why):
      members += [("undefined", .string(why.code)), ("reason", .string(why.sentence))]
    case .value(let known):
      members += [
        ("labelled", .int(known.labelled)), ("unlabelled", .int(known.unlabelled)),
        ("labelled_with_label", .int(known.labelledWithLabel)),
        ("lambda", .double(known.lambda)), ("powered", known.powered.json),
        ("classical", known.classical.json), ("naive", known.naive.json),
        ("effective_sample_size", known.effectiveSampleSize.json),
      ]
    }
    return .object(members)
  }
}

extension ShareEstimate {
  fileprivate var json: JSONValue {
    .object([
      ("share", .double(share)), ("standard_error", .double(standardError)),
      ("lower", .double(interval.lowerBound)), ("upper", .double(interval.upperBound)),
      ("level", .double(level)),
    ])
  }
}
