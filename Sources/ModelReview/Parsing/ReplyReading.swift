import AnnotationCore

/// Reads what came of asking a juror into a review, by whichever way it came.
struct ReplyReading: Sendable {
  private let juror: String
  private let parser: ReplyParser
  /// Fields whose choices can be told from the probabilities of tokens.
  private let fields: [(id: FieldID, choices: [ChoiceID])]

  init(_ guideline: Guideline, juror: Juror) {
    self.juror = juror.name
    let asksChoices: Bool
    if case .endpoint(let endpoint) = juror.provider {
      asksChoices = endpoint.wire == .decisions
    } else {
      asksChoices = false
    }
    parser = ReplyParser(guideline, mode: juror.asking.mode, isChoiceByChoice: asksChoices)
    fields = guideline.fields.compactMap { field in
      guard case .single = field.kind else { return nil }
      return (field.id, guideline.choices(of: field, under: nil).map(\.id))
    }
  }

  /// - Parameters:
  ///   - promptHash: SHA-256 of the prompt, in hexadecimal.
  ///   - start: when it was asked.
  ///   - end: when the answer was there.
  /// - Returns: the review, with an id of 0.
  func review(
    of next: ReviewCase,
    promptHash: String,
    _ exchange: Exchange,
    _ trace: Review.Trace,
    from start: Timestamp,
    to end: Timestamp
  ) -> Review {
    var trace = trace
    let outcome = read(exchange, next, &trace)
    let reply = exchange.reply
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
      latencyMilliseconds: Int(max(0, end.rawValue - start.rawValue)),
      promptTokens: reply?.promptTokens,
      completionTokens: reply?.completionTokens,
      probabilities: probabilities,
      at: end
    )
  }

  private func read(
    _ exchange: Exchange,
    _ next: ReviewCase,
    _ trace: inout Review.Trace
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
    case .failed(let trouble): return .failed(reason: trouble.sentence)
    }
  }
}

extension Juror.Price {
  /// What a request costs at most, before it is sent.
  func most(of planned: PlannedRequest) -> Money {
    cost(prompt: planned.promptTokensAtMost, completion: planned.completionTokensAtMost ?? 0)
  }

  /// What an exchange cost.
  /// - Parameter most: what it counts as where the provider does not say, or may have worked for
  ///   nothing.
  func cost(of exchange: Exchange, atMost most: Money) -> Money {
    switch exchange {
    case .reply(let reply), .refused(_, let reply), .cutShort(let reply, _):
      guard let prompt = reply.promptTokens else {
        // A refusal by status counts no tokens; a reply that does not say is taken at its most.
        if case .refused = exchange { return .zero }
        return most
      }
      return cost(prompt: prompt, completion: reply.completionTokens ?? 0)
    case .failed(let trouble): return trouble.mayBeCharged ? most : .zero
    }
  }
}
