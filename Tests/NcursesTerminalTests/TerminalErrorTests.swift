import Testing

@testable import NcursesTerminal

@Suite struct TerminalErrorTests {
  @Test(arguments: [
    (
      TerminalError.notATerminal,
      "Input or output is not a terminal. Run this in a terminal, without a pipe or a redirection."
    ),
    (
      .unknownTerm(nil),
      "The variable TERM is not set. Set it to your terminal's name, such as: TERM=xterm-256color"
    ),
    (
      .unknownTerm("dumb"),
      "The terminal 'dumb' is not known here, or cannot move its cursor. Try: TERM=xterm-256color"
    ),
    (.notUTF8, "No UTF-8 locale is to be had. Install one, or try: LC_ALL=C.UTF-8"),
  ])
  func `an error says what is wrong and what to try`(error: TerminalError, words: String) {
    #expect("\(error)" == words)
  }
}
