import AnnotationCore
import JSON

/// Lines about what jurors said, how they were asked, and by which prompts.
extension Release {
  /// One attempt at one trial: no two lines have the same item, juror, trial and attempt.
  func line(_ review: Review) -> JSONValue {
    let trial = juror(of: review)?.trial(review.trial)
    var members: [(String, JSONValue)] = [
      ("id", .int(Int(review.id))),
      ("item", .string(review.item)),
      ("juror", .string(review.juror)),
      ("jury", .int(Int(review.jury))),
      ("trial", .int(review.trial)),
      ("attempt", .int(review.attempt)),
      ("language", trial.map { .string($0.language.rawValue) } ?? .null),
      ("order", trial.map { .string($0.order.rawValue) } ?? .null),
      ("sample", trial.map { .int($0.draw + 1) } ?? .null),
      ("prompt", .string(review.promptHash)),
      ("model", review.reportedModel.map(JSONValue.string) ?? .null),
      ("output", review.trace.output.map { .string($0.rawValue) } ?? .null),
      ("dropped", .array(review.trace.dropped.map { .string($0.rawValue) })),
      ("leniencies", .array(review.leniencies.map { .string($0.rawValue) })),
      ("at", .string(review.at.iso8601)),
    ]
    members.append(("outcome", .string(review.outcome.kind.rawValue)))
    switch review.outcome {
    case .verdict(let verdict):
      members.append(
        (
          "stages",
          .array(
            verdict.stages.enumerated().map { .object(self.members(of: $1, stage: $0)) }
          )
        )
      )
    case .refused(let reason), .unparsable(let reason), .failed(let reason):
      members.append(("reason", .string(reason)))
    }
    return .object(members)
  }

  /// How a juror was configured: all that reaches the model, and no address or key.
  func line(_ entry: ReleaseJuror) -> JSONValue {
    let juror = entry.juror
    let asking = juror.asking
    let sampling = juror.model.sampling
    var members: [(String, JSONValue)] = [
      ("juror", .string(juror.name)),
      ("jury", .int(Int(entry.jury))),
      ("in_force", .bool(entry.isInForce)),
    ]
    switch juror.model.provider {
    case .endpoint(let endpoint):
      let output = endpoint.output ?? endpoint.wire.outputs.first
      members += [
        ("protocol", .string(endpoint.wire.rawValue)),
        ("model", .string(endpoint.model)),
        ("output", output.map { .string($0.rawValue) } ?? .null),
        ("system", .string((endpoint.system ?? .system).rawValue)),
        ("body", endpoint.additions?.body.flatMap { try? JSONValue(parsing: $0) } ?? .null),
      ]
    case .recorded:
      members += [
        ("protocol", .string("recorded")), ("model", .null), ("output", .null),
        ("system", .null), ("body", .null),
      ]
    }
    members += [
      ("mode", .string(asking.mode.rawValue)),
      ("language", .string(asking.language.rawValue)),
      ("order", .string(asking.order.rawValue)),
      ("samples", .int(asking.samples)),
      ("examples", .int(asking.examples)),
      ("temperature", sampling.temperature.map(JSONValue.double) ?? .null),
      ("seed", sampling.seed.map(JSONValue.int) ?? .null),
      ("maximum_tokens", sampling.maximumTokens.map(JSONValue.int) ?? .null),
      ("log_probabilities", sampling.logProbabilities.map(JSONValue.int) ?? .null),
      ("reasoning", sampling.reasoning.map(JSONValue.string) ?? .null),
      ("attempts", .int(juror.model.limits.attempts)),
    ]
    return .object(members)
  }

  /// Which template a prompt was made from, and the digests of its texts; not the texts, in which the
  /// item stands.
  func line(_ prompt: PromptRecord) -> JSONValue {
    let template = prompt.template
    return .object([
      ("prompt", .string(prompt.hash)),
      ("template", .string(template.name)),
      ("template_version", .string(template.version)),
      ("template_sha256", .string(template.hash)),
      ("mode", template.mode.map { .string($0.rawValue) } ?? .null),
      ("language", .string(template.language)),
      ("order", template.order.map { .string($0.rawValue) } ?? .null),
      ("system_sha256", .string(prompt.system)),
      ("user_sha256", .string(prompt.user)),
      ("schema_sha256", .string(prompt.schema)),
    ])
  }
}
