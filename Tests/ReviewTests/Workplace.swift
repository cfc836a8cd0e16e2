import ArgumentParser
import Foundation

@testable import Review

/// A folder of its own for a test, with the default guideline at hand.
final class Workplace {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("review-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  var project: String { path("project.xvw") }

  static func repository(_ name: String) -> String { root.appendingPathComponent(name).path }

  func write(_ lines: String..., to name: String) throws -> String {
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path(name),
      atomically: true,
      encoding: .utf8
    )
    return path(name)
  }

  /// Makes a project with these items and two annotators and a lead.
  func makeProject(items: [String], languages: String = "en") throws {
    try run(
      NewCommand.self,
      project,
      "--guideline",
      Self.repository("guidelines/x-value.yaml")
    )
    let file = path("items.jsonl")
    try (items.joined(separator: "\n") + "\n").write(
      toFile: file,
      atomically: true,
      encoding: .utf8
    )
    try run(ImportCommand.self, project, file)
    try run(PeopleCommand.Add.self, project, "ana", "--languages", languages)
    try run(PeopleCommand.Add.self, project, "ben", "--languages", languages)
    try run(PeopleCommand.Add.self, project, "noor", "--role", "lead")
    try run(AssignCommand.self, project)
  }

  func run<Command: ParsableCommand>(_ command: Command.Type, _ arguments: String...) throws {
    var command = try command.parse(arguments)
    try command.run()
  }

  static func item(_ id: String, answer: String = "An answer.") -> String {
    #"{"id":"\#(id)","language":"en","question":"A question?","answer":"\#(answer)"}"#
  }
}
