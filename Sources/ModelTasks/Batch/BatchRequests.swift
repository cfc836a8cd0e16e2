import Basics
import Models
import NIOHTTP1

/// Requests about batches, which may be sent again when the network fails them for a moment.
struct BatchRequests {
  let client: BatchClient
  let clock: any RunClock
  private var random: SplitMix64

  init(_ client: BatchClient, clock: any RunClock, seed: UInt64) {
    self.client = client
    self.clock = clock
    random = SplitMix64(seed: seed)
  }

  enum Answer {
    case body(String)
    case failed(RequestFailure)
  }

  mutating func get(_ path: String) async throws -> Answer {
    let transport = client.transport
    return try await again { try await transport.send(.GET, path: path, body: nil) }
  }

  /// Sends what does no harm when it is sent twice.
  mutating func upload(_ request: BatchRequest, file: String, bytes: Int) async throws -> Answer {
    let transport = client.transport
    return try await again { try await transport.send(request, file: file, bytes: bytes) }
  }

  /// - Returns: what went wrong, if anything.
  mutating func download(_ place: String, to file: String) async throws -> RequestFailure? {
    var retry = RetryMachine(limit: client.model.limits.retries)
    while let failure = try await client.transport.download(place, to: file) {
      guard case .wait(let milliseconds) = retry.next(after: failure, using: &random) else {
        return failure
      }
      try await clock.sleep(milliseconds: milliseconds)
    }
    return nil
  }

  /// What an answer says, whether it is worth another try or not.
  static func answer(_ outcome: HTTPTransport.Outcome) -> Answer {
    switch outcome {
    case .failed(let failure): .failed(failure)
    case .answer(200..<300, let body): .body(body.text)
    case .answer(let status, let body):
      .failed(ProviderAnswer.failure(status: status, body: body))
    }
  }

  private mutating func again(
    _ send: () async throws -> HTTPTransport.Outcome
  ) async throws -> Answer {
    var retry = RetryMachine(limit: client.model.limits.retries)
    while true {
      let answer = Self.answer(try await send())
      guard case .failed(let failure) = answer,
        case .wait(let milliseconds) = retry.next(after: failure, using: &random)
      else { return answer }
      try await clock.sleep(milliseconds: milliseconds)
    }
  }
}
