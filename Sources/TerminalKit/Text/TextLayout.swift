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
  private var cache: [Request: [TextLine]] = [:]

  private struct Request: Hashable {
    let text: String
    let width: Int
    let locale: String
  }

  package init(bidi: BidiSetting = .reorder) { self.bidi = bidi }

  /// The lines of a text, at least one.
  /// - Parameters:
  ///   - width: columns, at least 1.
  ///   - locale: a language tag, for the conventions of wrapping.
  package func lines(_ text: String, width: Int, locale: String) -> [TextLine] {
    let request = Request(text: text, width: max(1, width), locale: locale)
    if let known = cache[request] { return known }
    var lines: [TextLine] = []
    var offset = 0
    for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineBreak) {
      lines += self.lines(ofParagraph: paragraph, from: offset, request)
      offset += paragraph.count + 1
    }
    // Enough for the screens of a few items; a rationale being typed makes a new entry each key.
    if cache.count >= 128 { cache.removeAll(keepingCapacity: true) }
    cache[request] = lines
    return lines
  }

  private func lines(
    ofParagraph text: Substring,
    from offset: Int,
    _ request: Request
  ) -> [TextLine] {
    var paragraph = Paragraph(text, offset: offset)
    paragraph.fit(into: request.width)
    if bidi != .terminal, paragraph.hasRightToLeft {
      let (base, levels) = algorithm.levels(of: paragraph.units)
      paragraph.direct(base: base, levels: levels)
      if bidi == .reorderAndShape { paragraph.shapeArabic() }
    }
    let may = breaker(for: request.locale)?.opportunities(in: paragraph.units) ?? []
    return paragraph.wrapped(at: request.width, where: may)
  }

  private func breaker(for locale: String) -> LineBreaker? {
    if let known = breakers[locale] { return known }
    let breaker = LineBreaker(locale: locale)
    breakers[locale] = breaker
    return breaker
  }
}

extension Character {
  /// Whether a paragraph ends here. Unicode's own separators are shown by number instead.
  var isLineBreak: Bool { self == "\n" || self == "\r\n" }
}

/// The cells of a text on one line, in the order in which they are drawn; line breaks show as `⏎`.
package func singleLine(_ text: String) -> [Cell] {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
    return text.utf8.map { Cell(scalars: [UInt32($0)], width: 1) }
  }
  var paragraph = Paragraph(Substring(text), offset: 0)
  if paragraph.hasRightToLeft {
    let (base, levels) = Bidi().levels(of: paragraph.units)
    paragraph.direct(base: base, levels: levels)
  }
  return paragraph.line(0..<paragraph.clusters.count).cells
}

/// The columns that a text takes on one line.
package func displayWidth(_ text: String) -> Int {
  singleLine(text).reduce(0) { $0 + $1.width }
}
