import AnnotationCore
import ArgumentParser
import Foundation
import ProjectStore

/// The project that a command works on.
struct ProjectArgument: ParsableArguments {
  @Argument(help: "The project file.", completion: .file())
  var project: String

  func open() throws -> Project { try Project.open(at: project) }
}

/// How a command reports.
struct ReportOptions: ParsableArguments {
  @ArgumentParser.Flag(help: "Report as JSON.")
  var json = false
}

/// The present moment.
func now() -> Timestamp {
  Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000))
}

/// A failure of a command, in words: what, where, what next.
struct CommandFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
