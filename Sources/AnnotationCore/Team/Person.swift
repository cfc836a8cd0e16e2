package typealias PersonID = Int64

/// A member of the team.
package struct Person: Hashable, Sendable, Codable, Identifiable {
  package var id: PersonID
  /// Unique in the project.
  package var name: String
  package var role: Role
  /// The languages that the person labels, as BCP 47 tags.
  package var languages: [String]
  /// What stands in a release instead of the name.
  package var pseudonym: String
  /// The system user who is this person, without `--as`; several people may share an account.
  package var systemUser: String
  package var groups: PersonGroups
  /// Whether they still work on the project.
  package var isActive: Bool

  package init(
    id: PersonID,
    name: String,
    role: Role,
    languages: [String],
    pseudonym: String,
    systemUser: String? = nil,
    groups: PersonGroups = PersonGroups(),
    isActive: Bool = true
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.languages = languages
    self.pseudonym = pseudonym
    self.systemUser = systemUser ?? name
    self.groups = groups
    self.isActive = isActive
  }

  /// What a person is on the team; ``permissions`` says what each may do.
  package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case annotator = "annotator"
    /// Also adjudicates, where they did not label the item themselves.
    case lead = "lead"
    /// Sees figures, and labels nothing.
    case viewer = "viewer"
  }
}
