import AnnotationCore
import Foundation
import NIOHTTP1

/// Questions about batches, which may be put again when the network fails them for a moment.
struct BatchAsking {
  let seat: BatchRun.Seat
  let clock: any RunClock
  private var random: SplitMix64

  init(_ seat: BatchRun.Seat, clock: any RunClock, seed: UInt64) {
    self.seat = seat
    self.clock = clock
    random = SplitMix64(seed: seed)
  }

  enum Answer {
    case body(String)
    case trouble(Trouble)
  }

  mutating func get(_ path: String) async throws -> Answer {
    let transport = seat.transport
    return try await again { try await transport.send(.GET, path: path, body: nil) }
  }

  /// Sends what does no harm when it is sent twice.
  mutating func upload(_ request: BatchRequest, file: String, bytes: Int) async throws -> Answer {
    let transport = seat.transport
    return try await again { try await transport.send(request, file: file, bytes: bytes) }
  }

  /// - Returns: what went wrong, if anything.
  mutating func download(_ place: String, to file: String) async throws -> Trouble? {
    var retry = RetryMachine(limit: seat.juror.limits.retries)
    while let trouble = try await seat.transport.download(place, to: file) {
      guard case .wait(let milliseconds) = retry.next(after: trouble, using: &random) else {
        return trouble
      }
      try await clock.sleep(milliseconds: milliseconds)
    }
    return nil
  }

  /// What an answer says, whether it is worth another try or not.
  static func answer(_ outcome: HTTPTransport.Outcome) -> Answer {
    switch outcome {
    case .trouble(let trouble): .trouble(trouble)
    case .answer(200..<300, let body): .body(body.text)
    case .answer(let status, let body):
      .trouble(
        .status(
          status,
          message: ErrorAnswer(body.text)?.sentence ?? String(body.text.prefix(300)),
          signs: body.signs
        )
      )
    }
  }

  private mutating func again(
    _ send: () async throws -> HTTPTransport.Outcome
  ) async throws -> Answer {
    var retry = RetryMachine(limit: seat.juror.limits.retries)
    while true {
      let answer = Self.answer(try await send())
      guard case .trouble(let trouble) = answer,
        case .wait(let milliseconds) = retry.next(after: trouble, using: &random)
      else { return answer }
      try await clock.sleep(milliseconds: milliseconds)
    }
  }
}
