import AnnotationCore
import Measurement
import ModelReview
import Models
import Synchronization

/// The plan as a queue: each case is asked once, and what comes is kept in memory.
final class CheckQueue: ReviewQueue {
  private struct State {
    var waiting: [String: [ReviewCase]] = [:]
    var reviews: [String: [ItemID: Review]] = [:]
  }

  private let state: Mutex<State>

  init(_ plan: CheckPlan, jurors: [Juror]) {
    var state = State()
    for juror in jurors {
      for variant in CheckVariant.allCases {
        state.waiting[variant.asked(juror).name] = plan.cases(variant)
      }
    }
    self.state = Mutex(state)
  }

  var waiting: [String: Int] { state.withLock { $0.waiting.mapValues(\.count) } }

  func next(for juror: Juror, limit: Int) -> [ReviewCase] {
    state.withLock { state in
      let done = state.reviews[juror.name] ?? [:]
      return Array(
        (state.waiting[juror.name] ?? []).lazy.filter { done[$0.item.id] == nil }.prefix(limit)
      )
    }
  }

  func record(_ reviews: [NewReview]) -> [NewReview] {
    state.withLock { state in
      for new in reviews {
        state.reviews[new.review.juror, default: [:]][new.review.item] = new.review
      }
    }
    return reviews
  }

  // A check keeps nothing of what was not answered.
  func note(_ unanswered: UnansweredTask) {}

  func hasVerdicts(beside jurors: [String]) -> Bool { false }

  func knownReply(to requestHash: String) -> String? { nil }

  /// What came of asking a juror in one way, by item.
  func reviews(of juror: Juror, _ variant: CheckVariant) -> [ItemID: Review] {
    state.withLock { $0.reviews[variant.asked(juror).name] ?? [:] }
  }
}
