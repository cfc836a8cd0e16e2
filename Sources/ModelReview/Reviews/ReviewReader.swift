import AnnotationCore
import JSON
import ModelTasks
import Models

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
    let (outcome, leniencies) = read(completion.exchange, next)
    if trace.output != nil, !keeps(to: trace.output, outcome, leniencies, completion.exchange) {
      trace.output = .text
    }
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
      leniencies: leniencies.sorted { $0.rawValue < $1.rawValue },
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
    _ next: ReviewCase
  ) -> (Review.Outcome, Set<ReplyLeniency>) {
    switch exchange {
    case .reply(let reply): read(reply.text, next, isCut: false)
    case .cutShort(let reply, let reason):
      // What follows the object that was asked for may be missing.
      switch read(reply.text, next, isCut: true) {
      case (.verdict(let verdict), let leniencies): (.verdict(verdict), leniencies)
      default: (.unparsable(reason: reason), [])
      }
    case .refused(let reason, _): (.refused(reason: reason), [])
    case .failed(let failure): (.failed(reason: failure.sentence), [])
    }
  }

  private func read(
    _ text: String,
    _ next: ReviewCase,
    isCut: Bool
  ) -> (Review.Outcome, Set<ReplyLeniency>) {
    do throws(UnparsableReply) {
      let reading = try parser.reading(of: text, about: next, isCut: isCut)
      return (.verdict(reading.verdict), reading.leniencies)
    } catch {
      return (.unparsable(reason: error.reason), [])
    }
  }

  /// Whether a reply can have been held to its form by some means; a server may ignore them all.
  private func keeps(
    to output: StructuredOutput?,
    _ outcome: Review.Outcome,
    _ leniencies: Set<ReplyLeniency>,
    _ exchange: Exchange
  ) -> Bool {
    guard case .reply(let reply) = exchange else { return true }
    switch output {
    case nil, .text: return true
    case .json: return (try? JSONValue(parsing: reply.text))?.object != nil
    case .schema, .grammar, .tool:
      if case .unparsable = outcome { return false }
      return leniencies.allSatisfy(\.keepsToSchema)
    }
  }
}
