package import Models

/// What can be done with a batch.
package enum BatchStep: String, Hashable, Sendable, CaseIterable {
  case write, submit, poll, collect
}

/// What somebody decided about a run.
package struct BatchOptions: Hashable, Sendable {
  package var steps: Set<BatchStep>
  /// The lines that a file may have at most, if the provider takes as many.
  package var mostLines: Int
  /// Whether a batch of which nobody knows if the provider has it is submitted again.
  package var resubmits: Bool

  package init(
    steps: Set<BatchStep> = Set(BatchStep.allCases),
    mostLines: Int = 10_000,
    resubmits: Bool = false
  ) {
    self.steps = steps
    self.mostLines = mostLines
    self.resubmits = resubmits
  }
}

/// What happened.
package enum BatchProgress: Hashable, Sendable {
  case wrote(Batch)
  case submitted(Batch)
  /// The provider is at it.
  case underWay(Batch)
  case collected(Batch)
  /// The batch came to nothing; its tasks wait again.
  case failed(Batch, reason: String)
  /// Nobody knows whether the provider has the batch.
  case unknown(Batch)
  /// A step did not work; the next run tries it again.
  case stepFailed(Batch, String)
  /// Another request could exceed the budget.
  case outOfBudget(client: String)

  /// Whether somebody should look at it.
  package var needsAttention: Bool {
    switch self {
    case .failed, .unknown, .stepFailed, .outOfBudget: true
    case .wrote, .submitted, .underWay, .collected: false
    }
  }
}
