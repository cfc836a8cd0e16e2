package import Basics
package import ModelTasks
import Synchronization

/// A clock that never waits: sleeping moves its hands.
package final class StubClock: RunClock {
  private struct State {
    package var now: Timestamp
    package var slept: [Int64] = []
  }

  private let state: Mutex<State>
  private let whileAsleep: @Sendable (_ nth: Int) throws -> Void

  /// - Parameter whileAsleep: what happens during each sleep, counted from 1.
  package init(
    at milliseconds: Int64 = 0,
    whileAsleep: @escaping @Sendable (_ nth: Int) throws -> Void = { _ in }
  ) {
    state = Mutex(State(now: Timestamp(rawValue: milliseconds)))
    self.whileAsleep = whileAsleep
  }

  package var now: Timestamp { state.withLock(\.now) }
  package var slept: [Int64] { state.withLock(\.slept) }

  package func sleep(milliseconds: Int64) async throws {
    try Task.checkCancellation()
    let nth = state.withLock { state in
      state.now = state.now.advanced(byMilliseconds: milliseconds)
      state.slept.append(milliseconds)
      return state.slept.count
    }
    try whileAsleep(nth)
  }
}

/// A source that answers as a function says, and keeps count of what it is asked.
package final class StubSource: ReplySource {
  private struct State {
    var asked: [String] = []
    var underWay: [String] = []
    var mostUnderWay = 0
    var askedTwiceAtOnce: Set<String> = []
  }

  private let state = Mutex(State())
  private let answer: @Sendable (_ subject: String, _ time: Int) async throws -> Exchange

  /// - Parameter answer: what comes of asking about a subject for the nth time.
  package init(
    _ answer: @escaping @Sendable (_ subject: String, _ time: Int) async throws -> Exchange
  ) {
    self.answer = answer
  }

  package var asked: [String] { state.withLock(\.asked) }
  package var mostUnderWay: Int { state.withLock(\.mostUnderWay) }
  package var askedTwiceAtOnce: Set<String> { state.withLock(\.askedTwiceAtOnce) }

  package func request(for task: ModelTask<some ModelPrompt>) -> PlannedRequest {
    PlannedRequest(hash: "\(ObjectIdentifier(self)) \(task.prompt.user) \(task.draw)")
  }

  package func reread(_ raw: String) -> Exchange { .saying(raw) }

  package func ask(_ task: ModelTask<some ModelPrompt>) async throws -> Exchange {
    let subject = task.key.subject
    let time = state.withLock { state in
      if state.underWay.contains(subject) { state.askedTwiceAtOnce.insert(subject) }
      state.asked.append(subject)
      state.underWay.append(subject)
      state.mostUnderWay = max(state.mostUnderWay, state.underWay.count)
      return state.asked.count { $0 == subject }
    }
    defer { state.withLock { $0.underWay.removeAll { $0 == subject } } }
    return try await answer(subject, time)
  }
}

extension Exchange {
  package static func saying(_ text: String) -> Exchange { reply(Reply(text: text, raw: text)) }
}

/// Lets nobody pass until so many wait.
package actor Turnstile {
  private let size: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init(_ size: Int) { self.size = size }

  package func pass() async {
    await withCheckedContinuation { continuation in
      waiting.append(continuation)
      guard waiting.count == size else { return }
      for passing in waiting { passing.resume() }
      waiting = []
    }
  }
}

extension RequestFailure {
  /// A status that means what it means where the error has no name.
  package static func status(
    _ status: Int,
    message: String,
    signs: RateLimitHeaders = RateLimitHeaders()
  ) -> RequestFailure {
    .status(status, StatusMeaning(status: status), message: message, signs: signs)
  }
}
