@testable import TerminalKit

extension TextLine {
  /// The line as it is drawn.
  var text: String { cells.map(\.text).joined() }
}

/// Whether a cell holds what a terminal would obey or hide.
func isHostile(_ cell: Cell) -> Bool {
  cell.scalars.contains { value in
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xE000...0xF8FF, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}

/// Steele, Lea and Flood's SplitMix64 (2014): small, and the same in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
