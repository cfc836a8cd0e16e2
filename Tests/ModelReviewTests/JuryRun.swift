import AnnotationCore
import ModelFixtures
import ModelReview
import ModelTasks

/// A run of some jurors over a queue.
func juryRun(
  _ jurors: [Juror],
  _ clients: [ModelClient],
  over queue: any ReviewQueue,
  budget: Money? = nil,
  clock: any RunClock = StubClock(),
  seed: UInt64 = 1
) throws -> TaskRun<ReviewTasks> {
  TaskRun(
    try ReviewTasks(guideline: promptedGuideline(), jurors: jurors, queue: queue),
    clients: clients,
    budget: Budget(limit: budget),
    clock: clock,
    seed: seed
  )
}

/// A run of jurors whose replies come from sources of a test.
func juryRun(
  _ jurors: [(Juror, StubSource)],
  over queue: any ReviewQueue,
  clock: any RunClock = StubClock()
) throws -> TaskRun<ReviewTasks> {
  let clients = jurors.map { ModelClient($0.0, source: $0.1) }
  return try juryRun(jurors.map(\.0), clients, over: queue, clock: clock)
}

extension Exchange {
  static let good = saying(goodReply)
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
