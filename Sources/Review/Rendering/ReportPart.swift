import SafeText

/// A part of a report that can be written for a terminal or for a paper.
enum ReportPart: Equatable {
  case heading(String)
  /// Sentences; a line break ends one.
  case text(String)
  /// Rows, of which the first is the heading.
  case table([[String]])
}

extension [ReportPart] {
  /// The parts one below the other; text of others is made harmless for each format.
  func rendered(as format: TableFormat) -> String {
    var written = ""
    var wasHeading = false
    for part in self {
      let (text, isHeading) = part.rendered(as: format)
      guard !text.isEmpty else { continue }
      if !written.isEmpty { written += wasHeading && format == .text ? "\n" : "\n\n" }
      written += text
      wasHeading = isHeading
    }
    return written
  }
}

extension ReportPart {
  fileprivate func rendered(as format: TableFormat) -> (text: String, isHeading: Bool) {
    switch (self, format) {
    case (.heading(let text), .text): (text, true)
    case (.heading(let text), .markdown): (Markdown.heading(text), true)
    case (.heading(let text), .latex): (LaTeX.heading(text), true)
    case (.text(let text), .text):
      (text.split(separator: "\n").map { wrapped(String($0)) }.joined(separator: "\n"), false)
    case (.text(let text), .markdown):
      (lines(of: text).map(Markdown.escaped).joined(separator: "  \n"), false)
    case (.text(let text), .latex):
      (lines(of: text).map(LaTeX.escaped).joined(separator: "\n\n"), false)
    case (.table(let rows), .text): (SafeText.table(rows), false)
    case (.table(let rows), .markdown): (Markdown.table(rows), false)
    case (.table(let rows), .latex): (LaTeX.table(rows), false)
    }
  }

  private func lines(of text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
