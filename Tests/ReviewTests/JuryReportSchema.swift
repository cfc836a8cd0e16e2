import JSON
import SchemaValidation
import Testing

/// Holds JSON against a definition of `schemas/jury-report.schema.json`.
func expectAsSchema(_ value: JSONValue, _ definition: String) throws {
  let report = SchemaValidator.Case(
    value.text,
    file: "jury-report.schema.json",
    definition: definition
  )
  #expect(try SchemaValidator.problems(in: report) == [])
}
