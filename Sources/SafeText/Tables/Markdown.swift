/// Text and tables as Markdown: CommonMark, with the tables of GitHub's form.
package enum Markdown {
  /// A text that says nothing but itself: no emphasis, link, address, code, picture, HTML or formula.
  ///
  /// It is one line, made printable. Of an address, the sign goes that would make a link of it.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in printableLine(text) {
      if character == "&" {
        escaped += "&amp;"
      } else if character == "<" {
        escaped += "&lt;"
      } else {
        if active.contains(character) || character == "." && endsWithWWW(escaped) {
          escaped.append("\\")
        }
        escaped.append(character)
      }
    }
    // What would begin a list, a heading or a rule.
    if let first = escaped.first, "-+".contains(first) { escaped = "\\" + escaped }
    let digits = escaped.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, let mark = escaped.dropFirst(digits.count).first, mark == "." || mark == ")"
    {
      let rest = escaped.dropFirst(digits.count + 1)
      // A number has digits after its point.
      if rest.first?.isNumber != true { escaped = digits + "\\" + String(mark) + rest }
    }
    return escaped
  }

  private static let active = Set("\\`*_{}[]>()#!|~$@:^=\"'")

  private static func endsWithWWW(_ text: String) -> Bool { text.suffix(3).lowercased() == "www" }

  /// Rows of cells, of which the first is the heading; numbers stand to the right.
  package static func table(_ rows: [[String]]) -> String {
    guard let heading = rows.first else { return "" }
    let alignments = columnAlignments(rows)
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = heading.indices.map { alignments[$0] == .right ? "---:" : ":---" }
    return ([line(heading.map(cell)), line(rule)] + rows.dropFirst().map { line($0.map(cell)) })
      .joined(separator: "\n")
  }

  /// A number needs no escape: no list begins in a cell.
  private static func cell(_ text: String) -> String {
    Double(text) == nil ? escaped(text) : text
  }

  package static func heading(_ text: String) -> String { "### " + escaped(text) }
}
