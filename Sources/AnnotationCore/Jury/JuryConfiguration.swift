/// A jury as its file describes it.
package struct JuryConfiguration: Hashable, Sendable {
  package var name: String
  package var jurors: [Juror]
  /// What the whole jury may spend on a project, in the currency of its jurors' prices; nil for no
  /// limit.
  package var budget: Money?
  /// A PEM file with authorities that are trusted besides the system's.
  package var certificates: String?

  package init(
    name: String,
    jurors: [Juror],
    budget: Money? = nil,
    certificates: String? = nil
  ) {
    self.name = name
    self.jurors = jurors
    self.budget = budget
    self.certificates = certificates
  }
}
