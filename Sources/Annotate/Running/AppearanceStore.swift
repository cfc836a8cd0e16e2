import Files
import Foundation

/// Remembers the user's screen preferences, in their own folder for such things.
struct AppearanceStore {
  let file: URL?

  /// In `$XDG_STATE_HOME/values-workbench/appearance.json`, else in `~/.local/state`.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    file = UserFolder.state.url(in: environment)?
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
