/// Why a guideline cannot be put in force.
package enum GuidelineProblem: Hashable, Sendable, CustomStringConvertible {
  /// What it would do to labels that exist, in sentences.
  case refused([String])
  /// An earlier guideline of the project had that version.
  case versionTaken(String)
  /// It has changed, and has the version of the one in force.
  case versionKept(String)

  package var description: String {
    switch self {
    case .refused(let sentences):
      "The guideline cannot be replaced: labels that exist would lose their meaning. "
        + sentences.joined(separator: " ") + " Make a project of its own for such a change."
    case .versionTaken(let version):
      "The project had a guideline of version \(version) before. Give this one a version of its own, "
        + "so that labels tell which one they followed."
    case .versionKept(let version):
      "The guideline has changed, and its version is still \(version). Give it another version, so that "
        + "labels tell which one they followed."
    }
  }
}
