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
        printError("\(lost) replies could not be kept anywhere; the next run asks for them again.")
      }
      throw error
    }
    removeTaken()
    if count > 0 {
      printError(
        "\(count) replies that an earlier run could not keep were not asked for by this one. They stay "
          + "where they are."
      )
    }
  }
}
