/// A user-perceived character on its way to a line, or a part of one that is wider than a line.
struct Cluster {
  /// Its glyphs among those of the paragraph.
  var glyphs: Range<Int>
  /// Its units among those of the paragraph; a part that isn't the first has none of its own.
  var units: Range<Int>
  /// Columns.
  var width: Int
  /// Whether it is white space, which disappears where a line is wrapped.
  var isBlank: Bool
  /// Whether it goes on with the character before it.
  var isContinuation = false
}

/// One paragraph on its way from characters to lines.
struct Paragraph {
  /// How many characters it has.
  private(set) var count = 0
  private(set) var clusters: [Cluster] = []
  private var text: Sanitiser
  /// The level of each unit; empty where all of it reads from the left.
  private(set) var levels: [UInt8] = []
  private(set) var readsFromRight = false

  /// Sanitises a paragraph for lines of a width, or for one line without a limit.
  init(_ source: Substring, width limit: Int = .max, display: TextDisplay = TextDisplay()) {
    text = Sanitiser(display: display)
    let source = String(source)
    let size = source.utf8.count
    clusters.reserveCapacity(size)
    text.glyphs.reserveCapacity(size)
    text.units.reserveCapacity(size)
    let composing = !source.utf8.allSatisfy { $0 < 0x80 } && !isComposed(Array(source.utf16))
    for character in source {
      let glyph = text.glyphs.count
      let unit = text.units.count
      if character.isLineBreak {
        text.addLineBreak()
      } else {
        text.add(character, composing: composing)
      }
      append(glyphs: glyph..<text.glyphs.count, units: unit..<text.units.count, limit: limit)
      count += 1
    }
  }

  var glyphs: [Glyph] { text.glyphs }

  /// The columns of each character, where there was no limit.
  var characterWidths: [Int] { clusters.map(\.width) }

  var units: [UInt16] { text.units }

  private mutating func append(glyphs: Range<Int>, units: Range<Int>, limit: Int) {
    var cluster = Cluster(glyphs: glyphs, units: units, width: 0, isBlank: false)
    cluster.isBlank = units.count == 1 && Self.isBlank(text.units[units.lowerBound])
    for index in glyphs {
      if text.glyphs[index].width > limit {
        text.glyphs[index] = Glyph(scalars: [0x2026], width: 1, isSubstitute: true)
      }
      let width = text.glyphs[index].width
      if cluster.width + width > limit {
        cluster.glyphs = cluster.glyphs.lowerBound..<index
        clusters.append(cluster)
        cluster.glyphs = index..<glyphs.upperBound
        cluster.units = units.upperBound..<units.upperBound
        cluster.width = 0
        cluster.isContinuation = true
      }
      cluster.width += width
    }
    clusters.append(cluster)
  }

  /// Spaces at which a line may be wrapped; those that hold words together are not among them.
  private static func isBlank(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x20, 0x2000...0x2006, 0x2008...0x200A, 0x205F, 0x3000: true
    default: false
    }
  }
}

/// The direction of reading.
extension Paragraph {
  /// Whether some character may read from the right: Hebrew, Arabic and their neighbours.
  private var hasRightToLeft: Bool {
    units.contains { unit in
      unit >= 0x590
        && (unit <= 0x8FF || (0xFB1D...0xFDFF).contains(unit) || (0xFE70...0xFEFF).contains(unit)
          || (0xD802...0xD803).contains(unit) || (0xD83A...0xD83B).contains(unit))
    }
  }

  /// Finds out which parts read from the right, and puts them in order where that is the program's part.
  mutating func arrange(_ display: TextDisplay, by algorithm: () -> Bidi) {
    guard hasRightToLeft else { return }
    let (base, levels) = algorithm().levels(of: units)
    // Its lines stand at the right, whoever puts them in order.
    readsFromRight = base & 1 == 1
    let setting = display.bidi(for: units)
    guard setting != .terminal else { return }
    // A level that is nowhere odd changes nothing.
    self.levels = levels.contains { $0 & 1 == 1 } ? levels : []
    if setting == .reorderAndShape { shapeArabic() }
  }

  /// The level of a cluster; a part of a character has that of the whole.
  func level(of cluster: Cluster) -> UInt8 {
    let unit = cluster.isContinuation ? cluster.units.lowerBound - 1 : cluster.units.lowerBound
    return levels.indices.contains(unit) ? levels[unit] : 0
  }

  /// Draws Arabic letters in the forms that they take in a word.
  private mutating func shapeArabic() {
    guard !levels.isEmpty else { return }
    let shaped = ArabicJoining.joined(units)
    for index in clusters.indices where !clusters[index].glyphs.isEmpty {
      let unit = clusters[index].units.lowerBound
      let glyph = clusters[index].glyphs.lowerBound
      guard level(of: clusters[index]) & 1 == 1, !text.glyphs[glyph].isSubstitute,
        !clusters[index].units.isEmpty, shaped[unit] != units[unit]
      else { continue }
      if shaped[unit] == 0x20 {
        foldIntoLigature(index)
      } else {
        text.glyphs[glyph].scalars[0] = UInt32(shaped[unit])
      }
    }
  }

  /// Takes away the second letter of a ligature that is drawn in the first one's glyph; its marks
  /// move there, as far as they fit.
  private mutating func foldIntoLigature(_ index: Int) {
    let own = clusters[index].glyphs
    if index > 0, let target = clusters[index - 1].glyphs.last {
      let room = max(0, 5 - text.glyphs[target].scalars.count)
      text.glyphs[target].scalars += text.glyphs[own.lowerBound].scalars.dropFirst().prefix(room)
    }
    clusters[index].glyphs = (own.lowerBound + 1)..<own.upperBound
    clusters[index].width -= 1
  }
}
