import Foundation

/// Holds documents against JSON Schemas by Python's `jsonschema`, all of them in one process.
package enum SchemaValidator {
  /// A document, as JSON text, and the schema that it is held against.
  package struct Case: Encodable, Sendable {
    private let file: String?
    private let definition: String?
    private let schema: String?
    private let document: String

    /// - Parameters:
    ///   - document: JSON text.
    ///   - file: the name of a file in `schemas/`.
    ///   - definition: which of its definitions is meant; nil for the whole schema.
    package init(_ document: String, file: String, definition: String? = nil) {
      self.document = document
      self.file = file
      self.definition = definition
      schema = nil
    }

    /// - Parameters:
    ///   - document: JSON text.
    ///   - schema: a JSON Schema, as JSON text.
    package init(_ document: String, schema: String) {
      self.document = document
      self.schema = schema
      file = nil
      definition = nil
    }
  }

  /// What is wrong with each document, in sentences.
  /// - Throws: ``Failure`` where the validator cannot be run.
  package static func problems(in cases: [Case]) throws -> [[String]] {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent(".ci")
    let process = Process()
    let input = Pipe()
    let output = Pipe()
    process.executableURL = folder.appendingPathComponent("python")
    process.arguments = [folder.appendingPathComponent("validate.py").path]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    // The validator reads everything before it writes.
    try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(cases))
    try input.fileHandleForWriting.close()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
    return try JSONDecoder().decode([[String]].self, from: said)
  }

  /// What is wrong with one document, in sentences.
  /// - Throws: ``Failure`` where the validator cannot be run.
  package static func problems(in one: Case) throws -> [String] {
    try problems(in: [one]).flatMap(\.self)
  }

  /// The validator ended with an error, which it printed.
  package struct Failure: Error {
    package var status: Int32
  }
}
