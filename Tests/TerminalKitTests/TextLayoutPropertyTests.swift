import Testing

@testable import TerminalKit

/// What holds of every text: random ones of all scripts, with what is hostile mixed in.
@Suite struct TextLayoutPropertyTests {
  @Test(arguments: BidiSetting.allCases, [1, 2, 3, 5, 7, 20, 48])
  func `no text breaks the rules`(bidi: BidiSetting, width: Int) {
    var random = SplitMix(state: 2024)
    let layout = TextLayout(bidi: bidi)
    let locales = ["en", "zh", "ja", "th", "ar", "km"]
    for round in 0..<60 {
      let text = Self.text(&random)
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
      if line.cells.reduce(0, { $0 + $1.width }) != line.width { return "widths do not add up" }
      if line.cells.contains(where: { isHostile($0) }) { return "a hostile cell" }
      if line.cells.contains(where: { !(1...5).contains($0.scalars.count) }) { return "marks" }
      if line.cells.contains(where: { !(1...2).contains($0.width) }) { return "a cell's width" }
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

  static func text(_ random: inout SplitMix) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...60, using: &random) {
      guard let range = ranges.randomElement(using: &random) else { continue }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) {
          text.append(scalar)
        }
      }
    }
    return String(text)
  }

  private static let ranges: [ClosedRange<UInt32>] = [
    0x00...0x1F, 0x09...0x0D, 0x20...0x20, 0x20...0x7E, 0x7F...0x9F, 0xA0...0x17F,
    0x300...0x36F, 0x400...0x4FF, 0x590...0x5FF, 0x600...0x6FF, 0x627...0x627, 0x644...0x644,
    0x700...0x8FF, 0x900...0x9FF, 0xE00...0xEFF, 0x1000...0x11FF, 0x1780...0x180F,
    0x2000...0x206F, 0x200C...0x200D, 0x20D0...0x20FF, 0x2600...0x27BF, 0x3000...0x30FF,
    0x4E00...0x4FFF, 0xAC00...0xAD00, 0xD7B0...0xD7FF, 0xE000...0xE010, 0xFB1D...0xFDFF,
    0xFE00...0xFE0F, 0xFE70...0xFEFF, 0xFFF0...0xFFFF, 0x10800...0x10FFF, 0x13430...0x13460,
    0x1D160...0x1D17F, 0x1E900...0x1E95F, 0x1F1E6...0x1F1FF, 0x1F300...0x1FAFF,
    0x20000...0x20010, 0xE0000...0xE01EF, 0x10FFF0...0x10FFFF, 0x0...0x10FFFF,
  ]
}
