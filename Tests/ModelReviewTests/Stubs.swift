import AnnotationCore
import ModelReview
import Synchronization

/// A clock that never waits: sleeping moves its hands.
final class StubClock: RunClock {
  private struct State {
    var now: Timestamp
    var slept: [Int64] = []
  }

  private let state: Mutex<State>
  private let whileAsleep: @Sendable (_ nth: Int) throws -> Void

  /// - Parameter whileAsleep: what happens during each sleep, counted from 1.
  init(
    at milliseconds: Int64 = 0,
    whileAsleep: @escaping @Sendable (_ nth: Int) throws -> Void = { _ in }
  ) {
    state = Mutex(State(now: Timestamp(rawValue: milliseconds)))
    self.whileAsleep = whileAsleep
  }

  var now: Timestamp { state.withLock(\.now) }
  var slept: [Int64] { state.withLock(\.slept) }

  func sleep(milliseconds: Int64) async throws {
    try Task.checkCancellation()
    let nth = state.withLock { state in
      state.now = state.now.advanced(byMilliseconds: milliseconds)
      state.slept.append(milliseconds)
      return state.slept.count
    }
    try whileAsleep(nth)
  }
}

extension Review {
  /// The kind of outcome, its item and its attempt in a few letters, such as `a1 verdict`.
  var short: String {
    let kind =
      switch outcome {
      case .verdict: "verdict"
      case .refused: "refused"
      case .unparsable: "unparsable"
      case .failed: "failed"
      }
    return "\(item)\(attempt) \(kind)"
  }
}

/// A source that answers as a function says, and keeps count of what it is asked.
final class StubSource: ReviewSource {
  private struct State {
    var asked: [ItemID] = []
    var underWay: [ItemID] = []
    var mostUnderWay = 0
    var askedTwiceAtOnce: Set<ItemID> = []
  }

  private let state = Mutex(State())
  private let answer: @Sendable (_ item: ItemID, _ time: Int) async throws -> Exchange

  /// - Parameter answer: what comes of asking about an item for the nth time.
  init(_ answer: @escaping @Sendable (_ item: ItemID, _ time: Int) async throws -> Exchange) {
    self.answer = answer
  }

  var asked: [ItemID] { state.withLock(\.asked) }
  var mostUnderWay: Int { state.withLock(\.mostUnderWay) }
  var askedTwiceAtOnce: Set<ItemID> { state.withLock(\.askedTwiceAtOnce) }

  func request(for prompt: ReviewPrompt, draw: Int) -> PlannedRequest {
    PlannedRequest(hash: "\(ObjectIdentifier(self)) \(prompt.sent.user.text) \(draw)")
  }

  func reread(_ raw: String) -> Exchange { .saying(raw) }

  func ask(_ prompt: ReviewPrompt, about item: ItemID, draw: Int) async throws -> Exchange {
    let time = state.withLock { state in
      if state.underWay.contains(item) { state.askedTwiceAtOnce.insert(item) }
      state.asked.append(item)
      state.underWay.append(item)
      state.mostUnderWay = max(state.mostUnderWay, state.underWay.count)
      return state.asked.count { $0 == item }
    }
    defer { state.withLock { $0.underWay.removeAll { $0 == item } } }
    return try await answer(item, time)
  }
}

extension Exchange {
  static let good = reply(Reply(text: goodReply, raw: goodReply))

  static func saying(_ text: String) -> Exchange { reply(Reply(text: text, raw: text)) }
}

/// Lets nobody pass until so many wait.
actor Turnstile {
  private let size: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ size: Int) { self.size = size }

  func pass() async {
    await withCheckedContinuation { continuation in
      waiting.append(continuation)
      guard waiting.count == size else { return }
      for passing in waiting { passing.resume() }
      waiting = []
    }
  }
}
