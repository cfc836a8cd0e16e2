import Glibc
import SafeText

/// One line on standard error that is written over again while long work goes on; silent in a pipe.
package struct ProgressLine: Sendable {
  private let isShown = isatty(STDERR_FILENO) == 1

  package init() {}

  /// Shows a text in place of the one before.
  package func show(_ text: String) {
    guard isShown else { return }
    writeError("\r\u{1B}[2K" + printableLine(text))
  }

  package func clear() {
    guard isShown else { return }
    writeError("\r\u{1B}[2K")
  }
}

/// Takes back so many lines that were printed on standard error, where that is a terminal.
package func eraseErrorLines(_ count: Int) {
  guard count > 0, isatty(STDERR_FILENO) == 1 else { return }
  writeError("\u{1B}[\(count)A\u{1B}[J")
}
