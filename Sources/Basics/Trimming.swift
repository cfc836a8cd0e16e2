extension String {
  /// The text without blank lines and spaces at its ends.
  package var trimmingBlankEnds: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
