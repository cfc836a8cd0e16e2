package import SafeText

/// What is wrong with a member of the team.
package enum TeamProblem: Hashable, Sendable, CustomStringConvertible {
  case invalidName(NameProblem)
  case personExists(String)
  case noSuchPerson(String)
  /// Somebody else assigned items since this assigning began.
  case assignedMeanwhile

  package var description: String {
    switch self {
    case .invalidName(let problem):
      "The name cannot be taken: \(problem). A name has 1 to \(NameRule.name.longest) visible characters, "
        + "with single spaces between its words."
    case .personExists(let name):
      "The name '\(name)' is taken on the team. Choose another one; 'review people' shows who is "
        + "there."
    case .noSuchPerson(let name):
      "There is nobody called '\(name)' on the team. Add them with 'review people add'."
    case .assignedMeanwhile:
      "Another program assigned items meanwhile, so this one stopped. Give the command again when the "
        + "other one has ended."
    }
  }
}
