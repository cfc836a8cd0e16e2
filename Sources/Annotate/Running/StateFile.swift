import Files
import Foundation

/// A JSON file in which the program remembers something from one day to the next, in the user's own folder
/// for such things: `$XDG_STATE_HOME/values-workbench`, else `~/.local/state/values-workbench`.
struct StateFile<Value: Codable & Equatable> {
  let url: URL?

  init(_ name: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
    url = UserFolder.state.url(in: environment)?.appendingPathComponent(name)
  }

  /// What was kept last; nil where there is nothing that can be read.
  func recall() -> Value? {
    url.flatMap { SmallFile.contents(of: $0.path, upTo: 1_000_000) }
      .flatMap { try? JSONDecoder().decode(Value.self, from: $0) }
  }

  /// Keeps a value in place of what was kept.
  func keep(_ value: Value) { update(value) { $0 = value } }

  /// Changes what is kept, if that makes a difference.
  ///
  /// That a folder cannot be written to is no reason to disturb anyone's work.
  /// - Parameter empty: what is changed where nothing is kept.
  func update(_ empty: Value, _ change: (inout Value) -> Void) {
    guard let url else { return }
    let known = recall()
    var value = known ?? empty
    change(&value)
    guard value != known else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    let file = url.resolvingSymlinksInPath()
    // What somebody has spoilt is for them to mend.
    if known == nil {
      try? FileManager.default.moveItem(at: file, to: file.appendingPathExtension("unreadable"))
    }
    try? encoder.encode(value).write(to: file, options: .atomic)
  }
}
