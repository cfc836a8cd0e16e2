package typealias JurorID = Int64

/// One attempt to get a juror's verdict on an item.
///
/// Never changed.
package struct Review: Hashable, Sendable, Codable, Identifiable {
  package var id: Int64
  package var item: ItemID
  /// The juror's name.
  package var juror: String
  /// 1 for the first time that this juror was asked about this item.
  package var attempt: Int
  package var outcome: Outcome
  /// The reply as it came, or nil where none did.
  package var rawReply: String?
  /// SHA-256 of the prompt that was sent, in hexadecimal.
  package var promptHash: String
  /// The model that the reply names, where it names one.
  package var reportedModel: String?
  package var latencyMilliseconds: Int
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var at: Timestamp

  package init(
    id: Int64,
    item: ItemID,
    juror: String,
    attempt: Int,
    outcome: Outcome,
    rawReply: String?,
    promptHash: String,
    reportedModel: String?,
    latencyMilliseconds: Int,
    promptTokens: Int?,
    completionTokens: Int?,
    at: Timestamp
  ) {
    self.id = id
    self.item = item
    self.juror = juror
    self.attempt = attempt
    self.outcome = outcome
    self.rawReply = rawReply
    self.promptHash = promptHash
    self.reportedModel = reportedModel
    self.latencyMilliseconds = latencyMilliseconds
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
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
  }
}

/// A juror's labels for both stages.
package struct Verdict: Hashable, Sendable, Codable {
  package var stageOne: Labels
  /// Nil where the juror's stage one sets the item aside.
  package var stageTwo: Labels?

  package init(stageOne: Labels, stageTwo: Labels?) {
    self.stageOne = stageOne
    self.stageTwo = stageTwo
  }
}
