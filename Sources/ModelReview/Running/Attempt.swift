package import AnnotationCore
import Synchronization

/// One attempt to get a juror's verdict in one trial: asked, asked again where that may help, read.
struct Attempt: Sendable {
  let seat: JuryRun.Seat
  let provider: Provider
  let prompter: ReviewPrompter
  let reading: ReplyReading
  let queue: any ReviewQueue
  /// Whether the queue may know the reply: most runs are spared the question.
  let looksForKnown: Bool
  let clock: any RunClock
  let log: @Sendable (SendRecord) -> Void
  /// What the jitter of the waits grows from.
  let seed: UInt64

  /// The provider's pace and the run's money, which attempts share.
  final class Provider: Sendable {
    let throttle: Mutex<Throttle>
    let purse: Purses

    init(throttle: Throttle, purse: Purses) {
      self.throttle = Mutex(throttle)
      self.purse = purse
    }
  }

  /// The run's purse, which all providers share.
  final class Purses: Sendable {
    let purse: Mutex<Purse>

    init(_ purse: Purse) { self.purse = Mutex(purse) }
  }

  /// What came of it.
  enum End: Sendable {
    case review(NewReview)
    /// The budget does not allow for another request; nothing was sent.
    case outOfMoney
  }

  /// - Throws: `CancellationError` when the run is stopped; then nothing came of it.
  func run(_ next: ReviewCase, _ trial: Juror.Trial) async throws -> End {
    let prompt = prompter.prompt(for: next, trial)
    let start = clock.now
    let draw = RequestDraw.number(sample: trial.draw, attempt: next.attempt)
    let known = seat.source.request(for: prompt, draw: draw)
    if looksForKnown, let raw = try await queue.knownReply(to: known.hash) {
      let trace = Review.Trace(requestHash: known.hash, sends: 0, output: known.output)
      return .review(review(of: next, prompt, seat.source.reread(raw), trace, since: start))
    }
    let sender = Sender(seat: seat, provider: provider, clock: clock, log: log, seed: seed)
    let errand = Sender.Errand(
      item: next.item.id,
      trial: trial.number,
      attempt: next.attempt,
      draw: draw
    )
    switch try await sender.send(prompt, errand) {
    case .outOfMoney: return .outOfMoney
    case .came(let exchange, let trace):
      return .review(review(of: next, prompt, exchange, trace, since: start))
    }
  }

  private func review(
    of next: ReviewCase,
    _ prompt: ReviewPrompt,
    _ exchange: Exchange,
    _ trace: Review.Trace,
    since start: Timestamp
  ) -> NewReview {
    NewReview(
      reading.review(
        of: next,
        promptHash: prompt.sent.hash,
        exchange,
        trace,
        from: start,
        to: clock.now
      ),
      prompt: prompt.sent
    )
  }
}

/// One request that was sent, for a log: without what the item says, unless somebody asks for it.
package struct SendRecord: Sendable {
  package var at: Timestamp
  package var juror: String
  package var item: ItemID
  package var trial: Int
  package var attempt: Int
  /// Which request of this attempt, from 1.
  package var send: Int
  /// Such as `reply`, `refused`, `429` or `timeout`.
  package var result: String
  package var requestID: String?
  package var milliseconds: Int
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var prompt: SentPrompt
  package var raw: String?
}

extension Exchange {
  /// What came of it, in a word.
  var kind: String {
    switch self {
    case .reply: "reply"
    case .refused: "refused"
    case .cutShort: "cut_short"
    case .failed(.status(let status, _, _)): String(status)
    case .failed(.notTaken): "not_taken"
    case .failed(.connection): "connection"
    case .failed(.timeout): "timeout"
    case .failed(.garbled): "garbled"
    case .failed(.hopeless), .failed(.misconfigured): "hopeless"
    }
  }
}
