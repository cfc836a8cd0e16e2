package import Models

/// Somebody who can be asked: a model behind an endpoint, or a recording.
package protocol ReplySource: Sendable {
  /// Sends a task once.
  /// - Throws: `CancellationError` alone; everything else that can go wrong is an ``Exchange``.
  func ask(_ task: ModelTask<some ModelPrompt>) async throws -> Exchange

  /// What a request for this task is and costs at most, before it is sent.
  func request(for task: ModelTask<some ModelPrompt>) -> PlannedRequest

  /// Reads a raw reply again as this source would.
  func reread(_ raw: String) -> Exchange
}

/// A request that is about to be sent.
package struct PlannedRequest: Hashable, Sendable {
  /// SHA-256 of who is asked what with which parameters, in hexadecimal.
  package var hash: String
  /// More tokens than the prompt can have: its bytes.
  package var promptTokensAtMost: Int
  /// More tokens than the reply can have; nil where nothing bounds it.
  package var completionTokensAtMost: Int?
  package var output: StructuredOutput?
  package var dropped: [RequestParameter]

  package init(
    hash: String,
    promptTokensAtMost: Int = 0,
    completionTokensAtMost: Int? = 0,
    output: StructuredOutput? = nil,
    dropped: [RequestParameter] = []
  ) {
    self.hash = hash
    self.promptTokensAtMost = promptTokensAtMost
    self.completionTokensAtMost = completionTokensAtMost
    self.output = output
    self.dropped = dropped
  }
}
