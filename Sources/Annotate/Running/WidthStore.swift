import Foundation
import SafeText
import TerminalKit

/// Remembers how wide terminals draw, by their names, for the first screen of the next time:
/// schemas/widths.schema.json.
struct WidthStore {
  /// The columns that were measured, by terminal and by the name of what they belong to.
  let file: StateFile<[String: [String: Int]]>

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    file = StateFile("widths.json", environment: environment)
  }

  /// What a terminal of this name answered last.
  func recall(_ terminal: String) -> WidthTable? {
    guard let known = file.recall()?[terminal] else { return nil }
    let measured = WidthProbe.all.compactMap { probe in
      known[probe.kind.name].flatMap { probe.range.contains($0) ? (probe.kind, $0) : nil }
    }
    return WidthTable(Dictionary(measured) { $1 })
  }

  /// Keeps what a terminal answered, unless that is known.
  func keep(_ widths: WidthTable, of terminal: String) {
    let measured = widths.measured.map { ($0.key.name, $0.value) }
    file.update([:]) { $0[terminal] = Dictionary(measured) { $1 } }
  }
}
