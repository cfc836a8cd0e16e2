import AnnotationCore
import SafeText

/// What the user's own editor shows: the text that is written, a line that ends it, and question and answer as
/// comments.
enum OutsideText {
  /// In bytes, with what is to be read.
  static let longest = 20_000_000

  /// All that stands below this line is not taken.
  private static let end = "# ------------------------ >8 ------------------------"
  /// Nor what stands below this one, should the one above it be gone.
  private static let note =
    "# Your text stands above this line. What follows is to be read, and is not taken."

  /// The line that ends the text, with what is to be read below it.
  static func reading(_ item: Item) -> String {
    var lines = [end, note]
    for (title, text) in [("QUESTION", item.question), ("ANSWER", item.answer)] {
      lines += ["#", "# \(title)"] + plainLines(text).map { "# " + $0 }
    }
    // Editors take settings from the last lines of a file, and these are another's text.
    lines += Array(repeating: "#", count: 8)
    return lines.joined(separator: "\n") + "\n"
  }

  /// What was written.
  static func written(in file: String) -> String {
    var lines = file.split(separator: "\n", omittingEmptySubsequences: false)
    if let index = lines.firstIndex(where: { $0 == end || $0 == note }) {
      lines.removeSubrange(index...)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
