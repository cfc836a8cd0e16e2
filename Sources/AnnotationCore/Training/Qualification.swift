/// Whether an annotator may work on real items.
package struct Qualification: Hashable, Sendable {
  package let state: State

  package enum State: Hashable, Sendable {
    case open
    /// Training items are left.
    case training(done: Int, total: Int)
    /// All are done, and too few fields were as in the references.
    case below(share: Double, needed: Double)
  }

  /// - Parameters:
  ///   - policy: the guideline's; without one nobody is trained.
  ///   - total: training items that the annotator has.
  ///   - done: those that they have completed.
  ///   - matching: compared fields of these that are as in the references.
  ///   - compared: compared fields of these.
  ///   - isWaived: whether a lead has opened the real items all the same.
  package init(
    policy: TrainingPolicy?,
    total: Int,
    done: Int,
    matching: Int,
    compared: Int,
    isWaived: Bool
  ) {
    guard let policy, total > 0, !isWaived else {
      state = .open
      return
    }
    guard done >= total else {
      state = .training(done: done, total: total)
      return
    }
    let share = compared == 0 ? 1 : Double(matching) / Double(compared)
    state = share >= policy.passShare ? .open : .below(share: share, needed: policy.passShare)
  }

  /// Whether the training is over and was not passed.
  package var isFailed: Bool { if case .below = state { true } else { false } }

  /// Whether real items are open.
  package var isOpen: Bool { state == .open }

  /// Nobody is trained.
  package static let notNeeded = Qualification(
    policy: nil,
    total: 0,
    done: 0,
    matching: 0,
    compared: 0,
    isWaived: false
  )
}
