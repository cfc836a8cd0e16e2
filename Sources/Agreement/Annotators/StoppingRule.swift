/// When an estimation stops.
package struct StoppingRule: Hashable, Sendable {
  package var iterations: Int
  /// The gain in log likelihood for each rating below which it has converged.
  package var tolerance: Double

  package init(iterations: Int = 100, tolerance: Double = 1e-7) {
    self.iterations = iterations
    self.tolerance = tolerance
  }
}

/// How an estimation went.
struct Convergence {
  /// What the last step returned.
  var objective = -Double.infinity
  var iterations = 0
  /// Whether the last step gained less than the tolerance.
  var converged = false
}

extension StoppingRule {
  /// Repeats a step of expectation and maximisation until it gains too little, or for long enough.
  /// - Parameters:
  ///   - votes: how many ratings there are, since the tolerance is for each.
  ///   - step: returns the log likelihood of what it began with.
  func climb(votes: Int, _ step: () -> Double) -> Convergence {
    var climb = Convergence()
    while climb.iterations < iterations, !climb.converged {
      climb.iterations += 1
      let found = step()
      climb.converged = (found - climb.objective) / Double(max(1, votes)) < tolerance
      climb.objective = found
    }
    return climb
  }
}
