/// One thing that is sent to a terminal, to turn what it shows into another frame.
package enum PaintStep: Hashable, Sendable {
  case clearScreen
  case move(Position)
  /// Blanks from the cursor to the end of its row; the cursor stays.
  case clearToEnd
  /// Text where the cursor is; how far it moves the cursor is the terminal's affair.
  case text(String, Style)
}

/// What is sent to turn one frame into another.
///
/// Terminals differ in the columns that they give to marks, conjuncts, emoji and ambiguous characters. So
/// nothing is drawn where such a text left the cursor: what follows it on its row has a place of its own,
/// and is drawn after it, on a row that was cleared. A text that a terminal draws wider or narrower than
/// it was laid out spoils no column but its own.
///
/// What follows is drawn once the texts of all rows are. A multiplexer believes that the terminal around it
/// sees widths as it does itself, and moves that terminal's cursor to a place of its own only where the
/// next thing is drawn on another row.
package struct Painter {
  private let old: Frame?
  private let new: Frame

  /// - Parameters:
  ///   - old: what is on the screen; nil where that is not known.
  ///   - new: what is to be.
  package init(from old: Frame?, to new: Frame) {
    self.old = old?.size == new.size ? old : nil
    self.new = new
  }

  package func steps() -> [PaintStep] {
    let rows = (0..<new.size.rows).compactMap { row -> RowPainting? in
      let wanted = new.row(row)
      let shown = old?.row(row)
      if let shown, shown == wanted { return nil }
      var painting = RowPainting(row: row, columns: new.size.columns)
      painting.paint(wanted, over: shown ?? Array(repeating: .blank, count: wanted.count)[...])
      return painting
    }
    var steps: [PaintStep] = old == nil ? [.clearScreen] : []
    var last: Int?
    for turn in 0..<(rows.map(\.parts.count).max() ?? 0) {
      for row in rows where row.parts.indices.contains(turn) {
        if turn > 0, last == row.row { steps += elsewhere(than: row.row) }
        steps += row.parts[turn]
        last = row.row
      }
    }
    return steps
  }

  /// Draws again what stands at the beginning of another row, where that is certain.
  private func elsewhere(than row: Int) -> [PaintStep] {
    let other = row > 0 ? row - 1 : row + 1
    guard other < new.size.rows else { return [] }
    let cell = new.cell(at: Position(row: other, column: 0))
    guard cell.width == 1, cell.hasCertainWidth else { return [] }
    return [.move(Position(row: other, column: 0)), .text(cell.text, cell.style)]
  }
}

/// One row on its way to the terminal.
private struct RowPainting {
  let row: Int
  let columns: Int
  /// What is sent up to the end of the first text of uncertain width, then to that of the next, and so on.
  private(set) var parts: [[PaintStep]] = []
  private var steps: [PaintStep] = []
  /// Where the terminal's cursor is, where that is certain.
  private var cursor: Int?
  private var text = ""
  private var style = Style.plain

  init(row: Int, columns: Int) {
    self.row = row
    self.columns = columns
  }

  mutating func paint(_ new: ArraySlice<Cell>, over old: ArraySlice<Cell>) {
    let new = Array(new)
    let old = Array(old)
    guard let first = new.indices.first(where: { new[$0] != old[$0] }),
      let last = new.indices.last(where: { new[$0] != old[$0] })
    else { return }
    let uncertain = Self.uncertainParts(of: new) + Self.uncertainParts(of: old)
    let touched = uncertain.filter { $0.overlaps(first..<last + 1) }
    if touched.isEmpty {
      paintChanges(new, old, from: first, through: last)
    } else {
      let start = touched.reduce(first) { min($0, $1.lowerBound) }
      repaint(new, from: Self.cellStart(start, new, old))
    }
    finishPart()
  }

  private mutating func finishPart() {
    flush()
    if !steps.isEmpty { parts.append(steps) }
    steps = []
  }

