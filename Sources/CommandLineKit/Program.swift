package import ArgumentParser
import Glibc
import SafeText

/// Runs a program's command as the command line asks, and ends the program where it fails or help
/// is asked for.
///
/// In place of ArgumentParser's own `main`, which prints what a message quotes as it is.
package func runProgram<Root: ParsableCommand>(_ root: Root.Type) {
  do {
    var command = try root.parseAsRoot()
    try command.run()
  } catch { Ending(of: error, in: root).end() }
}

/// Like ``runProgram(_:)-(Root.Type)``, for a program some of whose commands wait.
package func runProgram<Root: AsyncParsableCommand>(_ root: Root.Type) async {
  do {
    var command = try await root.asyncParseAsRoot()
    if var waiting = command as? any AsyncParsableCommand {
      try await waiting.run()
    } else {
      try command.run()
    }
  } catch { Ending(of: error, in: root).end() }
}

/// How a program ends: its last words, and its exit status.
struct Ending: Hashable {
  /// What is printed: an error's message is printable, help and completion scripts are the program's
  /// own.
  let text: String
  let status: Int32

  /// - Parameter root: the program's command.
  init(of error: any Error, in root: (some ParsableCommand).Type) {
    let error = inWords(error)
    let message = root.fullMessage(for: error, columns: nil)
    status = root.exitCode(for: error).rawValue
    text = status == 0 ? message : withShortLines(printable(message))
  }

  func end() -> Never {
    if !text.isEmpty {
      if status == 0 { printVerbatim(text) } else { writeError(text + "\n") }
    }
    exit(status)
  }
}
