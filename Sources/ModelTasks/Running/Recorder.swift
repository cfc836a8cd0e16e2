/// Keeps what comes in groups: what comes while one group is written makes up the next.
///
/// A disk that takes milliseconds for each group then holds nobody up.
actor Recorder<Entry: Sendable> {
  private let record: @Sendable ([Entry]) async throws -> [Bool]
  private var waiting: [(entry: Entry, done: CheckedContinuation<Bool, any Error>)] = []
  private var isWriting = false

  /// - Parameter record: keeps entries, on disk when it returns, and says of each whether it was kept.
  init(_ record: @escaping @Sendable ([Entry]) async throws -> [Bool]) { self.record = record }

  /// Keeps an entry; it is on disk when this returns.
  /// - Returns: whether it was kept, or was there already.
  func keep(_ entry: Entry) async throws -> Bool {
    try await withCheckedThrowingContinuation { done in
      waiting.append((entry, done))
      guard !isWriting else { return }
      isWriting = true
      Task { await write() }
    }
  }

  private func write() async {
    while !waiting.isEmpty {
      let group = waiting
      waiting = []
      do {
        let kept = try await record(group.map(\.entry))
        for (waiter, isKept) in zip(group, kept) { waiter.done.resume(returning: isKept) }
      } catch {
        for waiter in group { waiter.done.resume(throwing: error) }
      }
    }
    isWriting = false
  }
}
