import AnnotationCore
import JSON
import ProjectStore
import SafeText

/// How far the writers are, and what became of their answers.
enum AnswersReport {
  static func json(_ progress: [WriterProgress], _ made: AnswerItemsReport) -> JSONValue {
    .object([
      ("writers", .array(progress.map(json))),
      ("items", .array(made.items.map(JSONValue.string))),
      ("shared", .int(made.shared)), ("questions_waiting", .int(made.waiting)),
    ])
  }

  private static func json(_ progress: WriterProgress) -> JSONValue {
    .object([
      ("name", .string(progress.writer)), ("answered", .int(progress.answered)),
      ("refused", .int(progress.refused)), ("flawed", .counts(progress.flawed)),
      ("cut_short", .int(progress.cutShort)), ("failed", .int(progress.failed)),
      ("queued", .int(progress.queued)), ("given_up", .int(progress.exhausted)),
      ("sends", .int(progress.sends)), ("prompt_tokens", .int(progress.promptTokens)),
      ("completion_tokens", .int(progress.completionTokens)),
      ("cost", .double(progress.cost.units)),
      ("reported_models", .array(progress.reportedModels.map(JSONValue.string))),
    ])
  }

  static func text(
    _ progress: [WriterProgress],
    _ made: AnswerItemsReport,
    of writers: [Writer]
  ) -> String {
    let headings = [
      "writer", "answered", "refused", "flawed", "cut short", "failed", "waits", "given up",
      "tokens", "cost",
    ]
    let rows = progress.map {
      [
        $0.writer, String($0.answered), String($0.refused),
        String($0.flawed.values.reduce(0, +)), String($0.cutShort), String($0.failed),
        String($0.queued), String($0.exhausted), String($0.promptTokens + $0.completionTokens),
        MetricFormatter.money($0.cost),
      ]
    }
    let lines = [table([headings] + rows)] + notes(progress, writers)
    return (lines + [sentence(made)]).joined(separator: "\n")
  }

  /// What was wrong with answers, and whose replies name another model.
  private static func notes(_ progress: [WriterProgress], _ writers: [Writer]) -> [String] {
    zip(progress, writers).flatMap { progress, writer in
      var notes: [String] = []
      if !progress.flawed.isEmpty {
        let kinds = progress.flawed.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        notes.append("  \(progress.writer), flawed: \(kinds.joined(separator: ", "))")
      }
      if case .endpoint(let endpoint) = writer.model.provider {
        for model in progress.reportedModels where model != endpoint.model {
          let asked = "'\(endpoint.model)'"
          notes.append("  \(progress.writer), asked as \(asked), reports that it is '\(model)'")
        }
      }
      return notes
    }
  }

  private static func sentence(_ made: AnswerItemsReport) -> String {
    var words = ["\(counted(made.items.count, "item")) made"]
    if made.shared > 0 {
      words.append(
        "\(counted(made.shared, "answer shares", "answers share")) an item with another of the same text"
      )
    }
    if made.waiting > 0 {
      words.append(
        counted(
          made.waiting,
          "question waits for answers, and gets its items when all are there",
          "questions wait for answers, and get their items when all are there"
        )
      )
    }
    return words.joined(separator: "; ") + "."
  }
}
