/// One paragraph on its way from characters to lines.
struct Paragraph {
  private(set) var clusters: [Cluster] = []
  /// All clusters' units together.
  private(set) var units: [UInt16] = []
  /// The offset of each cluster's first unit, and the end.
  private var starts: [Int] = [0]
  /// The level of each cluster; empty where all of it reads from the left.
  private var levels: [UInt8] = []
  private var readsFromRight = false
  /// The offset of the first character in the whole text.
  private let offset: Int

  init(_ text: Substring, offset: Int) {
    self.offset = offset
    clusters.reserveCapacity(text.utf8.count)
    units.reserveCapacity(text.utf8.count)
    for character in text {
      var cluster = character.isLineBreak ? Self.lineBreak : sanitised(character)
      // A level run and a break are found by units: there is no cluster without one.
      if cluster.units.isEmpty { cluster.units = [0x20] }
      units += cluster.units
      starts.append(units.count)
      clusters.append(cluster)
    }
  }

  private static let lineBreak = Cluster(
    units: [0x23CE],
    cells: [Cell(scalars: [0x23CE], width: 1, isSubstitute: true)]
  )

  /// Whether some character may read from the right: Hebrew, Arabic and their neighbours.
  var hasRightToLeft: Bool {
    units.contains { unit in
      (0x590...0x8FF).contains(unit) || (0xFB1D...0xFDFF).contains(unit)
        || (0xFE70...0xFEFF).contains(unit) || (0xD802...0xD803).contains(unit)
        || (0xD83A...0xD83B).contains(unit)
    }
  }

  /// Replaces what is wider than a whole line.
  mutating func fit(into width: Int) {
    guard width < 2 else { return }
    for index in clusters.indices {
      for cell in clusters[index].cells.indices where clusters[index].cells[cell].width > width {
        clusters[index].cells[cell] = Cell(scalars: [0x2026], width: 1, isSubstitute: true)
      }
    }
  }

  /// Takes the direction of the paragraph and of each unit.
  mutating func direct(base: UInt8, levels unitLevels: [UInt8]) {
    readsFromRight = base & 1 == 1
    levels = clusters.indices.map { unitLevels[starts[$0]] }
  }

  /// Draws Arabic letters in the forms that they take in a word.
  mutating func shapeArabic() {
    let shaped = shapedArabic(units)
    for index in clusters.indices where levels[index] & 1 == 1 {
      let start = starts[index]
      guard let first = clusters[index].cells.first, !first.isSubstitute,
        shaped[start] != units[start]
      else { continue }
      if shaped[start] == 0x20 {
        // The second half of a ligature that stands in the cluster before.
        clusters[index].cells = []
      } else {
        clusters[index].cells[0].scalars[0] = UInt32(shaped[start])
      }
    }
  }

  /// The lines: each as long as fits, broken where the script allows, else between characters.
  func wrapped(at width: Int, where may: [Bool]) -> [TextLine] {
    var lines: [TextLine] = []
    var start = 0
    var used = 0
    var lastBreak: Int?
    var index = 0
    while index < clusters.count {
      let cluster = clusters[index]
      if used + cluster.width > width, !cluster.isBlank, index > start {
        let end = lastBreak ?? index
        lines.append(line(start..<end, isWrapped: true))
        start = end
        lastBreak = nil
        used = clusters[start..<index].reduce(0) { $0 + $1.width }
        continue
      }
      used += cluster.width
      index += 1
      if may.indices.contains(starts[index]), may[starts[index]], index < clusters.count {
        lastBreak = index
      }
    }
    lines.append(line(start..<clusters.count, limit: width))
    return lines
  }

  /// One line, in the order in which it is drawn. Blanks at the end of a wrapped line, and those
  /// that stick out of the last one, are left out.
  func line(_ range: Range<Int>, isWrapped: Bool = false, limit: Int = .max) -> TextLine {
    var end = range.upperBound
    var width = clusters[range].reduce(0) { $0 + $1.width }
    while end > range.lowerBound, clusters[end - 1].isBlank, isWrapped || width > limit {
      end -= 1
      width -= clusters[end].width
    }
    let shown = range.lowerBound..<end
    let order =
      levels.isEmpty
      ? Array(shown)
      : Bidi.visualOrder(of: Array(levels[shown])).map { $0 + range.lowerBound }
    var cells: [Cell] = []
    var columns = [Int](repeating: readsFromRight ? -1 : width, count: range.count)
    var column = 0
    for index in order {
      columns[index - range.lowerBound] = column
      for var cell in clusters[index].cells {
        if !levels.isEmpty, levels[index] & 1 == 1, !cell.isSubstitute,
          let base = cell.scalars.first
        {
          cell.scalars[0] = mirrored(base)
        }
        cells.append(cell)
        column += cell.width
      }
    }
    return TextLine(
      cells: cells,
      width: column,
      isRightToLeft: readsFromRight,
      source: (offset + range.lowerBound)..<(offset + range.upperBound),
      columns: columns
    )
  }
}
