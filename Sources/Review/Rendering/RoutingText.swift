import Agreement
import AnnotationCore
import JSON
import Measurement
import SafeText

/// Which items need a human label most, in words, as JSON and as CSV.
extension Routing {
  /// - Parameter top: how many items are shown.
  func text(top: Int) -> String {
    guard !ranking.isEmpty else {
      return
        "No item to rank: all that the jury judged are decided. --decided ranks those of rules too."
    }
    let rows = ranking.prefix(top).enumerated().map { place, item in
      [
        "\(place + 1)", truncated(item.routed.item, to: 24),
        item.vote.label.map { truncated($0, to: 14) } ?? "–",
        "\(item.vote.votes) of \(session.jurors.count)", AgreementText.fixed(item.routed.entropy),
        item.routed.conflict.map(AgreementText.fixed) ?? "–",
        AgreementText.fixed(item.routed.expectedGain),
        AgreementText.fixed(item.routed.cumulatedGain),
      ]
    }
    let heading = ["", "item", "jury", "votes", "entropy", "conflict", "gain", "total"]
    let rest = ranking.count - rows.count
    let all = ranking.last?.routed.cumulatedGain ?? 0
    return [
      "\(session.field.id) · \(counted(ranking.count, "item")), by \(rule.words)\n"
        + wrapped(session.turnoutText),
      table([heading] + rows) + (rest > 0 ? "\n… and \(rest) more: --top, --csv or --json." : ""),
      ([
        "Gain: wrong labels that one more human label is expected to prevent. One more on each of "
          + "these items: \(AgreementText.fixed(all)).", human.text,
      ] + cautions).map(wrapped).joined(separator: "\n"),
    ].joined(separator: "\n\n")
  }

  private var cautions: [String] {
    switch rule {
    case .majority:
      [
        "Shares of votes are not probabilities of being right: jurors that err together look too "
          + "certain. --rule weighted or dawid-skene uses their records."
      ]
    case .weighted where recorded == 0:
      ["No juror has a record yet, so no vote has weight: let humans label, or decide."]
    case .weighted:
      ["Weights assume independent errors: jurors that err together look too certain."]
    case .dawidSkene:
      ["The humans' labels of an item count in its probabilities, beside the jurors'."]
    }
  }

  var json: JSONValue {
    .object([
      ("field", .string(session.field.id)),
      ("rule", .string(rule.rawValue)),
      ("human_accuracy", human.json),
      ("turnout", session.turnoutJSON),
      (
        "items",
        .array(
          ranking.map { item in
            .object([
              ("item", .string(item.routed.item)),
              ("label", item.vote.label.map { .string($0) } ?? .null),
              (
                "probabilities",
                .object(
                  zip(session.evidence.labels, item.vote.probabilities)
                    .map { ($0, .double($1)) }
                )
              ),
              ("votes", .int(item.vote.votes)),
              ("abstentions", .int(item.vote.abstentions)),
              ("entropy", .double(item.routed.entropy)),
              ("conflict", item.routed.conflict.map { .double($0) } ?? .null),
              ("expected_gain", .double(item.routed.expectedGain)),
              ("cumulated_gain", .double(item.routed.cumulatedGain)),
            ])
          }
        )
      ),
    ])
  }

  /// A heading, then a line for each item.
  var csv: [String] {
    ["item,label,votes,abstentions,entropy,conflict,expected_gain,cumulated_gain"]
      + ranking.map { item in
        [
          item.routed.item, item.vote.label ?? "", "\(item.vote.votes)",
          "\(item.vote.abstentions)", "\(item.routed.entropy)",
          item.routed.conflict.map { "\($0)" } ?? "", "\(item.routed.expectedGain)",
          "\(item.routed.cumulatedGain)",
        ].map(csvField).joined(separator: ",")
      }
  }
}

extension DecisionPolicy.JuryRule {
  /// What it is called in a report.
  var words: String {
    switch self {
    case .majority: "shares of the jury's votes"
    case .weighted: "votes weighted by reliability"
    case .dawidSkene: "the Dawid-Skene model"
    }
  }
}

extension HumanAccuracy {
  var text: String {
    let value = AgreementText.fixed(accuracy)
    return switch source {
    case .gold(let labels):
      "Human accuracy \(value), measured on \(counted(labels, "label")) of gold items."
    case .agreement(let pairs):
      "Human accuracy \(value), estimated from \(counted(pairs, "pair")) of annotators' labels, if annotators err "
        + "independently."
    case .assumed(let pairs):
      "Human accuracy \(value), assumed: \(counted(pairs, "pair")) of annotators' labels can be compared, and "
        + "\(Self.enough) are needed to measure it. --human-accuracy sets it."
    case .given: "Human accuracy \(value), set by --human-accuracy."
    }
  }

  var json: JSONValue {
    let (name, comparisons): (String, Int?) =
      switch source {
      case .gold(let labels): ("gold", labels)
      case .agreement(let pairs): ("agreement", pairs)
      case .assumed(let pairs): ("assumed", pairs)
      case .given: ("given", nil)
      }
    return .object([
      ("accuracy", .double(accuracy)), ("source", .string(name)),
      ("comparisons", comparisons.map { .int($0) } ?? .null),
    ])
  }
}
