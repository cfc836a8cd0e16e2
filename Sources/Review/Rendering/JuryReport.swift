import AnnotationCore
import JSON
import ProjectStore
import SafeText

/// How far the jury is, as a table.
enum JuryReport {
  static func json(_ progress: [JurorProgress]) -> JSONValue {
    .array(
      progress.map {
        .object([
          ("name", .string($0.juror)), ("verdicts", .int($0.verdicts)),
          ("refused", .int($0.refused)), ("unparsable", .int($0.unparsable)),
          ("failed", .int($0.failed)), ("queued", .int($0.queued)),
          ("in_batches", .int($0.inBatches)),
          ("given_up", .int($0.exhausted)), ("sends", .int($0.sends)),
          ("prompt_tokens", .int($0.promptTokens)),
          ("completion_tokens", .int($0.completionTokens)), ("cost", .double($0.cost.units)),
        ])
      }
    )
  }

  static func text(_ progress: [JurorProgress]) -> String {
    let headings = [
      "juror", "verdicts", "refused", "unparsable", "failed", "waits", "given up", "tokens", "cost",
    ]
    return table(
      [headings]
        + progress.map {
          [
            $0.juror, String($0.verdicts), String($0.refused), String($0.unparsable),
            String($0.failed), String($0.queued), String($0.exhausted),
            String($0.promptTokens + $0.completionTokens), MetricFormatter.money($0.cost),
          ]
        }
    )
  }
}
