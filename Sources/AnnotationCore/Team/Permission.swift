/// What somebody may do in a project.
package enum Permission: String, Hashable, Sendable, CaseIterable {
  /// Read the guideline, and one's own words and progress.
  case own = "own"
  /// Label items that are assigned to one.
  case label = "label"
  /// See counts, agreement and progress, of which no single label can be told.
  case figures = "figures"
  /// See what others said about an item: people and jurors.
  case labels = "labels"
  /// Decide what is in dispute, and let the rules decide.
  case decide = "decide"
  /// Change what is worked on: items, guideline, assignments, references, the jury and its runs.
  case manage = "manage"
  /// Add, change and deactivate annotators and viewers.
  case people = "people"
  /// Add, change and deactivate leads, and work under another's name.
  case leads = "leads"
}

extension Person.Role {
  /// What a person of this role may do.
  package var permissions: Set<Permission> {
    switch self {
    case .annotator: [.own, .label]
    case .lead: [.own, .label, .figures, .labels, .decide, .manage, .people]
    case .viewer: [.own, .figures]
    }
  }
}

/// Who has a project open: a system user, and the name that they ask to work under.
package struct Identity: Hashable, Sendable {
  /// The system user's name.
  package var user: String
  /// A name of the team, where it is not the one that belongs to the system user.
  package var name: String?

  package init(user: String, name: String? = nil) {
    self.user = user
    self.name = name
  }
}

/// Whom a system user is in a project, and what they may do there.
package struct Access: Hashable, Sendable {
  package let user: String
  /// Whose words are theirs; nil for an owner who is not on the team.
  package let person: Person?
  /// Whether the system user owns the project.
  package let isOwner: Bool
  /// Whether the owner works under the name of somebody else.
  package let isActing: Bool

  package init(user: String, person: Person?, isOwner: Bool, isActing: Bool = false) {
    self.user = user
    self.person = person
    self.isOwner = isOwner
    self.isActing = isActing
  }

  /// An owner may do everything; under another's name they may do what that person may.
  package var permissions: Set<Permission> {
    if isOwner, !isActing { return Set(Permission.allCases) }
    guard let person, person.isActive else { return [] }
    return person.role.permissions
  }

  /// Whether words of this person can be read and written as one's own.
  package func isSelf(_ id: PersonID) -> Bool {
    person.map { $0.id == id } ?? isOwner
  }
}
