import NcursesTerminal
import TerminalKit

/// Shows how the terminal draws the scripts of a project, until the user leaves.
struct TerminalCheck {
  let page: TerminalPage
  let terminal: NcursesTerminal
  var display: TerminalDisplay

  mutating func run() {
    var first = 0
    while true {
      let (frame, most) = page.draw(display, size: terminal.size, from: first)
      terminal.present(display.needsASCII ? frame.ascii() : frame)
      guard let event = terminal.nextEvent(timeout: nil) else { continue }
      switch event {
      case .measured(let answers):
        display.learn(answers, outer: terminalAroundTmux(display.environment))
        terminal.sendsBidiControl = display.tellsTerminal
      case .key(.down), .key(.character("j")): first = min(most, first + 1)
      case .key(.up), .key(.character("k")): first = max(0, first - 1)
      case .key(.pageDown), .key(.character(" ")): first = min(most, first + terminal.size.rows - 2)
      case .key(.pageUp): first = max(0, first - terminal.size.rows + 2)
      case .terminate, .key(.character("q")), .key(.escape), .key(.enter), .key(.control("c")):
        return
      case .key, .mouse, .paste, .resize, .resumed: break
      }
    }
  }
}
