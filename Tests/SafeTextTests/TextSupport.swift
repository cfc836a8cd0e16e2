import SafeText

extension TextLine {
  /// The line as it is drawn.
  var text: String { glyphs.text }
}
