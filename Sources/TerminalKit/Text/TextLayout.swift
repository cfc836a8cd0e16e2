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
  package let bidi: BidiSetting
  private let algorithm = Bidi()
  private var breakers: [String: LineBreaker] = [:]
  private var cache: [LayoutRequest: [TextLine]] = [:]

  package init(bidi: BidiSetting = .reorder) { self.bidi = bidi }

  /// The lines of a text, at least one.
  /// - Parameters:
  ///   - width: columns, at least 1.
  ///   - locale: a language tag, for the conventions of wrapping.
  package func lines(_ text: String, width: Int, locale: String) -> [TextLine] {
    let width = max(1, width)
    let request = LayoutRequest(text: Array(text.utf8), width: width, locale: locale)
    if let known = cache[request] { return known }
    var lines: [TextLine] = []
    var offset = 0
    for text in text.paragraphs {
      var paragraph = Paragraph(text, width: width)
      paragraph.arrange(bidi) { algorithm }
      let opportunities = breaker(for: locale)?.opportunities(in: paragraph.units) ?? []
      lines += paragraph.wrapped(at: width, where: opportunities, offset: offset)
      offset += paragraph.count + 1
    }
    // Enough for the screens of a few items; a rationale being typed makes a new entry each key.
    if cache.count >= 128 { cache.removeAll(keepingCapacity: true) }
    cache[request] = lines
    return lines
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
