import AnnotationCore

/// How a run of the jury goes, juror by juror: what a watcher wants to know.
struct JuryMeter: Sendable {
  /// One juror's part of the run.
  struct Count: Hashable, Sendable {
    /// Trials that waited when the run began.
    var waiting = 0
    /// Verdicts of a juror, answers of a writer.
    var verdicts = 0
    var refused = 0
    /// Replies that are not as they were asked for.
    var unparsable = 0
    var failed = 0
    var sends = 0
    var promptTokens = 0
    var completionTokens = 0
    var cost = Money.zero
    var gaveUp = false

    /// Trials that are over: an attempt that got nothing is made again.
    var done: Int { verdicts + refused }
    var errors: Int { unparsable + failed }
    var left: Int { max(0, waiting - done) }
  }

  private(set) var counts: [String: Count]
  private let start: Timestamp

  /// - Parameter waiting: trials by juror.
  init(waiting: [String: Int], at start: Timestamp) {
    counts = waiting.mapValues { Count(waiting: $0) }
    self.start = start
  }

  mutating func note(_ review: Review) {
    var count = counts[review.juror, default: Count()]
    switch review.outcome {
    case .verdict: count.verdicts += 1
    case .refused: count.refused += 1
    case .unparsable: count.unparsable += 1
    case .failed: count.failed += 1
    }
    count.sends += review.trace.sends
    count.promptTokens += review.promptTokens ?? 0
    count.completionTokens += review.completionTokens ?? 0
    count.cost += review.trace.cost
    counts[review.juror] = count
  }

  mutating func note(_ attempt: AnswerAttempt) {
    var count = counts[attempt.writer, default: Count()]
    switch attempt.outcome {
    case .answered: count.verdicts += 1
    case .refused: count.refused += 1
    case .flawed, .cutShort: count.unparsable += 1
    case .failed: count.failed += 1
    }
    count.sends += attempt.trace.sends
    count.promptTokens += attempt.promptTokens ?? 0
    count.completionTokens += attempt.completionTokens ?? 0
    count.cost += attempt.trace.cost
    counts[attempt.writer] = count
  }

  mutating func noteGaveUp(_ juror: String) { counts[juror, default: Count()].gaveUp = true }

  /// A line for each juror: done, rate, tokens, cost, errors, time left.
  func lines(at now: Timestamp) -> [String] {
    counts.sorted { $0.key < $1.key }.map { juror, count in
      juror + "  " + words(count, at: now).joined(separator: " · ")
    }
  }

  /// All jurors in one line.
  func line(at now: Timestamp) -> String {
    let total = counts.values.reduce(into: Count()) { total, count in
      total.waiting += count.waiting
      total.verdicts += count.verdicts
      total.refused += count.refused
      total.unparsable += count.unparsable
      total.failed += count.failed
      total.promptTokens += count.promptTokens
      total.completionTokens += count.completionTokens
      total.cost += count.cost
    }
    return words(total, at: now).joined(separator: " · ")
  }

  private func words(_ count: Count, at now: Timestamp) -> [String] {
    let seconds = Double(max(1, now.rawValue - start.rawValue)) / 1000
    let rate = Double(count.done) / seconds
    var words = [
      "\(count.done)/\(max(count.waiting, count.done))", "\(MetricFormatter.short(rate))/s",
    ]
    let tokens = count.promptTokens + count.completionTokens
    if tokens > 0 { words.append("\(MetricFormatter.short(Double(tokens))) tokens") }
    if count.cost > .zero { words.append("\(MetricFormatter.money(count.cost)) spent") }
    if count.refused > 0 { words.append("\(count.refused) refused") }
    if count.errors > 0 { words.append("\(counted(count.errors, "error"))") }
    if count.gaveUp {
      words.append("given up")
    } else if count.left > 0, rate > 0 {
      words.append("\(MetricFormatter.duration(Double(count.left) / rate)) left")
    }
    return words
  }
}
