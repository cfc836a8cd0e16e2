package import Basics
import Glibc

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
