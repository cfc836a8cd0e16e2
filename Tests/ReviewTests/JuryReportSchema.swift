import Foundation
import JSON
import Testing

/// Holds JSON against a definition of `schemas/jury-report.schema.json`: its members, their types, what
/// is required.
func expectAsSchema(_ value: JSONValue, _ definition: String) throws {
  let file = Workplace.repository("schemas/jury-report.schema.json")
  let data = try Data(contentsOf: URL(fileURLWithPath: file))
  let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
  let object = try JSONSerialization.jsonObject(with: Data(value.text.utf8))
  func check(_ value: Any, _ schema: [String: Any], _ path: String) throws {
    if let reference = schema["$ref"] as? String {
      let name = String(reference.split(separator: "/").last ?? "")
      try check(value, try #require(definitions[name]), path)
      return
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    if value is NSNull {
      #expect(types.contains("null"), "\(path)")
    } else if let members = value as? [String: Any] {
      #expect(types.contains("object"), "\(path)")
      for key in schema["required"] as? [String] ?? [] {
        #expect(members[key] != nil, "\(path) lacks \(key)")
      }
      let known = schema["properties"] as? [String: [String: Any]] ?? [:]
      for (key, member) in members {
        let rest = schema["additionalProperties"] as? [String: Any]
        let next = try #require(known[key] ?? rest, "\(path).\(key) is unknown")
        try check(member, next, "\(path).\(key)")
      }
    } else if let elements = value as? [Any] {
      let item = try #require(schema["items"] as? [String: Any], "\(path)")
      for element in elements { try check(element, item, path + "[]") }
    } else if let words = schema["enum"] as? [String] {
      #expect(words.contains { $0 == value as? String }, "\(path)")
    } else {
      #expect(types.contains(value is String ? "string" : "number") || !types.isEmpty, "\(path)")
    }
  }
  try check(object, try #require(definitions[definition]), definition)
}
