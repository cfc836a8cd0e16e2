import Foundation

/// Remembers the user's screen preferences, in their own folder for such things.
struct AppearanceStore {
  let file: URL?

  /// In `$XDG_STATE_HOME/values-workbench/appearance.json`, else in `~/.local/state`.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    file = XDG.folder("XDG_STATE_HOME", orHome: ".local/state", environment)?
      .appendingPathComponent("appearance.json")
  }

  /// The appearance that was kept last, or the default where there is none that can be read.
  func recall() -> Appearance {
    guard let file, let data = try? Data(contentsOf: file) else { return Appearance() }
    return (try? JSONDecoder().decode(Appearance.self, from: data)) ?? Appearance()
  }

  /// Keeps an appearance.
  ///
  /// That a folder cannot be written to is no reason to disturb anyone's work.
  func keep(_ appearance: Appearance) {
    guard let file else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try? encoder.encode(appearance).write(to: file, options: .atomic)
  }
}

/// The folders of the XDG Base Directory Specification.
enum XDG {
  /// The program's folder under one of the base folders; a relative value counts as unset.
  static func folder(
    _ variable: String,
    orHome path: String,
    _ environment: [String: String]
  ) -> URL? {
    if let base = environment[variable], base.hasPrefix("/") {
      return URL(fileURLWithPath: base).appendingPathComponent("values-workbench")
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return URL(fileURLWithPath: home).appendingPathComponent(path)
      .appendingPathComponent("values-workbench")
  }
}
