import Foundation
import Testing

@testable import ItemFiles

struct SchemaTests {
  @Test func `the item's schema has the reader's fields`() throws {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("schemas/item.schema.json")
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    )
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(ItemReader.fields))
    #expect(schema["required"] as? [String] == ItemReader.requiredFields)
    #expect(schema["additionalProperties"] as? Bool == false)
    #expect(properties.values.allSatisfy { $0["type"] as? String == "string" })
  }

  @Test(arguments: ItemReader.requiredFields)
  func `the reader asks for what it says it requires`(field: String) throws {
    let said = try complaint(about: line("a").replacing("\"\(field)\": ", with: "\"model\": "))
    #expect(said?.hasPrefix("items.jsonl:1: field '\(field)': is missing.") == true)
  }
}
