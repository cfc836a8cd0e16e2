import AnnotationCore
import CommandLineKit
import Foundation

/// The linear mode on standard input and output: say, hear, act.
struct PlainLoop {
  var session: PlainSession
  var runner: EffectRunner
  /// Where the user's liking of the screen is remembered.
  let memory: LookMemory
  /// Whether somebody answers; a script is not asked again after a line that is no answer.
  let isInteractive: Bool
  /// The columns of the terminal that shows what is said, as wide as it is now; nil where none does.
  let width: () -> Int?

  /// Runs until the user leaves or the input ends.
  /// - Throws: ``RefusedLine``, where a script says what cannot be taken. All before it is kept.
  mutating func run() throws {
    defer { runner.release() }
    guard act(on: session.opening) else { return }
    try check(line: 0)
    speak()
    var number = 0
    while let line = readLine() {
      number += 1
      guard act(on: session.hear(line, now: runner.now())) else { return }
      runner.settle(isIdle: true)
      try check(line: number)
      speak()
    }
    if isInteractive { printOutput("") }
  }

  private func check(line: Int) throws {
    guard !isInteractive, let refusal = session.refusal else { return }
    throw RefusedLine(number: line, reason: refusal)
  }

  private mutating func speak() {
    let (lines, prompt) = session.drain(width: width())
    for line in lines { printOutput(line) }
    printOutput(prompt, terminator: isInteractive ? "" : "\n")
    fflush(nil)
  }

  /// - Returns: false when it is time to leave.
  private mutating func act(on effects: [Effect]) -> Bool {
    for effect in effects {
      switch effect {
      case .quit: return false
      case .apply(let look): memory.keep(look)
      default:
        for report in runner.run(effect) {
          guard act(on: session.take(report, now: runner.now())) else { return false }
          if report.isFailure { return true }
        }
      }
    }
    return true
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
