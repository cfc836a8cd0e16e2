/// The cells of a text on one line, in the order in which they are drawn; line breaks show as `⏎`.
package func singleLine(_ text: String) -> [Cell] {
  var paragraph = Paragraph(Substring(text))
  if paragraph.hasRightToLeft { paragraph.direct(by: Bidi()) }
  var offset = 0
  let all = paragraph.clusters.indices
  return paragraph.line(all, keepingBlanksWithin: .max, from: &offset).cells
}

/// The columns that a text takes on one line.
package func displayWidth(_ text: String) -> Int {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
  return Paragraph(Substring(text)).clusters.reduce(0) { $0 + $1.width }
}
