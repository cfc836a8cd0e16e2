/// From a paragraph to its lines.
extension Paragraph {
  /// The lines: each as long as fits, broken where the script allows, else between characters.
  /// - Parameters:
  ///   - opportunities: for each unit whether a line may end before it.
  ///   - offset: the place of the paragraph's first character in the whole text.
  func wrapped(at limit: Int, where opportunities: [Bool], offset: Int) -> [TextLine] {
    var lines: [TextLine] = []
    var offset = offset
    var start = 0
    var used = 0
    var lastBreak: Int?
    var index = 0
    while index < clusters.count {
      let cluster = clusters[index]
      if used + cluster.width > limit, !cluster.isBlank, index > start {
        let end = lastBreak ?? index
        lines.append(line(start..<end, from: &offset))
        start = end
        lastBreak = nil
        used = clusters[start..<index].reduce(0) { $0 + $1.width }
        continue
      }
      used += cluster.width
      index += 1
      let unit = cluster.units.upperBound
      if index < clusters.count, !clusters[index].isContinuation,
        opportunities.indices.contains(unit), opportunities[unit]
      {
        lastBreak = index
      }
    }
    lines.append(line(start..<clusters.count, keepingBlanksWithin: limit, from: &offset))
    return lines
  }

  /// One line, in the order in which it is drawn.
  ///
  /// Blanks at the end are left out: of the last line,
  /// where the cursor may stand behind them, only those beyond the limit.
  func line(
    _ range: Range<Int>,
    keepingBlanksWithin limit: Int = 0,
    from offset: inout Int
  ) -> TextLine {
    var end = range.upperBound
    var width = clusters[range].reduce(0) { $0 + $1.width }
    while end > range.lowerBound, clusters[end - 1].isBlank, width > limit {
      end -= 1
      width -= clusters[end].width
    }
    let shown = range.lowerBound..<end
    var line = TextLine(
      glyphs: [],
      width: width,
      isRightToLeft: readsFromRight,
      source: offset..<offset,
      columns: []
    )
    line.isReordered = !levels.isEmpty
    line.glyphs.reserveCapacity(width)
    var columns = [Int](repeating: readsFromRight ? -1 : width, count: range.count)
    var column = 0
    for index in visualOrder(of: shown) {
      columns[index - range.lowerBound] = column
      column += clusters[index].width
      draw(clusters[index], into: &line.glyphs)
    }
    for index in range where !clusters[index].isContinuation {
      line.columns.append(columns[index - range.lowerBound])
    }
    line.source = offset..<(offset + line.columns.count)
    offset = line.source.upperBound
    return line
  }

  private func visualOrder(of range: Range<Int>) -> [Int] {
    guard !levels.isEmpty else { return Array(range) }
    return Bidi.visualOrder(of: clusters[range].map(level(of:))).map { $0 + range.lowerBound }
  }

  private func draw(_ cluster: Cluster, into drawn: inout [Glyph]) {
    guard !levels.isEmpty, level(of: cluster) & 1 == 1 else {
      drawn += glyphs[cluster.glyphs]
      return
    }
    for var glyph in glyphs[cluster.glyphs] {
      if !glyph.isSubstitute, let base = glyph.scalars.first { glyph.scalars[0] = mirrored(base) }
      drawn.append(glyph)
    }
  }
}
