package import Foundation

/// The program's folders of a user's own, by the XDG Base Directory Specification.
package enum UserFolder: Sendable {
  /// Settings that the user writes: in `$XDG_CONFIG_HOME`, else in `~/.config`.
  case settings
  /// What the programs keep from one day to the next: in `$XDG_STATE_HOME`, else in `~/.local/state`.
  case state

  /// Where it is, or nil where the environment names no home; a relative path in a variable counts as
  /// unset.
  package func url(in environment: [String: String]) -> URL? {
    let (variable, usual) =
      switch self {
      case .settings: ("XDG_CONFIG_HOME", ".config")
      case .state: ("XDG_STATE_HOME", ".local/state")
      }
    if let base = environment[variable], base.hasPrefix("/") {
      return URL(fileURLWithPath: base).appendingPathComponent("values-workbench")
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return URL(fileURLWithPath: home).appendingPathComponent(usual)
      .appendingPathComponent("values-workbench")
  }
}
