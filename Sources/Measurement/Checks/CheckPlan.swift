import AnnotationCore
import ItemFiles
import ModelReview
import Synchronization

/// The ways in which a canary's pair is put to a juror.
enum CheckVariant: String, CaseIterable, Sendable {
  /// Without its injection: what the others are compared with.
  case plain
  case injected
  /// With the choices the other way round.
  case reversed
  /// In an English prompt.
  case english
  /// With the answer said twice, which makes it longer and no better (as Zheng et al. 2023 tried the
  /// verbosity of judges).
  case longer

  /// The juror as it is asked in this way: blind, once.
  func asked(_ juror: Juror) -> Juror {
    var juror = juror
    juror.name += " · " + rawValue
    juror.asking = Juror.Asking(
      language: self == .english ? .english : .item,
      order: self == .reversed ? .reversed : .given
    )
    juror.limits.attempts = 1
    return juror
  }
}

/// What is put to jurors to see whether they can be fooled.
struct CheckPlan: Sendable {
  let canaries: [Canary]
  /// The pairs without injections, each once, under ids of their own.
  let pairs: [Item]
  private let pairIDs: [String: ItemID]

  init(_ canaries: [Canary]) {
    self.canaries = canaries
    var pairs: [Item] = []
    var ids: [String: ItemID] = [:]
    for canary in canaries where ids[Self.text(canary.plain)] == nil {
      var pair = canary.plain
      pair.id = "pair-\(pairs.count + 1)"
      ids[Self.text(pair)] = pair.id
      pairs.append(pair)
    }
    self.pairs = pairs
    pairIDs = ids
  }

  /// The pair that a canary's injection stands in.
  func pair(of canary: Canary) -> ItemID { pairIDs[Self.text(canary.plain)] ?? "" }

  func cases(_ variant: CheckVariant) -> [ReviewCase] {
    switch variant {
    case .plain, .reversed: pairs.map { ReviewCase(item: $0) }
    case .injected: canaries.map { ReviewCase(item: $0.injected) }
    // The prompt for an English pair is English anyway.
    case .english:
      pairs.filter { !$0.language.lowercased().hasPrefix("en") }.map { ReviewCase(item: $0) }
    case .longer:
      pairs.map { pair in
        var pair = pair
        pair.answer += "\n\n" + pair.answer
        return ReviewCase(item: pair)
      }
    }
  }

  private static func text(_ item: Item) -> String {
    [item.language, item.question, item.answer].joined(separator: "\u{0}")
  }
}

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

  func hasVerdicts(beside jurors: [String]) -> Bool { false }

  func knownReply(to requestHash: String) -> String? { nil }

  /// What came of asking a juror in one way, by item.
  func reviews(of juror: Juror, _ variant: CheckVariant) -> [ItemID: Review] {
    state.withLock { $0.reviews[variant.asked(juror).name] ?? [:] }
  }
}
