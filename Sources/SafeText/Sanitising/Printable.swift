/// A text as it may be printed: with its line breaks, and nothing else that a terminal obeys.
///
/// What a screen would draw as a substitute stands here as plain text, such as `␛` and `⟨202E⟩`. The
/// order is that of reading. What is printable already stays as it is.
package func printable(_ text: String) -> String {
  if text.utf8.allSatisfy({ isPlain($0) || $0 == 0x0A }) { return text }
  return plainLines(text).joined(separator: "\n")
}

/// A text as it may be printed in one line: a line break shows as `⏎`.
package func printableLine(_ text: String) -> String {
  if text.utf8.allSatisfy(isPlain) { return text }
  return singleLine(text, display: TextDisplay(bidi: .terminal)).text
}

/// Whether a byte is a printable character of ASCII.
func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
