import AnnotationCore
import ArgumentParser
import Foundation
import ProjectStore

/// The project that a command works on.
struct ProjectArgument: ParsableArguments {
  @Argument(help: "The project file.", completion: .file())
  var project: String

  /// - Parameters:
  ///   - permission: what the command is for; who may not do that is told so before anything is read.
  ///   - name: a name of the team, where it is not the system user's own.
  func open(for permission: Permission, as name: String? = nil) throws -> Project {
    try openProject(at: project, for: permission, as: name)
  }
}

/// Opens a project for the system user; see ``ProjectArgument/open(for:as:)``.
func openProject(
  at path: String,
  for permission: Permission,
  as name: String? = nil
) throws -> Project {
  let identity = Identity(user: NSUserName(), name: name)
  let store = try Project.open(at: path, by: identity, for: permission)
  if !store.isReadOnly { try store.noteActing(at: now()) }
  return store
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
