import ArgumentParser
import Fixtures
import Foundation

@testable import Review

/// A folder of its own for a test, with the default guideline at hand.
final class Workplace {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func path(_ name: String) -> String { folder(name) }

  var project: String { path("project.xvw") }

  func write(_ lines: String..., to name: String) throws -> String {
    try write(lines, to: name)
  }

  func write(_ lines: [String], to name: String) throws -> String {
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
      valuesGuideline
    )
    try run(ImportCommand.self, project, try write(items, to: "items.jsonl"))
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
