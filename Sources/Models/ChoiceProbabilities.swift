/// How probable a model held each choice of a field.
package struct ChoiceProbabilities: Hashable, Sendable, Codable {
  /// By choice, together 1.
  package var byChoice: [String: Double]
  /// What the choices held together before they were made to add up to 1: the rest went to texts that
  /// are no choice.
  package var mass: Double

  package init(byChoice: [String: Double], mass: Double) {
    self.byChoice = byChoice
    self.mass = mass
  }
}
