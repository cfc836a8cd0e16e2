package import AnnotationCore
import Glibc

/// Where items wait for jurors, and where reviews are kept.
package protocol ReviewQueue: Sendable {
  /// Items that wait for a juror, with the number of the attempt that comes next.
  func next(for juror: Juror, limit: Int) throws -> [(item: Item, attempt: Int)]

  /// Keeps what came of an attempt.
  func record(_ review: NewReview) throws
}

/// What came of one attempt.
package struct NewReview: Hashable, Sendable {
  package var item: ItemID
  package var juror: String
  package var attempt: Int
  package var outcome: Review.Outcome
  package var rawReply: String?
  package var promptHash: String
  package var reportedModel: String?
  package var latencyMilliseconds: Int
  package var promptTokens: Int?
  package var completionTokens: Int?
  package var at: Timestamp
}

/// The clock, as a run needs it.
package protocol RunClock: Sendable {
  var now: Timestamp { get }
  /// - Throws: `CancellationError` when the run is stopped.
  func sleep(milliseconds: Int64) async throws
}

/// The real clock.
package struct SystemClock: RunClock {
  package init() {}

  package var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(rawValue: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  package func sleep(milliseconds: Int64) async throws {
    try await Task.sleep(for: .milliseconds(milliseconds))
  }
}
