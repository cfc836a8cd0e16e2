import Glibc
import SafeText

// The one place that prints: names, ids, replies and paths in a message come from anywhere, and are
// made printable here.

/// Prints a text on standard output, made printable.
package func printOutput(_ text: String, terminator: String = "\n") {
  print(printable(text), terminator: terminator)
}

/// Prints a text on standard output as it is: JSON, which is escaped already, and the program's own
/// help and scripts.
package func printVerbatim(_ text: String) { print(text) }

/// Prints a line on standard error, made printable.
package func printError(_ text: String) { writeError(withShortLines(printable(text)) + "\n") }

/// A message whose lines can be read: of a line that quotes an argument or a line of a file of any
/// length, the beginning and the end.
func withShortLines(_ text: String) -> String {
  guard text.utf8.count > longestLine else { return text }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    guard line.count > longestLine else { return String(line) }
    let leftOut = line.count - longestLine
    return "\(line.prefix(longestLine * 3 / 4)) … (\(leftOut) characters left out) … "
      + line.suffix(longestLine / 4)
  }
  return lines.joined(separator: "\n")
}

/// In characters.
private let longestLine = 2_000

/// Writes on standard error as it is.
func writeError(_ text: String) {
  var text = text
  text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = write(STDERR_FILENO, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}
