import AnnotationCore
import Fixtures
import Testing

@testable import SafeText

/// What holds of every text: random ones of all scripts, with what is hostile mixed in.
@Suite struct TextLayoutPropertyTests {
  @Test(arguments: BidiSetting.allCases, [1, 2, 3, 5, 7, 20, 48])
  func `no text breaks the rules`(bidi: BidiSetting, width: Int) {
    var random = SplitMix64(seed: 2024)
    let layout = TextLayout(TextDisplay(bidi: bidi))
    let locales = ["en", "zh", "ja", "th", "ar", "km"]
    for round in 0..<60 {
      let text = hostileText(&random)
      let lines = layout.lines(text, width: width, locale: locales[round % locales.count])
      let broken = Self.broken(lines, of: text, width: width)
      #expect(broken == nil, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }
  }

  /// The rule that lines break, or nil.
  private static func broken(_ lines: [TextLine], of text: String, width: Int) -> String? {
    let characters = Array(text)
    var next = 0
    for line in lines {
      if line.width > width { return "wider than \(width)" }
      if line.glyphs.reduce(0, { $0 + $1.width }) != line.width { return "widths do not add up" }
      if line.glyphs.contains(where: { isHostile($0.scalars) }) { return "a hostile glyph" }
      if line.glyphs.contains(where: { !(1...5).contains($0.scalars.count) }) { return "marks" }
      if line.glyphs.contains(where: { !(1...2).contains($0.width) }) { return "a glyph's width" }
      // Between two lines only a line break may be missing.
      if line.source.lowerBound == next + 1, characters[next].isLineBreak { next += 1 }
      if line.source.lowerBound != next { return "characters are missing" }
      next = line.source.upperBound
      for offset in line.source {
        guard let column = line.column(ofCharacter: offset) else { return "no column" }
        if !(-1...width).contains(column) { return "a column outside" }
      }
    }
    return next == characters.count ? nil : "the end is missing"
  }
}
