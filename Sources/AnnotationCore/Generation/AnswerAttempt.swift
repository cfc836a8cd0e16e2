/// One attempt to get an answer from a writer.
///
/// Never changed.
package struct AnswerAttempt: Hashable, Sendable {
  package var question: ItemID
  /// The name that the writer has in its file.
  package var writer: String
  /// Which of the writer's answers to the question, from 1.
  package var sample: Int
  /// 1 for the first time that this answer was asked for.
  package var attempt: Int
  package var outcome: Outcome
  /// The reply as it came, or nil where none did.
  package var rawReply: String?
  /// The prompt that was sent.
  package var prompt: SentPrompt
  package var trace: RequestTrace
  /// The model that the reply names, where it names one.
  package var reportedModel: String?
  package var latencyMilliseconds: Int
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var at: Timestamp

  package init(
    question: ItemID,
    writer: String,
    sample: Int = 1,
    attempt: Int,
    outcome: Outcome,
    rawReply: String? = nil,
    prompt: SentPrompt,
    trace: RequestTrace = .init(),
    reportedModel: String? = nil,
    latencyMilliseconds: Int = 0,
    promptTokens: Int? = nil,
    completionTokens: Int? = nil,
    at: Timestamp
  ) {
    self.question = question
    self.writer = writer
    self.sample = sample
    self.attempt = attempt
    self.outcome = outcome
    self.rawReply = rawReply
    self.prompt = prompt
    self.trace = trace
    self.reportedModel = reportedModel
    self.latencyMilliseconds = latencyMilliseconds
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.at = at
  }

  /// How the attempt ended; an answer and a refusal are final.
  package enum Outcome: Hashable, Sendable {
    case answered(String)
    /// The model or its provider declined to answer.
    case refused(reason: String)
    /// An answer came, and is not as it was asked for.
    case flawed(AnswerFlaw)
    /// The reply ended before the answer did.
    case cutShort(reason: String)
    /// No reply came: network, provider, time.
    case failed(reason: String)

    /// The text, where it is one that can be judged.
    package var answer: String? {
      if case .answered(let text) = self { text } else { nil }
    }
  }

  /// Which of a writer's cases it belongs to.
  package var key: AnswerCase.Key { AnswerCase.Key(question: question, sample: sample) }
}

/// What is wrong with an answer that came.
package enum AnswerFlaw: Hashable, Sendable {
  case empty
  /// It holds characters that no text needs and that a terminal may obey.
  case controls
  /// Fewer of its letters are of the language's script than there have to be.
  case otherScript(percent: Int, wanted: String)
  /// It has more than one paragraph, or a list.
  case paragraphs(Int)
  case tooLong(characters: Int, limit: Int)
  /// It begins with the statement instead of an opinion on it.
  case restatesQuestion

  /// A word for it, that tables count by.
  package var kind: String {
    switch self {
    case .empty: "empty"
    case .controls: "controls"
    case .otherScript: "other_script"
    case .paragraphs: "paragraphs"
    case .tooLong: "too_long"
    case .restatesQuestion: "restates_question"
    }
  }

  /// What is wrong, in words.
  package var sentence: String {
    switch self {
    case .empty: "the answer is empty"
    case .controls: "it holds control characters"
    case .otherScript(let percent, let wanted):
      "\(percent) % of its letters are \(wanted), the script of the question's language"
    case .paragraphs(let count): "it has \(count) paragraphs instead of one"
    case .tooLong(let characters, let limit):
      "it has \(characters) characters, and \(limit) is the limit"
    case .restatesQuestion: "it begins by restating the question"
    }
  }
}
