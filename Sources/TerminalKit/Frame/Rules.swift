/// Lines between the parts of a screen. Where two meet, they join.
extension Frame {
  /// Draws a line from left to right that ends on the rules at its sides.
  package mutating func horizontalRule(row: Int, column: Int, width: Int, style: Style = .quiet) {
    for step in 0..<max(0, width) {
      let part: Strokes = [step == 0 ? [] : .left, step == width - 1 ? [] : .right]
      join(part, row: row, column: column + step, style: style)
    }
  }

  /// Draws a line from top to bottom that ends on the rules above and below it.
  package mutating func verticalRule(row: Int, column: Int, rows: Int, style: Style = .quiet) {
    for step in 0..<max(0, rows) {
      let part: Strokes = [step == 0 ? [] : .up, step == rows - 1 ? [] : .down]
      join(part, row: row + step, column: column, style: style)
    }
  }

  private mutating func join(_ strokes: Strokes, row: Int, column: Int, style: Style) {
    let there = cell(at: Position(row: row, column: column)).scalars.first
    let known = Strokes.known[there ?? 0x20] ?? []
    let scalar = Strokes.drawn[known.union(strokes)] ?? 0x253C
    var cell = Cell(scalars: [scalar], width: 1, style: style)
    cell.isRule = true
    put(cell, row: row, column: column)
  }
}

/// The directions in which a box-drawing character reaches.
private struct Strokes: OptionSet, Hashable {
  let rawValue: Int

  static let up = Strokes(rawValue: 1)
  static let down = Strokes(rawValue: 2)
  static let left = Strokes(rawValue: 4)
  static let right = Strokes(rawValue: 8)
  static let horizontal: Strokes = [.left, .right]
  static let vertical: Strokes = [.up, .down]

  /// A rule of one column or row has no direction of its own; it is drawn as a horizontal one.
  static let drawn: [Strokes: UInt32] = [
    []: 0x2500, .left: 0x2500, .right: 0x2500, .horizontal: 0x2500,
    .up: 0x2502, .down: 0x2502, .vertical: 0x2502,
    [.right, .down]: 0x250C, [.left, .down]: 0x2510, [.right, .up]: 0x2514, [.left, .up]: 0x2518,
    [.left, .right, .down]: 0x252C, [.left, .right, .up]: 0x2534,
    [.up, .down, .right]: 0x251C, [.up, .down, .left]: 0x2524,
    [.up, .down, .left, .right]: 0x253C,
  ]

  /// What a character on the screen reaches; a plain stroke counts as a whole line.
  static let known: [UInt32: Strokes] = [
    0x2500: .horizontal, 0x2502: .vertical,
    0x250C: [.right, .down], 0x2510: [.left, .down], 0x2514: [.right, .up], 0x2518: [.left, .up],
    0x252C: [.left, .right, .down], 0x2534: [.left, .right, .up],
    0x251C: [.up, .down, .right], 0x2524: [.up, .down, .left],
    0x253C: [.up, .down, .left, .right],
  ]
}
