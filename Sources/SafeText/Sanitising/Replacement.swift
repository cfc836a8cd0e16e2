/// What becomes of a scalar on its way to the terminal.
enum Replacement {
  case keep
  case drop
  case spaces(Int)
  /// One sign, and what line breaking sees in its place.
  case picture(UInt32, unit: UInt16)
  /// Its number in brackets.
  case number
}

extension Sanitiser {
  /// What becomes of a scalar.
  /// - Parameters:
  ///   - previous: the scalar before it in the same character.
  ///   - start: the character's first glyph.
  func replacement(
    for value: UInt32,
    after previous: Unicode.Scalar?,
    start: Int
  ) -> Replacement {
    switch value {
    case 0x09: .spaces(4)
    case 0x00...0x1F: .picture(0x2400 + value, unit: UInt16(0x2400 + value))
    case 0x7F: .picture(0x2421, unit: 0x2421)
    case 0x200B: .picture(0xB7, unit: 0x200B)
    // One choice of form for one base; more of them, or one alone, would be hidden text.
    case 0xFE00...0xFE0F:
      if let previous, !previous.properties.isVariationSelector { .drop } else { .number }
    case 0xE0100...0xE01EF:
      if let previous, previous.properties.isIdeographic { .drop } else { .number }
    case 0x1F3FB...0x1F3FF: followsEmoji(start) ? .drop : .keep
    case 0x200D where followsEmoji(start): .drop
    // Joiners shape the word that they stand in; alone they would be invisible.
    case 0x200C, 0x200D: previous == nil ? .number : .keep
    case 0x80...0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200E, 0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xE000...0xF8FF, 0xFDD0...0xFDEF, 0xFEFF, 0xFFA0,
      0xFFF9...0xFFFB, 0x13430...0x1345F, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
      0xE0000...0xE0FFF, 0xF0000...0x10FFFF:
      .number
    case _ where value & 0xFFFE == 0xFFFE: .number
    default: .keep
    }
  }

  /// Whether what was kept last of this character is an emoji; digits, which may become one, aren't.
  private func followsEmoji(_ start: Int) -> Bool {
    guard glyphs.count > start, let glyph = glyphs.last, !glyph.isSubstitute,
      let value = glyph.scalars.first, value > 0xFF, let base = Unicode.Scalar(value)
    else { return false }
    return base.properties.isEmoji
  }
}
