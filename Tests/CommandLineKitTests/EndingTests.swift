import AnnotationCore
import ArgumentParser
import Files
import Fixtures
import Foundation
import Testing

@testable import CommandLineKit

/// What a program says when it ends.
@Suite struct EndingTests {
  struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "try")

    @Argument var file: String
    @Option var number = 1
    @Option var shape: Shape = .round

    enum Shape: String, ExpressibleByArgument { case round }

    func validate() throws {
      if number < 0 { throw ValidationError("\(file) has no number.") }
    }
  }

  /// What would set a terminal's title.
  static let hostile = "x\u{1B}]0;owned\u{7}\u{202E}"
  static let shown = "x␛]0;owned␇⟨202E⟩"

  private func ending(_ arguments: String...) throws -> Ending {
    let error = try #require(throws: (any Error).self) {
      var command = try Command.parseAsRoot(arguments)
      try command.run()
    }
    return Ending(of: error, in: Command.self)
  }

  private func isSafe(_ text: String) -> Bool {
    text.split(separator: "\n").allSatisfy { !isHostile($0.unicodeScalars.map(\.value)) }
  }

  @Test func `what the command line quotes of itself does not reach the terminal`() throws {
    for wrong in [
      try ending("a", "--" + Self.hostile), try ending("a", Self.hostile),
      try ending("a", "--number", Self.hostile), try ending("a", "--shape", Self.hostile),
      try ending(Self.hostile, "--number=-1"),
    ] {
      #expect(wrong.text.contains(Self.shown))
      #expect(isSafe(wrong.text))
      #expect(wrong.text.contains("\nUsage: try <file>"))
      #expect(wrong.status == 64)
    }
  }

  @Test func `a message keeps its lines`() {
    struct Failure: Error, CustomStringConvertible {
      var description: String { "\(EndingTests.hostile): wrong.\nNothing was imported." }
    }
    let ending = Ending(of: Failure(), in: Command.self)
    #expect(ending.text == "Error: \(Self.shown): wrong.\nNothing was imported.")
    #expect(ending.status == 1)
  }

  @Test func `of a line that quotes megabytes, the beginning and the end are shown`() throws {
    let ending = try ending("a", "--number", String(repeating: "9", count: 3_000_000))
    #expect(ending.text.utf8.count < 2_500)
    #expect(ending.text.hasPrefix("Error: The value '999"))
    #expect(ending.text.contains(" characters left out) … 999"))
    #expect(ending.text.contains("is invalid for '--number <number>'"))
    #expect(ending.text.contains("\nUsage: try <file>"))
  }

  @Test func `help and scripts are printed as they are`() throws {
    let help = try ending("--help")
    #expect(help.status == 0)
    #expect(help.text == Command.helpMessage())
    let script = try ending("--generate-completion-script", "bash")
    #expect(script.status == 0)
    #expect(script.text.hasPrefix("#!/bin/bash\n"))
  }

  @Test func `an exit code alone says nothing`() {
    #expect(Ending(of: ExitCode(2), in: Command.self).text == "")
    #expect(Ending(of: ExitCode(2), in: Command.self).status == 2)
  }

  @Test func `what Foundation throws is said in words`() throws {
    let missing = try #require(throws: (any Error).self) {
      try Data(contentsOf: URL(fileURLWithPath: "/nowhere/a.txt"))
    }
    #expect(
      Ending(of: missing, in: Command.self).text
        == "Error: /nowhere/a.txt: cannot be used: there is no such file; check its name."
    )
    let handle = try #require(throws: (any Error).self) {
      try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
        .write(contentsOf: Data("x".utf8))
    }
    #expect(Ending(of: handle, in: Command.self).text.contains("the disk is full; make room"))
    let json = try #require(throws: (any Error).self) {
      try JSONDecoder().decode([Int].self, from: Data("{".utf8))
    }
    let text = Ending(of: json, in: Command.self).text
    #expect(text.hasPrefix("Error: Something failed that the program did not expect."))
    #expect(!text.contains("Context") && !text.contains("couldn"))
  }

  @Test func `errors of the program's own pass as they are`() {
    let error = FileError(.read, "a", .missing)
    #expect(inWords(error) as? FileError == error)
    #expect(inWords(ExitCode(3)) is ExitCode)
    #expect(inWords(ValidationError("x")) is ValidationError)
  }
}
