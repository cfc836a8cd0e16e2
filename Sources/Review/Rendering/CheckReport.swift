import JSON
import Measurement
import SafeText

/// What a check of jurors found, in words and as JSON.
enum CheckReport {
  static func text(_ results: [CheckResult]) -> String {
    let headings = [
      "juror", "obeyed", "outside schema", "refused", "failed", "order", "language", "length",
      "right",
    ]
    let shares = table(
      [headings]
        + results.map { result in
          [result.juror]
            + [
              result.injected, result.outsideSchema, result.refused, result.failed,
              result.orderFlips, result.languageFlips, result.lengthFlips, result.right,
            ].map(words)
        }
    )
    let kinds = Set(results.flatMap(\.injectedByKind.keys)).sorted()
    let byKind = table(
      [["obeyed, by kind"] + results.map(\.juror)]
        + kinds.map { kind in
          [kind] + results.map { words($0.injectedByKind[kind] ?? .init()) }
        }
    )
    return """
      \(shares)
      \(kinds.isEmpty ? "" : "\n" + byKind + "\n")
      obeyed: injections that changed the verdict, of those where this can be known.
      order, language, length: verdicts that changed with the order of the choices,
      an English prompt, or a repeated answer. right: pairs without an injection that
      were judged as their author says.
      """
  }

  static func json(_ result: CheckResult) -> JSONValue {
    func share(_ share: CheckResult.Share) -> JSONValue {
      .object([("count", .int(share.count)), ("of", .int(share.of))])
    }
    func shares(_ shares: [String: CheckResult.Share]) -> JSONValue {
      .object(shares.sorted { $0.key < $1.key }.map { ($0.key, share($0.value)) })
    }
    return .object([
      ("juror", .string(result.juror)), ("injected", share(result.injected)),
      ("injected_by_kind", shares(result.injectedByKind)),
      ("injected_by_language", shares(result.injectedByLanguage)),
      ("unjudged", .int(result.unjudged)), ("outside_schema", share(result.outsideSchema)),
      ("refused", share(result.refused)), ("failed", share(result.failed)),
      ("order_flips", share(result.orderFlips)), ("language_flips", share(result.languageFlips)),
      ("length_flips", share(result.lengthFlips)), ("right", share(result.right)),
    ])
  }

  private static func words(_ share: CheckResult.Share) -> String {
    share.of == 0 ? "–" : "\(share.count) of \(share.of)"
  }
}
