import AnnotationCore

/// Whoever effects are carried out for: a screen, a linear session, a test.
protocol EffectTarget {
  /// Takes what came of an effect.
  /// - Returns: what should happen next.
  mutating func take(_ report: Report, now: Timestamp) -> [Effect]

  /// Carries out what only the target can: showing, suspending, the user's own editor.
  mutating func performOutside(_ effect: Effect) -> [Report]
}

extension EffectRunner {
  /// Carries effects out in order, each with all that follows from it, until nothing is left or one fails.
  ///
  /// This is the one loop of effects. What comes after a failure was asked for in the belief that it
  /// would work, and is left out.
  /// - Returns: false when it is time to leave.
  mutating func carryOut(_ effects: [Effect], for target: inout some EffectTarget) -> Bool {
    for effect in effects {
      if case .leave(let entered) = effect {
        leave(saving: entered)
        return false
      }
      let reports = effect.isOutside ? target.performOutside(effect) : run(effect)
      for report in reports {
        guard carryOut(target.take(report, now: now()), for: &target) else { return false }
        if report.isFailure { return true }
      }
    }
    return true
  }
}

extension Effect {
  /// Whether the terminal has to do it, and not the project.
  fileprivate var isOutside: Bool {
    switch self {
    case .suspend, .repaint, .apply, .edit, .useReading: true
    default: false
    }
  }
}

extension Report {
  /// Whether what was asked for did not happen.
  var isFailure: Bool {
    switch self {
    case .failed, .draftNotSaved, .held, .guidelineChanged: true
    default: false
    }
  }
}
