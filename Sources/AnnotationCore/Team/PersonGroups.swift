/// The groups that a rater belongs to, such as culture or region: one value for each attribute.
///
/// They are strata of agreement, and coarse traits in a release.
package struct PersonGroups: Hashable, Sendable, Codable {
  /// The group by attribute.
  package var values: [String: String]

  package init(_ values: [String: String] = [:]) { self.values = values }

  /// The groups as `culture=arab region=gulf`, by attribute.
  package var description: String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}
