/// A text for a terminal in linear mode or a screen reader: sanitised, in the order of reading.
///
/// Lines stay as long as they are, since the reader wraps them as it likes.
/// - Returns: the lines of the text, at least one.
package func plainLines(_ text: String) -> [String] {
  text.paragraphs.map { part in
    var paragraph = Paragraph(part)
    paragraph.arrange(TextDisplay(bidi: .terminal), by: Bidi.init)
    var offset = 0
    let clusters = paragraph.clusters
    let line = paragraph.line(clusters.indices, keepingBlanksWithin: .max, from: &offset)
    return line.glyphs.text
  }
}

extension TextLayout {
  /// Like ``plainLines(_:)``, each line as long as fits a width, broken where its script allows.
  ///
  /// The order is that of reading where the layout leaves it to the terminal.
  package func plainLines(_ text: String, width: Int, locale: String) -> [String] {
    lines(text, width: width, locale: locale).map { $0.glyphs.text }
  }
}
