/// The glyphs of a text on one line, in the order in which they are drawn; line breaks show as `⏎`.
///
/// - Parameters:
///   - width: columns; a text that is wider is cut where its reading ends, which is at the left in
///     one that reads from the right, and `…` stands there.
///   - display: how the terminal shows text.
package func singleLine(
  _ text: String,
  width: Int = .max,
  display: TextDisplay = TextDisplay()
) -> [Glyph] {
  var paragraph = Paragraph(Substring(text), display: display)
  paragraph.arrange(display, by: Bidi.init)
  var offset = 0
  let clusters = paragraph.clusters
  let isCut = clusters.reduce(0) { $0 + $1.width } > width
  guard isCut else {
    return paragraph.line(clusters.indices, keepingBlanksWithin: .max, from: &offset).glyphs
  }
  guard width > 0 else { return [] }
  var end = 0
  var used = 0
  while used + clusters[end].width < width {
    used += clusters[end].width
    end += 1
  }
  let shown = paragraph.line(0..<end, keepingBlanksWithin: .max, from: &offset).glyphs
  let ellipsis = Glyph(scalars: [0x2026], width: 1)
  let readsFromRight = paragraph.readsFromRight && !paragraph.levels.isEmpty
  return readsFromRight ? [ellipsis] + shown : shown + [ellipsis]
}

/// The columns that a text takes on one line.
package func displayWidth(_ text: String, display: TextDisplay = TextDisplay()) -> Int {
  if text.utf8.allSatisfy(isPlain) { return text.utf8.count }
  return Paragraph(Substring(text), display: display).clusters.reduce(0) { $0 + $1.width }
}
