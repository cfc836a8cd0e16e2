import AnnotationCore
import CommandLineKit
import Files
import Foundation
import ModelTasks
import ProjectStore

extension UnkeptReplies {
  /// Where a run keeps replies that its project cannot take: beside it, else in the user's own folder.
  convenience init(of project: Project, environment: [String: String]) {
    let own = UserFolder.state.url(in: environment)?
      .appendingPathComponent("\(project.id).unkept.jsonl").path
    self.init(files: [project.path + ".unkept.jsonl", own].compactMap(\.self))
  }

  /// Does a run, and says what became of replies that could not be kept.
  func during(_ run: () async throws -> Void) async throws {
    do { try await run() } catch {
      if let written {
        printError(
          "The replies that could not be kept are in \(written). The next run takes them from there, and "
            + "asks for none of them again."
        )
      }
      if lost > 0 {
        printError(
          "\(counted(lost, "reply", "replies")) could not be kept anywhere; the next run asks again."
        )
      }
      throw error
    }
    removeTaken()
    if count > 0 {
      printError(
        "Of the replies that an earlier run could not keep, this one did not ask for \(count). What was not "
          + "asked for stays where it is."
      )
    }
  }
}
