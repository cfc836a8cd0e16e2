package typealias PersonID = Int64

/// A member of the team.
package struct Person: Hashable, Sendable, Codable, Identifiable {
  package var id: PersonID
  /// Unique in the project; the system user's name where `--as` is not given.
  package var name: String
  package var role: Role
  /// The languages that the person labels, as BCP 47 tags.
  package var languages: [String]
  /// What stands in a release instead of the name.
  package var pseudonym: String

  package init(id: PersonID, name: String, role: Role, languages: [String], pseudonym: String) {
    self.id = id
    self.name = name
    self.role = role
    self.languages = languages
    self.pseudonym = pseudonym
  }

  /// What a person may do.
  package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case annotator = "annotator"
    /// Also adjudicates, where they did not label the item themselves.
    case lead = "lead"
  }
}
