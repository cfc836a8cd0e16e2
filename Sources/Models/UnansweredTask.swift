package import Basics

/// A task that a provider could not take, as in an outage: it does not count as an attempt, and what
/// trying may have cost counts to the budget.
package struct UnansweredTask: Hashable, Sendable {
  /// The name under which the model is configured.
  package var model: String
  /// The id of what the task is about.
  package var subject: String
  /// Which of the times that the model is asked about the same subject, from 1.
  package var trial: Int
  /// How often it was sent.
  package var sends: Int
  package var cost: Money
  /// Why no reply came, in a sentence.
  package var reason: String
  package var at: Timestamp

  package init(
    model: String,
    subject: String,
    trial: Int,
    sends: Int,
    cost: Money,
    reason: String,
    at: Timestamp
  ) {
    self.model = model
    self.subject = subject
    self.trial = trial
    self.sends = sends
    self.cost = cost
    self.reason = reason
    self.at = at
  }
}
