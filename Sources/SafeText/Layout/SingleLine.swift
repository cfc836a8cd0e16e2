/// The glyphs of a text on one line, in the order in which they are drawn; line breaks show as `⏎`.
///
/// - Parameters:
///   - width: columns; a text that is wider is cut where its reading ends, which is at the left in
///     one that reads from the right, and `…` stands there.
///   - bidi: who puts right-to-left text in order.
package func singleLine(
  _ text: String,
  width: Int = .max,
  bidi: BidiSetting = .reorder
) -> [Glyph] {
  var paragraph = Paragraph(Substring(text))
  paragraph.arrange(bidi, by: Bidi.init)
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
  return paragraph.readsFromRight ? [ellipsis] + shown : shown + [ellipsis]
}

/// The columns that a text takes on one line.
package func displayWidth(_ text: String) -> Int {
  if text.utf8.allSatisfy(isPlain) { return text.utf8.count }
  return Paragraph(Substring(text)).clusters.reduce(0) { $0 + $1.width }
}
