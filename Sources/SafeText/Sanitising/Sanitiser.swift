/// Makes text safe for the terminal: what a terminal would obey, hide or measure differently is
/// replaced by something visible, flagged so that it is not drawn like the same text typed literally.
///
/// - C0 controls and DEL become control pictures such as `␛`; a tab four spaces.
/// - A zero-width space becomes `·`; other invisible, direction-changing, private and unassigned
///   scalars become their number, such as `⟨202E⟩`.
/// - Joiners between emoji, variation selectors and skin tones are dropped: the parts are shown.
/// - A mark without a base stands on `◌`, and so do marks beyond the four that a glyph holds.
struct Sanitiser {
  /// What is drawn, in the order of reading.
  var glyphs: [Glyph] = []
  /// What line breaking and reordering see: a replaced scalar has no direction there, so that a
  /// mark at the start of an Arabic text does not turn the text around by its number.
  var units: [UInt16] = []

  /// Adds a character.
  /// - Parameter composing: whether the text may hold what NFC would compose.
  mutating func add(_ character: Character, composing: Bool) {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return }
    let start = glyphs.count
    let isAlone = scalars.index(after: scalars.startIndex) == scalars.endIndex
    if isAlone {
      add(first, after: nil, start: start)
    } else if composing, case let units = Array(character.utf16), !isComposed(units) {
      add(composed(units).unicodeScalars, start: start)
    } else {
      add(scalars, start: start)
    }
  }

  /// Adds the sign that stands for the end of a line.
  mutating func addLineBreak() { addSubstitute(0x23CE, unit: 0x23CE) }

  private mutating func add(_ scalars: some Sequence<Unicode.Scalar>, start: Int) {
    var previous: Unicode.Scalar?
    for scalar in scalars {
      add(scalar, after: previous, start: start)
      previous = scalar
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, start: Int) {
    let value = scalar.value
    if let glyph = Self.ascii(value) {
      glyphs.append(glyph)
      units.append(UInt16(value))
      return
    }
    switch replacement(for: value, after: previous, start: start) {
    case .keep: keep(scalar, start: start)
    case .drop: break
    case .spaces(let count):
      glyphs.append(contentsOf: repeatElement(.blank, count: count))
      units.append(0x20)
    case .picture(let picture, let unit): addSubstitute(picture, unit: unit)
    case .number: addNumber(of: value)
    }
  }

  private mutating func keep(_ scalar: Unicode.Scalar, start: Int) {
    let width = columns(of: scalar.value)
    guard width >= 0 else { return addNumber(of: scalar.value) }
    if width > 0 {
      glyphs.append(Glyph(scalars: [scalar.value], width: width))
    } else if let last = glyphs.indices.last, glyphs[last].takesMark,
      last >= start || glyphs[last].scalars.first == Glyph.dottedCircle
    {
      // A circle that is there already, as in a text that was made printable, takes the mark.
      glyphs[last].scalars.append(scalar.value)
    } else {
      glyphs.append(
        Glyph(scalars: [Glyph.dottedCircle, scalar.value], width: 1, isSubstitute: true)
      )
    }
    units.append(contentsOf: UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter)
  }

  private mutating func addSubstitute(_ scalar: UInt32, unit: UInt16) {
    glyphs.append(Glyph(scalars: [scalar], width: 1, isSubstitute: true))
    units.append(unit)
  }

  private mutating func addNumber(of value: UInt32) {
    var digits = String(value, radix: 16, uppercase: true)
    digits = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    for scalar in "⟨\(digits)⟩".unicodeScalars {
      glyphs.append(Glyph(scalars: [scalar.value], width: 1, isSubstitute: true))
    }
    // A line may still end at a soft hyphen.
    units.append(value == 0xAD ? 0xAD : 0xFFFC)
  }

  /// The glyphs of ASCII, made once.
  private static let asciiGlyphs = (UInt32(0)..<0x7F).map { Glyph(scalars: [$0], width: 1) }

  private static func ascii(_ value: UInt32) -> Glyph? {
    value >= 0x20 && value < 0x7F ? asciiGlyphs[Int(value)] : nil
  }
}

extension Glyph {
  static let dottedCircle: UInt32 = 0x25CC

  /// Whether one more mark fits: `setcchar` takes a base and four.
  fileprivate var takesMark: Bool {
    scalars.count < 5 && (!isSubstitute || scalars.first == Self.dottedCircle)
  }
}
