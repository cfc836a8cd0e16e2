/// Who puts right-to-left text in order.
package enum BidiSetting: String, Hashable, Sendable, CaseIterable {
  /// The program, for terminals that show what they are sent, such as xterm.
  case reorder
  /// The program, which also joins Arabic letters, for terminals whose fonts don't.
  case reorderAndShape = "reorder+shape"
  /// The terminal, such as VTE, Konsole and mlterm.
  case terminal
}

/// Lays out text of any language in lines of a width: sanitised, wrapped where its script allows,
/// and in the order in which it is drawn.
///
/// Not `Sendable`: a layout and its cache belong to one thread.
package final class TextLayout {
  package let display: TextDisplay
  private let algorithm = Bidi()
  private var breakers: [String: LineBreaker] = [:]
  /// Each paragraph that was laid out, as if its text began with it.
  private var cache: [LayoutRequest: (lines: [TextLine], count: Int)] = [:]
  private var cachedBytes = 0
  /// Layouts that draw some scripts in other ways.
  private var variants: [TextDisplay: TextLayout] = [:]

  /// Enough for the screens of a few items, or for one text of 100 kB that is being written.
  private static let mostBytes = 400_000
  /// The long texts that were laid out last, each as a whole.
  private var long: [(text: String, width: Int, locale: String, lines: [TextLine])] = []

  /// A text of more bytes is long: looking up its paragraphs for each frame would take time, and it would
  /// drive all others out of the cache.
  private static let longText = 20_000

  package init(_ display: TextDisplay = TextDisplay()) { self.display = display }

  /// The lines of a text, at least one.
  /// - Parameters:
  ///   - width: columns, at least 1.
  ///   - locale: a language tag, for the conventions of wrapping.
  package func lines(_ text: String, width: Int, locale: String) -> [TextLine] {
    guard text.utf8.count > Self.longText else {
      return newLines(text, width: width, locale: locale)
    }
    // The same string is equal to itself at once.
    let known = long.firstIndex { $0.width == width && $0.text == text && $0.locale == locale }
    if let known { return long[known].lines }
    let lines = newLines(text, width: width, locale: locale)
    long = long.suffix(3) + [(text, width, locale, lines)]
    return lines
  }

  private func newLines(_ text: String, width: Int, locale: String) -> [TextLine] {
    var lines: [TextLine] = []
    var offset = 0
    for part in text.paragraphs {
      let paragraph = laidOut(part, width: max(1, width), locale: locale)
      for var line in paragraph.lines {
        line.source = (line.source.lowerBound + offset)..<(line.source.upperBound + offset)
        lines.append(line)
      }
      offset += paragraph.count + 1
    }
    return lines
  }

  /// A layout for another display, the same one each time.
  package func variant(_ display: TextDisplay) -> TextLayout {
    if let known = variants[display] { return known }
    let variant = TextLayout(display)
    variants[display] = variant
    return variant
  }

  /// The columns that a text takes on one line.
  package func width(of text: String) -> Int { displayWidth(text, display: display) }

  private func laidOut(
    _ text: Substring,
    width: Int,
    locale: String
  ) -> (lines: [TextLine], count: Int) {
    let request = LayoutRequest(text: Array(text.utf8), width: width, locale: locale)
    if let known = cache[request] { return known }
    var paragraph = Paragraph(text, width: width, display: display)
    paragraph.arrange(display) { algorithm }
    let opportunities = breaker(for: locale)?.opportunities(in: paragraph.units) ?? []
    let lines = paragraph.wrapped(at: width, where: opportunities, offset: 0)
    // It is remembered as a whole.
    guard request.text.count <= Self.longText else { return (lines, paragraph.count) }
    cachedBytes += request.text.count + 64
    if cachedBytes > Self.mostBytes {
      cache.removeAll(keepingCapacity: true)
      cachedBytes = request.text.count + 64
    }
    cache[request] = (lines, paragraph.count)
    return (lines, paragraph.count)
  }

  private func breaker(for locale: String) -> LineBreaker? {
    if let known = breakers[locale] { return known }
    // A tag that ICU does not take must not cost the line its rules.
    let breaker = LineBreaker(locale: locale) ?? LineBreaker(locale: "")
    breakers[locale] = breaker
    return breaker
  }
}

/// What lines are remembered by.
///
/// The text is kept as bytes: two spellings of one character are not the same text here, and
/// strings are slow to compare because they are to each other.
private struct LayoutRequest: Hashable {
  let text: [UInt8]
  let width: Int
  let locale: String

  func hash(into hasher: inout Hasher) {
    text.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(width)
    hasher.combine(locale)
  }
}

extension String {
  /// The parts between line breaks, `\n` or `\r\n`.
  var paragraphs: [Substring] {
    var paragraphs: [Substring] = []
    var start = startIndex
    while let index = utf8[start...].firstIndex(of: 0x0A) {
      let line = self[start..<index]
      // `\r\n` is one character; a lone `\r` is shown.
      paragraphs.append(line.utf8.last == 0x0D ? self[start..<utf8.index(before: index)] : line)
      start = utf8.index(after: index)
    }
    paragraphs.append(self[start...])
    return paragraphs
  }
}

extension Character {
  /// Whether a paragraph ends here.
  ///
  /// Unicode's own separators are shown by number instead.
  var isLineBreak: Bool { utf8.last == 0x0A }
}
