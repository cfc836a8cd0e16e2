package import AnnotationCore
package import SafeText

/// What is wrong with a member of the team.
package enum TeamProblem: Hashable, Sendable, CustomStringConvertible {
  case invalidName(NameProblem)
  case personExists(String)
  case noSuchPerson(String)
  case invalidGroup(String)
  /// The system user is nobody on the team.
  case notOnTeam(user: String)
  /// Several people of the team work as one system user.
  case severalPeople(user: String)
  /// The name is not one that the system user may work under; or there is none.
  case notYourName(String, user: String)
  case inactive(String)
  case notAllowed(Permission, user: String)
  /// The words would be somebody else's.
  case notYours(user: String)
  case notTheFilesOwner(path: String)
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
    case .invalidGroup(let word):
      "'\(word)' is no group. Write attribute=group, each with 1 to \(NameRule.name.longest) visible characters: "
        + "culture=arab."
    case .notOnTeam(let user):
      "The system user '\(user)' is not on the team of this project. If you are on it by another name, write "
        + "--as NAME; else ask its owner or a lead to add you, with 'review people add'."
    case .severalPeople(let user):
      "Several people of the team work as the system user '\(user)'. Say which one you are, with --as NAME."
    case .notYourName(let name, let user):
      "The system user '\(user)' does not work as '\(name)' in this project. A lead can allow it: "
        + "review people edit PROJECT NAME --system-user \(user)"
    case .inactive(let name):
      "'\(name)' no longer works on this project. A lead can change that: review people edit PROJECT NAME "
        + "--active"
    case .notAllowed(let permission, let user):
      "The system user '\(user)' may not do this: \(permission.words). docs/permissions.md says who may do "
        + "what; the project's owner can change a role with 'review people edit'."
    case .notYours(let user):
      "The system user '\(user)' may not read or write this under somebody else's name."
    case .notTheFilesOwner(let path):
      "The file \(path) belongs to another system user, so the project cannot be taken over. Ask that user, or "
        + "copy the file: the copy is yours."
    case .assignedMeanwhile:
      "Another program assigned items meanwhile, so this one stopped. Give the command again when the "
        + "other one has ended."
    }
  }
}

extension Permission {
  /// Who may do it, as the end of a sentence.
  fileprivate var words: String {
    switch self {
    case .own: "it is for members of the team"
    case .label: "labelling is for annotators and leads"
    case .figures: "figures are for leads and viewers"
    case .labels: "what others said is for leads"
    case .decide: "decisions are for leads"
    case .manage: "items, guideline, assignments and the jury are for leads"
    case .people: "the team is for leads"
    case .leads: "leads, and work under another's name, are for the owner"
    }
  }
}
