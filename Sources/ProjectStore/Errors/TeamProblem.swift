/// What is wrong with a member of the team.
package enum TeamProblem: Hashable, Sendable, CustomStringConvertible {
  case invalidName(String)
  case personExists(String)
  case noSuchPerson(String)
  /// Somebody else assigned items since this assigning began.
  case assignedMeanwhile(done: Int)

  package var description: String {
    switch self {
    case .invalidName: "A name needs at least one visible character."
    case .personExists(let name):
      "The name '\(name)' is taken on the team. Choose another one; 'review people' shows who is "
        + "there."
    case .noSuchPerson(let name):
      "There is nobody called '\(name)' on the team. Add them with 'review people add'."
    case .assignedMeanwhile(let done):
      "Another program assigned items meanwhile, so this one stopped after \(done) assignments. "
        + "Give the command again when the other one has ended; what is assigned stays."
    }
  }
}
