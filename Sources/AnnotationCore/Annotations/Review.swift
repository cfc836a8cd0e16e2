/// One attempt to get a juror's verdict on an item.
///
/// Never changed.
package struct Review: Hashable, Sendable, Codable, Identifiable {
  package var id: Int64
  package var item: ItemID
  /// The juror's name.
  package var juror: String
  /// The jury as which the juror was configured when its review was kept, as the project numbers them.
  package var jury: Int64
  /// Which of the juror's trials over the item it belongs to, from 1.
  package var trial: Int
  /// 1 for the first time that this trial was held.
  package var attempt: Int
  package var outcome: Outcome
  /// The reply as it came, or nil where none did.
  package var rawReply: String?
  /// SHA-256 of the prompt that was sent, in hexadecimal.
  package var promptHash: String
  package var trace: RequestTrace
  /// In what the reply was read as a verdict though it is not what was asked for, each named once.
  package var leniencies: [ReplyLeniency]
  /// The model that the reply names, where it names one.
  package var reportedModel: String?
  package var latencyMilliseconds: Int
  package var promptTokens: Int?
  package var completionTokens: Int?
  /// How probable the model held each choice, by field, where it said so.
  package var probabilities: [FieldID: ChoiceProbabilities]
  package var at: Timestamp

  package init(
    id: Int64,
    item: ItemID,
    juror: String,
    jury: Int64 = 1,
    trial: Int = 1,
    attempt: Int,
    outcome: Outcome,
    rawReply: String? = nil,
    promptHash: String,
    trace: RequestTrace = RequestTrace(),
    leniencies: [ReplyLeniency] = [],
    reportedModel: String? = nil,
    latencyMilliseconds: Int = 0,
    promptTokens: Int? = nil,
    completionTokens: Int? = nil,
    probabilities: [FieldID: ChoiceProbabilities] = [:],
    at: Timestamp
  ) {
    self.id = id
    self.item = item
    self.juror = juror
    self.jury = jury
    self.trial = trial
    self.attempt = attempt
    self.outcome = outcome
    self.rawReply = rawReply
    self.promptHash = promptHash
    self.trace = trace
    self.leniencies = leniencies
    self.reportedModel = reportedModel
    self.latencyMilliseconds = latencyMilliseconds
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.probabilities = probabilities
    self.at = at
  }

  /// How the attempt ended.
  ///
  /// Only a verdict is a vote.
  package enum Outcome: Hashable, Sendable, Codable {
    case verdict(Verdict)
    /// The model or its provider declined to answer.
    case refused(reason: String)
    /// A reply came, and is not the JSON that was asked for.
    case unparsable(reason: String)
    /// No usable reply came: network, provider, time.
    case failed(reason: String)

    /// An outcome without what came of it; the raw values are the words of files, reports and releases.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
      case verdict = "verdict"
      case refused = "refused"
      case unparsable = "unparsable"
      case failed = "failed"
    }

    /// The outcome without what came of it.
    package var kind: Kind {
      switch self {
      case .verdict: .verdict
      case .refused: .refused
      case .unparsable: .unparsable
      case .failed: .failed
      }
    }

    package var verdict: Verdict? {
      if case .verdict(let verdict) = self { verdict } else { nil }
    }

    /// Whether nobody asks again: a verdict or a refusal.
    package var isFinal: Bool {
      switch self {
      case .verdict, .refused: true
      case .unparsable, .failed: false
      }
    }
  }
}

/// A juror's labels, stage by stage.
package struct Verdict: Hashable, Sendable, Codable {
  /// From the first stage on, at least one; fewer than the guideline has where one of them sets the
  /// item aside.
  package var stages: [Labels]

  package init(stages: [Labels]) { self.stages = stages }

  /// The labels of a stage, or nil where the item was set aside before it.
  package subscript(stage: StageNumber) -> Labels? {
    stages.indices.contains(stage.index) ? stages[stage.index] : nil
  }

  /// The values of all stages together.
  package var values: FieldValues {
    stages.reduce(into: [:]) { all, labels in all.merge(labels.values) { $1 } }
  }
}
