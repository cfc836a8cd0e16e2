import AnnotationCore
import ModelTasks

/// Reads what came of asking a juror into a review, by whichever way it came.
struct ReviewReader: Sendable {
  private let juror: String
  private let parser: ReplyParser
  /// Fields whose choices can be told from the probabilities of tokens.
  private let fields: [(id: FieldID, choices: [ChoiceID])]

  init(_ guideline: Guideline, juror: Juror) {
    self.juror = juror.name
    var isChoiceByChoice = false
    if case .endpoint(let endpoint) = juror.model.provider {
      isChoiceByChoice = endpoint.wire.asksChoiceByChoice
    }
    parser = ReplyParser(guideline, mode: juror.asking.mode, isChoiceByChoice: isChoiceByChoice)
    fields = guideline.fields.compactMap { field in
      guard case .single = field.kind else { return nil }
      return (field.id, guideline.choices(of: field, under: nil).map(\.id))
    }
  }

  /// - Parameter promptHash: SHA-256 of the prompt, in hexadecimal.
  /// - Returns: the review, with an id of 0.
  func review(of next: ReviewCase, promptHash: String, _ completion: Completion) -> Review {
    var trace = completion.trace
    let outcome = read(completion.exchange, next, &trace)
    let reply = completion.exchange.reply
    var probabilities = reply?.probabilities ?? [:]
    if outcome.verdict != nil, let reply {
      probabilities.merge(OptionProbabilities.byField(reply.tokens, fields: fields)) { $1 }
    }
    return Review(
      id: 0,
      item: next.item.id,
      juror: juror,
      trial: next.trial,
      attempt: next.attempt,
      outcome: outcome,
      rawReply: reply?.raw,
      promptHash: promptHash,
      trace: trace,
      reportedModel: reply?.model,
      latencyMilliseconds: completion.milliseconds,
      promptTokens: reply?.promptTokens,
      completionTokens: reply?.completionTokens,
      probabilities: probabilities,
      at: completion.end
    )
  }

  private func read(
    _ exchange: Exchange,
    _ next: ReviewCase,
    _ trace: inout RequestTrace
  ) -> Review.Outcome {
    switch exchange {
    case .reply(let reply):
      do throws(UnparsableReply) {
        let reading = try parser.reading(of: reply.text, about: next)
        if reading.isAmidProse { trace.output = .text }
        return .verdict(reading.verdict)
      } catch {
        return .unparsable(reason: error.reason)
      }
    case .cutShort(_, let reason): return .unparsable(reason: reason)
    case .refused(let reason, _): return .refused(reason: reason)
    case .failed(let failure): return .failed(reason: failure.sentence)
    }
  }
}
