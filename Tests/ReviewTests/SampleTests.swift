import Fixtures
import Foundation
import JSON
import Testing

@Suite struct `The sample project` {
  private func lines(_ name: String) throws -> [JSONValue] {
    try String(contentsOfFile: repositoryFile("samples/\(name)"), encoding: .utf8)
      .split(separator: "\n").map { try JSONValue(parsing: String($0)) }
  }

  @Test func `every language has an item that each recorded juror sets aside`() throws {
    var languages: Set<String> = []
    var jurors: [String: Set<String>] = [:]
    var setAside: [String: Set<String>] = [:]
    for item in try lines("items.jsonl") {
      if let language = item["language"]?.stringValue { languages.insert(language) }
    }
    for line in try lines("replies.jsonl") {
      guard let item = line["item"]?.stringValue, let juror = line["juror"]?.stringValue else {
        continue
      }
      jurors[item, default: []].insert(juror)
      if line["reply"]?["scope"]?.stringValue == "outside" {
        setAside[item, default: []].insert(juror)
      }
    }
    #expect(languages.count == 14)
    for language in languages {
      let found = setAside.contains { item, by in
        item.hasPrefix("\(language)-") && by.count >= 2 && jurors[item]?.count == 3
      }
      #expect(found, "\(language)")
    }
  }
}
