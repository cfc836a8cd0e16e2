import Foundation
import Models
import Testing

@testable import ModelTasks

/// The tables of docs/providers.md and docs/live-server.md are those of the program.
///
/// `RECORD_PAGES=1` writes them anew, and fails.
@Suite struct ProviderPageTests {
  private static let docs = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs")

  /// Holds what stands between two marks of a page against a table.
  private func check(_ table: [String], of page: String, named name: String) throws {
    let file = Self.docs.appendingPathComponent(page)
    let text = try String(contentsOf: file, encoding: .utf8)
    let (start, end) = ("<!-- \(name) -->\n", "\n<!-- end of \(name) -->")
    let first = try #require(text.range(of: start)).upperBound
    let last = try #require(text.range(of: end)).lowerBound
    let expected = table.joined(separator: "\n")
    let isSame = text[first..<last] == expected
    if !isSame, ProcessInfo.processInfo.environment["RECORD_PAGES"] != nil {
      try text.replacingCharacters(in: first..<last, with: expected)
        .write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(isSame, "RECORD_PAGES=1 writes the table of docs/\(page) anew")
  }

  private func table(_ head: [String], _ rows: [[String]]) -> [String] {
    ([head, head.map { _ in "---" }] + rows).map { cells in
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
  }

  @Test func `every entry stands in docs/providers.md`() throws {
    let rows = ProviderEntry.all.map { entry in
      [
        "`\(entry.name)`", entry.title, "`\(entry.wire.rawValue)`",
        entry.address.map { "`\($0)`" }
          ?? "given as `endpoint`, such as `\(entry.addressExample ?? "")`",
        key(of: entry), quirks(of: entry),
      ]
    }
    let head = ["provider", "is", "protocol", "address", "key", "what it does otherwise"]
    try check(table(head, rows), of: "providers.md", named: "entries")
  }

  private func key(of entry: ProviderEntry) -> String {
    let source =
      entry.keyVariable.map { "`\($0)`" }
      ?? entry.keyCommand.map { "printed by `\($0.joined(separator: " "))`" } ?? "none"
    return source + (entry.keyHeader.map { ", in `\($0)`" } ?? "")
  }

  private func quirks(of entry: ProviderEntry) -> String {
    var sentences: [String] = []
    if let output = entry.output { sentences.append("Begins with `output: \(output.rawValue)`.") }
    if !entry.leftOut.isEmpty {
      let names = entry.leftOut.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      sentences.append("Left out: \(names).")
    }
    for (name, other) in entry.renamed.sorted(by: { $0.key < $1.key }) {
      sentences.append("`\(name)` is sent as `\(other)`.")
    }
    if !entry.note.isEmpty { sentences.append(entry.note) }
    return sentences.joined(separator: " ")
  }

  @Test func `every row of the table of refusals stands in docs/live-server.md`() throws {
    let rows = ErrorTable.rows.map { row in
      [row.provider, words(of: row.sign), words(of: row.meaning), row.source]
    }
    let head = ["provider", "says", "which means", "source"]
    try check(table(head, rows), of: "live-server.md", named: "refusals")
    let places = ParameterPlace.all.map { [$0.provider, $0.place, $0.source] }
    try check(
      table(["provider", "names the parameter in", "source"], places),
      of: "live-server.md",
      named: "places"
    )
  }

  private func words(of sign: ErrorRow.Sign) -> String {
    switch sign {
    case .name(ErrorTable.flaggedInput): "`metadata.reasons`"
    case .name(let name): "`\(name)`"
    case .message(let text): "a message that begins with “\(text)”"
    case .words(let text, let statuses):
      "“…\(text)…” with \(statuses.sorted().map(String.init).joined(separator: ", "))"
    case .ending(let word): "`\(word)`, why a reply ended"
    case .status(let status): "status \(status)"
    }
  }

  private func words(of meaning: ErrorRow.Meaning) -> String {
    switch meaning {
    case .declined: "a refusal"
    case .tooLong: "the item is too long"
    case .outOfCredit: "nobody pays for more"
    case .otherwiseWrong: "no parameter is wrong"
    case .lacks(let parameter): "asked again without `\(parameter.rawValue)`"
    case .lacksOutput(let means):
      "asked again without `\(means.map(\.rawValue).sorted().joined(separator: ", "))`"
    }
  }
}
