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
