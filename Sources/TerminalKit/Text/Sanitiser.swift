/// One user-perceived character of a text, made safe for the terminal.
struct Cluster {
  /// What line breaking and reordering see.
  var units: [UInt16]
  var cells: [Cell]

  var width: Int { cells.reduce(0) { $0 + $1.width } }

  /// Whether it is white space, which disappears where a line is wrapped.
  var isBlank: Bool { units == [0x20] }
}

/// Makes a character safe: what a terminal would obey, hide or measure differently is replaced by
/// something visible, flagged so that it is not drawn like the same text typed literally.
///
/// - C0 controls and DEL become control pictures such as `␛`; a tab four spaces.
/// - A zero-width space becomes `·`; other invisible, direction-changing, private and unassigned
///   scalars become their number, such as `⟨202E⟩`.
/// - Joiners between emoji, variation selectors and skin tones are dropped: the parts are shown.
/// - A mark without a base stands on `◌`, and so do marks beyond the four that a cell holds.
func sanitised(_ character: Character) -> Cluster {
  let scalars = character.unicodeScalars
  if let only = scalars.first, scalars.count == 1, only.value >= 0x20, only.value < 0x7F {
    return Cluster(
      units: [UInt16(only.value)],
      cells: [Cell(scalars: [only.value], width: 1)]
    )
  }
  var cluster = Cluster(units: [], cells: [])
  let values: [UInt32] =
    scalars.count == 1
    ? scalars.map(\.value)
    : String(decoding: composed(Array(String(character).utf16)), as: UTF16.self)
      .unicodeScalars.map(\.value)
  for value in values { cluster.add(value) }
  return cluster
}

extension Cluster {
  fileprivate mutating func add(_ value: UInt32) {
    switch replacement(for: value) {
    case .keep: keep(value)
    case .drop: break
    case .spaces(let count):
      for _ in 0..<count { append([0x20], width: 1, isSubstitute: false) }
    case .picture(let picture): append([picture], width: 1, isSubstitute: true)
    case .number: appendNumber(of: value)
    }
  }

  private enum Replacement {
    case keep
    case drop
    case spaces(Int)
    case picture(UInt32)
    case number
  }

  private func replacement(for value: UInt32) -> Replacement {
    switch value {
    case 0x09: .spaces(4)
    case 0x00...0x1F: .picture(0x2400 + value)
    case 0x7F: .picture(0x2421)
    case 0x200B: .picture(0xB7)
    case 0xFE00...0xFE0F: .drop
    case 0x1F3FB...0x1F3FF: cells.isEmpty ? .keep : .drop
    case 0x200D: cells.last?.width == 2 ? .drop : joiner
    case 0x200C: joiner
    case 0x80...0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200E, 0x200F,
      0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xE000...0xF8FF, 0xFDD0...0xFDEF, 0xFEFF, 0xFFA0,
      0xFFF9...0xFFFB, 0xE0000...0xE0FFF, 0xF0000...0x10FFFF:
      .number
    case _ where value & 0xFFFE == 0xFFFE: .number
    default: .keep
    }
  }

  /// Joiners shape the word they stand in; alone they would be invisible.
  private var joiner: Replacement { cells.isEmpty ? .number : .keep }

  private mutating func keep(_ value: UInt32) {
    switch columns(of: value) {
    case ..<0: appendNumber(of: value)
    case 0:
      if let last = cells.indices.last, cells[last].scalars.count < 5 {
        cells[last].scalars.append(value)
      } else {
        cells.append(Cell(scalars: [0x25CC, value], width: 1, isSubstitute: true))
        if units.isEmpty { units = [0x25CC] }
      }
      units.append(contentsOf: Self.units(of: value))
    case let width: append([value], width: width, isSubstitute: false)
    }
  }

  private mutating func append(_ scalars: [UInt32], width: Int, isSubstitute: Bool) {
    cells.append(Cell(scalars: scalars, width: width, isSubstitute: isSubstitute))
    for scalar in scalars { units.append(contentsOf: Self.units(of: scalar)) }
  }

  private mutating func appendNumber(of value: UInt32) {
    var digits = String(value, radix: 16, uppercase: true)
    digits = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    for scalar in "⟨\(digits)⟩".unicodeScalars {
      append([scalar.value], width: 1, isSubstitute: true)
    }
  }

  private static func units(of value: UInt32) -> [UInt16] {
    guard let scalar = Unicode.Scalar(value) else { return [0xFFFD] }
    return Array(String(Character(scalar)).utf16)
  }
}
