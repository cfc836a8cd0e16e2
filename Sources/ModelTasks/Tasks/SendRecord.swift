package import Basics

/// One request that was sent, for a log.
package struct SendRecord: Sendable {
  package var at: Timestamp
  /// The name under which the model is configured.
  package var client: String
  package var key: TaskKey
  /// Which request of this attempt, from 1.
  package var send: Int
  /// Such as `reply`, `refused`, `429` or `timeout`.
  package var result: String
  package var requestID: String?
  package var milliseconds: Int
  package var promptTokens: Int?
  package var completionTokens: Int?
  /// SHA-256 of the prompt, in hexadecimal.
  package var promptHash: String
  /// The texts of the prompt and the reply hold what the task is about.
  package var system: String
  package var user: String
  package var raw: String?
}

extension Exchange {
  /// What came of it, in a word.
  var word: String {
    switch self {
    case .reply: "reply"
    case .refused: "refused"
    case .cutShort: "cut_short"
    case .failed(.status(let status, _, _, _)): String(status)
    case .failed(.unsupportedParameter): "unsupported_parameter"
    case .failed(.connection): "connection"
    case .failed(.timeout): "timeout"
    case .failed(.malformed): "malformed"
    case .failed(.permanent): "permanent"
    case .failed(.misconfigured): "misconfigured"
    }
  }
}
