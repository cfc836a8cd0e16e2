/// A set of colours for the inks of a ``Style``.
package enum Theme: String, Hashable, Sendable, Codable, CaseIterable {
  /// For a dark background.
  case dark
  /// For a light background.
  case light
  /// Few colours, far apart; nothing is dimmed.
  case contrast
  /// Attributes alone.
  case none
}