  /// A wide cell is painted from its left half on.
  private static func cellStart(_ column: Int, _ new: [Cell], _ old: [Cell]) -> Int {
    column > 0 && (new[column].width == 0 || old[column].width == 0) ? column - 1 : column
  }

  private mutating func paintChanges(
    _ new: [Cell],
    _ old: [Cell],
    from first: Int,
    through last: Int
  ) {
    var column = first
    while column <= last {
      let cell = new[column]
      let width = max(1, cell.width)
      let isSame = (column..<min(column + width, new.count)).allSatisfy { new[$0] == old[$0] }
      if cell.width > 0, !isSame { put(cell, at: column) }
      column += width
    }
  }

  /// Paints a row from a column on: cleared first, and again behind each text of uncertain width.
  private mutating func repaint(_ new: [Cell], from start: Int) {
    clear(from: start)
    let uncertain = Self.uncertainParts(of: new)
    let end = (new.lastIndex { $0 != .blank } ?? -1) + 1
    var column = start
    while column < end {
      let cell = new[column]
      if cell.width > 0 { put(cell, at: column) }
      column += max(1, cell.width)
      // It may have reached farther than it should, and the cursor with it.
      if uncertain.contains(where: { $0.upperBound == column }) {
        finishPart()
        clear(from: column)
      }
    }
  }

  private mutating func clear(from column: Int) {
    guard column < columns else { return }
    move(to: column)
    steps.append(.clearToEnd)
  }

  private mutating func put(_ cell: Cell, at column: Int) {
    if cursor != column { move(to: column) }
    if style != cell.style { flush() }
    style = cell.style
    text += cell.text
    cursor = column + cell.width
  }

  private mutating func move(to column: Int) {
    flush()
    steps.append(.move(Position(row: row, column: column)))
    cursor = column
  }

  private mutating func flush() {
    if !text.isEmpty { steps.append(.text(text, style)) }
    text = ""
  }

  /// The parts of a row whose width a terminal may see otherwise: each from its first cell of which that is
  /// so, to where nothing of the same text follows: a rule, or two blanks.
  static func uncertainParts(of row: [Cell]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var column = 0
    while column < row.count {
      guard !row[column].hasCertainWidth else {
        column += 1
        continue
      }
      let start = column
      while column < row.count, !row[column].isRule, !isGap(row, at: column) { column += 1 }
      parts.append(start..<column)
    }
    return parts
  }

  private static func isGap(_ row: [Cell], at column: Int) -> Bool {
    row[column].isBlank && (column + 1 >= row.count || row[column + 1].isBlank)
  }
}

extension Cell {
  fileprivate var isBlank: Bool { scalars == [0x20] }

  /// Whether terminals give it the columns that it was laid out in: all of them, or, for what is ambiguous
  /// (UAX #11, class A), all but those that were measured to make it wide.
  fileprivate var hasCertainWidth: Bool {
    guard let scalar = scalars.first else { return true }
    return scalars.count == 1 && Self.certain.contains { $0.contains(scalar) }
  }

  private static let certain: [ClosedRange<UInt32>] = [
    // Letters of Latin, Greek, Cyrillic, Armenian and Hebrew.
    0x20...0x7E, 0xA1...0xAC, 0xAE...0x2AF, 0x370...0x482, 0x48A...0x58F, 0x5D0...0x5EA,
    0x1E00...0x1FFF,
    // Letters of Thai.
    0xE01...0xE30, 0xE40...0xE46,
    // What the program draws with.
    0x2010...0x2026, 0x2190...0x2193, 0x23CE...0x23CE, 0x2500...0x259F, 0x25B8...0x25B8,
    0x25CF...0x25CF, 0x2713...0x2713, 0x2717...0x2717,
    // Kana, ideographs, syllables of Korean, and full-width forms.
    0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xAC00...0xD7A3, 0xFF01...0xFF5E,
  ]
}
