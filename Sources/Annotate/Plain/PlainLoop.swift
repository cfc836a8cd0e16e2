import AnnotationCore
import CommandLineKit
import Foundation

/// The linear mode on standard input and output: print, read, act.
struct PlainLoop {
  var session: PlainSession
  var runner: EffectRunner
  /// Whether somebody answers; a script is not asked again after a line that is no answer.
  let isInteractive: Bool
  /// The columns of the terminal that shows what is said, as wide as it is now; nil where none does.
  let width: () -> Int?

  /// Runs until the user leaves or the input ends.
  /// - Throws: ``RefusedLine``, where a script says what cannot be taken. All before it is kept.
  mutating func run() throws {
    defer { runner.release() }
    guard runner.carryOut(session.opening, for: &session) else { return }
    try check(line: 0)
    printLines()
    var number = 0
    while let line = readLine() {
      number += 1
      let effects = session.handle(line: line, now: runner.now())
      guard runner.carryOut(effects, for: &session) else { return }
      runner.checkpoint(isIdle: true)
      try check(line: number)
      printLines()
    }
    if isInteractive { printOutput("") }
  }

  private func check(line: Int) throws {
    guard !isInteractive, let refusal = session.refusal else { return }
    throw RefusedLine(number: line, reason: refusal)
  }

  private mutating func printLines() {
    let (lines, prompt) = session.flush(width: width())
    for line in lines { printOutput(line) }
    printOutput(prompt, terminator: isInteractive ? "" : "\n")
    fflush(nil)
  }
}

/// A line of a script that is no answer to what was asked.
struct RefusedLine: Error, CustomStringConvertible {
  let number: Int
  let reason: String

  var description: String {
    (number == 0 ? "" : "standard input, line \(number): ")
      + "\(reason) What was entered before is kept."
  }
}
