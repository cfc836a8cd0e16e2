import Foundation

/// Remembers how the user likes the screen, in their own folder for such things.
struct LookMemory {
  let file: URL?

  /// In `$XDG_STATE_HOME/values-workbench/look.json`, else in `~/.local/state`.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    file = XDG.folder("XDG_STATE_HOME", orHome: ".local/state", environment)?
      .appendingPathComponent("look.json")
  }

  /// The look that was kept last, or the default where there is none that can be read.
  func recall() -> Look {
    guard let file, let data = try? Data(contentsOf: file) else { return Look() }
    return (try? JSONDecoder().decode(Look.self, from: data)) ?? Look()
  }

  /// Keeps a look.
  ///
  /// That a folder cannot be written to is no reason to disturb anyone's work.
  func keep(_ look: Look) {
    guard let file else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try? encoder.encode(look).write(to: file, options: .atomic)
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
