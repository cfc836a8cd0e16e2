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

  private var input = LineInput()

  init(
    session: PlainSession,
    runner: EffectRunner,
    isInteractive: Bool,
    width: @escaping () -> Int?
  ) {
    self.session = session
    self.runner = runner
    self.isInteractive = isInteractive
    self.width = width
  }

  /// Runs until the user leaves or the input ends.
  /// - Throws: ``RefusedLine``, where a script says what cannot be taken. All before it is kept.
  mutating func run() throws {
    defer { runner.release() }
    var effects = session.opening
    var number = 0
    while runner.carryOut(effects, for: &session) {
      runner.checkpoint(isIdle: true)
      waitForClaim()
      try check(line: number)
      printLines()
      guard let line = nextLine() else {
        if isInteractive { printOutput("") }
        return
      }
      number += 1
      effects = session.handle(line: line, now: runner.now())
    }
    if let parting = runner.parting { throw Unsaved(description: parting) }
  }

  /// Waits while another session is asked to save what it has.
  private mutating func waitForClaim() {
    while session.isAsking {
      usleep(UInt32(session.claimDue(now: runner.now()) ?? 0) * 1000)
      lookAtClaim()
    }
  }

  /// The next line, or nil where no more comes; whoever thinks about it learns meanwhile that another
  /// window took over.
  private mutating func nextLine() -> String? {
    while true {
      let due = isInteractive ? session.claimDue(now: runner.now()) : nil
      switch input.next(timeout: due) {
      case .line(let line): return line
      case .end: return nil
      case .nothing:
        lookAtClaim()
        if session.hasNews {
          printOutput("")
          printLines()
        }
      }
    }
  }

  private mutating func lookAtClaim() {
    _ = runner.carryOut(session.lookAtClaim(now: runner.now()), for: &session)
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
