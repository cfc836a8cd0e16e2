package import AnnotationCore

/// A juror of some name whose replies come from a file.
package func recordedJuror(_ name: String, attempts: Int = 2) -> Juror {
  Juror(
    name: name,
    provider: .recorded(file: "replies.jsonl"),
    sampling: SamplingParameters(),
    limits: RequestLimits(attempts: attempts)
  )
}

extension Review {
  /// What came of an attempt of a juror on an item, as a run would record it.
  package init(
    of item: ItemID,
    by juror: String,
    trial: Int = 1,
    attempt: Int = 1,
    _ outcome: Outcome,
    prompt: String = "p",
    cost: Money = .zero,
    tokens: (prompt: Int?, completion: Int?) = (nil, nil),
    probabilities: [FieldID: ChoiceProbabilities] = [:],
    at moment: Timestamp
  ) {
    self.init(
      id: 0,
      item: item,
      juror: juror,
      trial: trial,
      attempt: attempt,
      outcome: outcome,
      rawReply: "{}",
      promptHash: prompt,
      trace: RequestTrace(cost: cost),
      promptTokens: tokens.prompt,
      completionTokens: tokens.completion,
      probabilities: probabilities,
      at: moment
    )
  }
}

extension Review.Outcome {
  /// A verdict of these labels.
  package static func labels(_ one: Labels = stageOne(), _ two: Labels?) -> Self {
    .verdict(Verdict(stageOne: one, stageTwo: two))
  }
}

/// A prompt that was sent, which says next to nothing.
/// - Parameter mode: nil for a prompt that asks for an answer.
package func sentPrompt(_ hash: String, mode: ReviewMode? = .blind) -> SentPrompt {
  SentPrompt(
    hash: hash,
    template: PromptTemplate(
      name: "review",
      version: "1",
      hash: "t",
      mode: mode,
      language: "en",
      order: mode.map { _ in .given }
    ),
    system: .init(hash: "s", text: "system"),
    user: .init(hash: "u-" + hash, text: "user " + hash),
    schema: .init(hash: "h", text: "{}")
  )
}
