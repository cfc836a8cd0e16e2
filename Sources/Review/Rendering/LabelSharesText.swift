import Agreement
import AnnotationCore
import JSON
import Measurement
import SafeText

/// The shares of labels, in words and as JSON.
extension LabelShares {
  var text: String {
    let who = juror.map { "the juror \($0)" } ?? "the jury"
    let rows = shares.flatMap { share -> [[String]] in
      let name = [share.stratum, share.label].filter { !$0.isEmpty }.joined(separator: " · ")
      guard let known = share.estimate.known else {
        return [[truncated(name, to: 34), "–", "", ""]]
      }
      return [
        [truncated(name, to: 34), "humans alone"] + cells(known.classical),
        ["", "\(juror == nil ? "jury" : "juror") alone"] + cells(known.naive),
        ["", "both"] + cells(known.powered),
      ]
    }
    let details = shares.compactMap { share -> String? in
      guard let known = share.estimate.known else { return nil }
      let name = [share.stratum, share.label].filter { !$0.isEmpty }.joined(separator: " · ")
      let size = known.effectiveSampleSize.number.map { "worth \(AgreementText.fixed($0))" }
      return wrapped(
        "\(name): lambda \(AgreementText.fixed(known.lambda)); \(counted(known.labelled, "item")) with a "
          + "human label, \(known.unlabelled) of \(who) alone"
          + (size.map { "; \($0) human labels" } ?? "")
      )
    }
    var notes = cautions.map(\.sentence)
    for case .undefined(let reason) in shares.map(\.estimate) {
      let note = "–: \(reason.sentence)"
      if !notes.contains(note) { notes.append(note) }
    }
    notes.append(
      "\"both\" is prediction-powered. Its interval holds however wrong \(who) is, if the items that "
        + "humans labelled are a random sample of all. The estimate of \(who) alone ignores its errors."
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
      ("cautions", .array(cautions.map { .string($0.sentence) })),
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
      members += [("undefined", .string(why.code.rawValue)), ("reason", .string(why.sentence))]
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

extension LabelShares.Caution {
  fileprivate var sentence: String {
    switch self {
    case .fewLabelled:
      "Fewer than \(LabelShares.few) of the items that humans labelled have a label, or lack it: the "
        + "intervals for it are too short."
    case .divided(let items):
      "On \(items) of the items without a human label, annotators disagree. The labelled items are "
        + "then not a random sample, and the intervals do not hold until these are decided."
    }
  }
}
