import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

/// Another session of the same person writes to the project, or has begun to.
struct SessionCard: Card {
  /// Where the other session runs, such as `process 4711 on this machine`; nil where that isn't known.
  var place: String?
  var since: Timestamp
  /// Whether it took the claim from this session.
  var tookOver: Bool
  /// Whether it is asked to save what it has, and to let this session write.
  var isAsked = false
  var scroll = 0

  var title: String { "Another session" }

  func commands(in app: App) -> [CardCommand] {
    [
      CardCommand(
        [.character("T")],
        help: "take over in this window",
        word: "take-over",
        run: { _ in [.claimSession(.asking)] }
      ),
      CardCommand(
        [.character("q"), .character("Q"), .escape],
        help: "leave this window",
        run: { _ in [.quit] }
      ),
    ]
  }

  func add(to column: inout Column, in app: App) {
    column.add(.init(whoWrites, .bold))
    column.addGap()
    let words =
      whereAndSince + " Only one session at a time "
      + "writes for you, so that neither overwrites the other."
      + (tookOver ? " What you entered here and was not saved is still here." : "")
    column.add(words)
    column.addGap()
    if isAsked {
      column.add(.init("It is asked to save what it has…", .quiet))
    } else {
      column.add(commands(in: app))
    }
  }

  func lines(in app: App) -> [String] {
    [
      "\(whoWrites) \(whereAndSince) Only one session at a time writes for you."
        + (isAsked ? " It is asked to save what it has." : "")
    ]
  }

  var prompt: String? { ":take-over or :quit" }

  func answer(line: String, in app: inout App) throws(NoAnswer) -> [Effect] {
    throw NoAnswer(sentence: "Another session writes for you.")
  }

  private var whoWrites: String {
    tookOver
      ? "Another session of yours took over." : "You have this project open in another session."
  }

  private var whereAndSince: String {
    (place.map { "It runs as \($0)" } ?? "It writes") + " since \(since.clockWords)."
  }
}
