/// Who draws the vowel signs of a script of India and its neighbours where they belong.
package enum SignOrder: String, Hashable, Sendable, CaseIterable {
  /// The terminal, which knows where each sign stands beside its letter.
  case asWritten = "as-written"
  /// The program, for terminals that draw one character after the other: each sign that takes room has a
  /// column of its own, in the order in which it is drawn.
  case visual
}

/// A vowel sign's parts, by where they are drawn.
struct SignParts {
  /// Before the letter.
  var before: UInt32?
  /// After it.
  var after: UInt32?

  /// - Returns: nil for what is no sign that takes room.
  init?(_ scalar: Unicode.Scalar) {
    guard (0x900...0x17FF).contains(scalar.value),
      scalar.properties.generalCategory == .spacingMark
    else { return nil }
    if let parts = Self.twoParts[scalar.value] {
      (before, after) = (parts.0, parts.1)
    } else if Self.before.contains(scalar.value) {
      before = scalar.value
    } else {
      after = scalar.value
    }
  }

  // The Unicode Standard, chapters 12, 13 and 16: dependent vowel signs that stand left of their letter.
  private static let before: Set<UInt32> = [
    0x93F, 0x94E, 0x9BF, 0x9C7, 0x9C8, 0xA3F, 0xABF, 0xB47, 0xBC6, 0xBC7, 0xBC8, 0xD46, 0xD47,
    0xD48,
    0xDD9, 0xDDB, 0x1031, 0x17C1, 0x17C2, 0x17C3,
  ]

  // Those with a part on either side.
  private static let twoParts: [UInt32: (UInt32, UInt32)] = [
    0x9CB: (0x9C7, 0x9BE), 0x9CC: (0x9C7, 0x9D7), 0xB4B: (0xB47, 0xB3E), 0xB4C: (0xB47, 0xB57),
    0xBCA: (0xBC6, 0xBBE), 0xBCB: (0xBC7, 0xBBE), 0xBCC: (0xBC6, 0xBD7), 0xD4A: (0xD46, 0xD3E),
    0xD4B: (0xD47, 0xD3E), 0xD4C: (0xD46, 0xD57), 0xDDC: (0xDD9, 0xDCF), 0xDDE: (0xDD9, 0xDDF),
  ]
}
