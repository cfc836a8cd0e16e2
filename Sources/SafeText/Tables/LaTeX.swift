/// Text and tables as LaTeX, which need no package but one that reads UTF-8.
package enum LaTeX {
  /// A text that says nothing but itself: no command, formula, comment or ligature.
  ///
  /// It is one line, made printable.
  package static func escaped(_ text: String) -> String {
    printableLine(text).map { replacements[$0] ?? String($0) }.joined()
  }

  private static let replacements: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "_": "\\_", "%": "\\%", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "\"": "\\textquotedbl{}",
    "`": "\\textasciigrave{}", "'": "\\textquotesingle{}", "…": "\\ldots{}", "–": "\\textendash{}",
    // Two of them would be a dash.
    "-": "{-}",
    // After the end of a row these would be its argument.
    "[": "{[}", "]": "{]}", "*": "{*}",
    // Of these, fonts make one sign with what follows.
    "?": "{?}", "!": "{!}",
  ]

  /// Rows of cells, of which the first is the heading; numbers stand to the right.
  package static func table(_ rows: [[String]]) -> String {
    guard let heading = rows.first else { return "" }
    let alignments = columnAlignments(rows)
    let columns = heading.indices.map { alignments[$0] == .right ? "r" : "l" }.joined()
    func line(_ cells: [String]) -> String {
      cells.map(cell).joined(separator: " & ") + " \\\\"
    }
    return
      (["\\begin{tabular}{\(columns)}", "\\hline", line(heading), "\\hline"]
      + rows.dropFirst().map(line) + ["\\hline", "\\end{tabular}"]).joined(separator: "\n")
  }

  /// A number with a proper minus sign; another text as it is.
  private static func cell(_ text: String) -> String {
    guard Double(text) != nil else { return escaped(text) }
    return text.hasPrefix("-") ? "$-$" + text.dropFirst() : text
  }

  package static func heading(_ text: String) -> String {
    "\\paragraph{" + escaped(text) + "}"
  }
}
