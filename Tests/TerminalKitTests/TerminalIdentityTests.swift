import SafeText
import Testing

@testable import TerminalKit

/// Which terminal it is, by what it answers and by what it tells its programs.
@Suite struct `A terminal` {
  private func answers(_ version: String? = nil, kind: [Int] = []) -> TerminalAnswers {
    TerminalAnswers(version: version, kind: kind)
  }

  @Test(arguments: [
    ("XTerm(379)", "xterm", BidiSetting.reorderAndShape), ("kitty(0.26.5)", "kitty", .terminal),
    ("VTE(7006)", "VTE", .reorder), ("mlterm(3.9.2)", "mlterm", .terminal),
    ("foot(1.13.1)", "foot", .reorderAndShape), ("WezTerm 20230712", "WezTerm", .reorderAndShape),
    ("Konsole 22.12.3", "Konsole", .terminal), ("ghostty 1.0.1", "ghostty", .reorderAndShape),
    ("iTerm2 3.5.0", "iTerm2", .terminal), ("unheard of 1", "terminal", .reorderAndShape),
  ])
  func `is known by the name that it answers`(version: String, name: String, bidi: BidiSetting) {
    let terminal = TerminalIdentity(
      environment: ["TERM": "xterm-256color"],
      answers: answers(version)
    )
    #expect(terminal.name == name)
    #expect(terminal.bidi == bidi)
  }

  @Test(arguments: [
    ([65, 7006, 1], "VTE"), ([24, 279, 0], "mlterm"), ([41, 379, 0], "xterm"),
    ([1, 4000, 26], "kitty"), ([0, 115, 0], "Konsole"), ([0, 10, 1], "Windows Terminal"),
    ([0, 1100, 1], "alacritty"), ([1, 95, 0], "Terminal.app"), ([77, 30600, 0], "mintty"),
    ([1, 2, 3], "terminal"), ([], "terminal"),
  ])
  func `is known by its attributes`(attributes: [Int], name: String) {
    let terminal = TerminalIdentity(environment: [:], answers: answers(kind: attributes))
    #expect(terminal.name == name)
  }

  @Test(arguments: [
    (["KITTY_WINDOW_ID": "1", "TERM": "xterm-256color"], "kitty"),
    (["VTE_VERSION": "7006", "TERM": "xterm-256color"], "VTE"),
    (["TERM": "xterm-kitty"], "kitty"), (["TERM": "alacritty"], "alacritty"),
    (["TERM_PROGRAM": "Apple_Terminal", "TERM": "xterm-256color"], "Terminal.app"),
    (["TERM": "linux"], "Linux console"), (["TERM": "xterm"], "terminal"), ([:], "terminal"),
    (["TERM": "foot", "KITTY_WINDOW_ID": ""], "foot"),
  ])
  func `is guessed before it answers`(environment: [String: String], name: String) {
    #expect(TerminalIdentity(environment: environment).name == name)
  }

  @Test func `is looked for behind a multiplexer`() {
    let environment = ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "VTE_VERSION": "7006"]
    let guessed = TerminalIdentity(environment: environment, answers: answers("tmux 3.3a"))
    #expect(guessed.name == "VTE in tmux")
    #expect(guessed.bidi == .terminal, "tmux does not tell it to leave the order alone")
    let told = TerminalIdentity(
      environment: environment,
      answers: answers("tmux 3.3a"),
      outer: "XTerm(379)"
    )
    #expect(told.name == "xterm in tmux")
    #expect(told.bidi == .reorderAndShape)
    #expect(TerminalIdentity(environment: ["TERM": "screen"]).name == "terminal in screen")
  }
}
