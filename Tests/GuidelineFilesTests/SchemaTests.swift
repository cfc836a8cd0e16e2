import AnnotationCore
import Foundation
import Testing

@testable import GuidelineFiles

/// The schemas that editors use say what the readers do.
struct SchemaTests {
  @Test func `the guideline's schema has the reader's keys`() throws {
    let schema = try Schema("guideline")
    let stage = try schema["properties", "stages", "items"]
    let criteria = try schema["properties", "criteria"]
    let field = try schema["$defs", "field"]
    #expect(try schema.keys() == Set(GuidelineKeys.guideline))
    #expect(try stage.keys() == Set(GuidelineKeys.stage))
    #expect(try field.keys() == Set(GuidelineKeys.field))
    #expect(try schema["$defs", "choice"].keys() == Set(GuidelineKeys.choice))
    #expect(try criteria.keys() == Set(GuidelineKeys.criteria))
    #expect(try schema["$defs", "point"].keys() == Set(GuidelineKeys.point))
    #expect(try schema["$defs", "table", "items"].keys() == Set(GuidelineKeys.row))
    #expect(try criteria["properties", "list", "items"].keys() == Set(GuidelineKeys.criterion))
    #expect(try schema["properties", "decisions"].keys() == Set(GuidelineKeys.decisions))
    #expect(try schema["properties", "time"].keys() == Set(GuidelineKeys.time))
    #expect(try schema["properties", "training"].keys() == Set(GuidelineKeys.training))
    #expect(try schema["properties", "gold"].keys() == Set(GuidelineKeys.gold))
    #expect(try schema["properties", "single_stage"].keys() == Set(GuidelineKeys.singleStage))
    #expect(try schema["properties", "assistance"].keys() == Set(GuidelineKeys.assistance))
  }

  @Test func `the settings' schema has the reader's keys and words`() throws {
    let schema = try Schema("settings")
    #expect(try schema.keys() == Set(SettingsFile.keys))
    #expect(try schema["properties", "theme"].words() == SettingsFile.themes)
    #expect(try schema["properties", "bidi"].words() == SettingsFile.bidis)
  }

  @Test func `the guideline's schema has the domain's words`() throws {
    let schema = try Schema("guideline")
    let field = try schema["$defs", "field", "properties"]
    #expect(try field["kind"].words() == GuidelineKeys.kinds)
    #expect(try field["resolve"].words() == Field.Resolution.allCases.map(\.rawValue))
    #expect(
      try schema["properties", "flow"].words() == Guideline.Flow.allCases.map(\.rawValue)
    )
    #expect(
      try schema["properties", "decisions", "properties", "jury"].words()
        == DecisionPolicy.JuryRole.allCases.map(\.rawValue)
    )
    #expect(
      try schema["properties", "assistance", "properties", "mode"].words()
        == AssistancePolicy.Mode.allCases.map(\.rawValue)
    )
    #expect(
      try schema["properties", "decisions", "properties", "jury_rule"].words()
        == DecisionPolicy.JuryRule.allCases.map(\.rawValue)
    )
  }

  @Test(arguments: [
    ([], "the guideline"), (["properties", "stages", "items"], "a stage"),
    (["$defs", "field"], "a field"), (["$defs", "choice"], "a choice"),
    (["properties", "criteria", "properties", "list", "items"], "a criterion"),
  ])
  func `what the guideline's schema requires, the reader asks for`(
    path: [String],
    place: String
  ) throws {
    let required = try Schema("guideline").at(path).list("required")
    #expect(!required.isEmpty)
    for key in required {
      // Wherever it stands, the key gets another name; one of these places is the one that is meant.
      let pattern = try Regex<(Substring, Substring)>("([ {]|\\n)\(key):")
      let source = ("\n" + smallGuideline).replacing(pattern) { "\($0.output.1)x\(key):" }
      let said = complaint(about: source) ?? ""
      #expect(said.contains("\(place) has no '\(key)'"), "\(key)")
    }
  }

  @Test func `the jury's schema has the reader's keys`() throws {
    let schema = try Schema("jury")
    #expect(try schema.keys() == Set(JuryFile.keys))
    #expect(try schema["properties", "defaults"].keys() == Set(JuryFile.tuning))
    #expect(try schema["properties", "jurors", "items"].keys() == Set(JuryFile.jurorKeys))
    #expect(
      try schema["properties", "jurors", "items", "properties", "provider"].words()
        == ProviderEntry.all.map(\.name)
    )
  }
}

/// A part of a schema in the repository.
private struct Schema {
  private let value: [String: Any]

  init(_ name: String) throws {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("schemas/\(name).schema.json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    value = try #require(object as? [String: Any])
  }

  private init(value: [String: Any]) { self.value = value }

  subscript(path: String...) -> Schema { get throws { try at(path) } }

  func at(_ path: [String]) throws -> Schema {
    try path.reduce(self) { part, key in
      Schema(value: try #require(part.value[key] as? [String: Any], "\(key)"))
    }
  }

  /// The properties of an object that takes no others.
  func keys() throws -> Set<String> {
    #expect(value["additionalProperties"] as? Bool == false)
    return Set(try at(["properties"]).value.keys)
  }

  func words() throws -> [String] { try list("enum") }

  func list(_ key: String) throws -> [String] { try #require(value[key] as? [String]) }
}
