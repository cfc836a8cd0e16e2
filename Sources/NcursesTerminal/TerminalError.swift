/// Why the terminal cannot be used.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  case notATerminal
  case unknownTerm(String?)
  case notUTF8

  package var description: String {
    switch self {
    case .notATerminal:
      "Input or output is not a terminal. Run this in a terminal, without a pipe or a redirection."
    case .unknownTerm(nil):
      "The variable TERM is not set. Set it to your terminal's name, such as: TERM=xterm-256color"
    case .unknownTerm(let name?):
      "The terminal '\(name)' is not known here, or cannot move its cursor. "
        + "Try: TERM=xterm-256color"
    case .notUTF8:
      "No UTF-8 locale is to be had. Install one, or try: LC_ALL=C.UTF-8"
    }
  }
}
