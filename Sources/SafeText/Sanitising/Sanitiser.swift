/// Makes text safe for the terminal: what a terminal would obey, hide or measure differently is
/// replaced by something visible, flagged so that it is not drawn like the same text typed literally.
///
/// - C0 controls and DEL become control pictures such as `␛`; a tab four spaces.
/// - A zero-width space becomes `·`; other invisible, direction-changing, private and unassigned
///   scalars become their number, such as `⟨202E⟩`.
/// - Joiners between emoji, variation selectors and skin tones are dropped, and the parts are shown, unless
///   the terminal was measured to draw them as one.
/// - A mark without a base stands on `◌`, and so do marks beyond those that a glyph holds.
struct Sanitiser {
  /// What is drawn, in the order of reading.
  var glyphs: [Glyph] = []
  /// What line breaking and reordering see: a replaced scalar has no direction there, so that a
  /// mark at the start of an Arabic text does not turn the text around by its number.
  var units: [UInt16] = []
  private let display: TextDisplay
  private var widths: WidthTable { display.widths }

  /// - Parameter display: how the terminal shows text.
  init(display: TextDisplay) { self.display = display }

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

  private mutating func add(_ scalars: some Collection<Unicode.Scalar>, start: Int) {
    if addEmoji(scalars) { return }
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
    case .keep: keep(scalar, after: previous, start: start)
    case .drop: break
    case .spaces(let count):
      glyphs.append(contentsOf: repeatElement(.blank, count: count))
      units.append(0x20)
    case .picture(let picture, let unit): addSubstitute(picture, unit: unit)
    case .number: addNumber(of: value)
    }
  }

  /// Adds an emoji of several scalars that the terminal draws as one.
  private mutating func addEmoji(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
    guard !widths.measured.isEmpty, let kind = WidthClass(ofEmoji: scalars),
      let columns = widths.columns(ofEmoji: kind)
    else { return false }
    glyphs.append(Glyph(scalars: scalars.map(\.value), width: columns))
    for scalar in scalars { append(unitsOf: scalar) }
    return true
  }

  private mutating func keep(
    _ scalar: Unicode.Scalar,
    after previous: Unicode.Scalar?,
    start: Int
  ) {
    var width = widths.columns(of: scalar.value)
    guard width >= 0 else { return addNumber(of: scalar.value) }
    if let previous, previous.isVirama, let script = Script(of: scalar),
      widths.joinsConjuncts(of: script)
    {
      width = 0
    }
    let sign = SignParts(scalar)
    if let sign, glyphs.count > start || sign.before == nil && glyphs.last ?? .blank != .blank,
      display.signs(for: scalar) == .visual
    {
      draw(sign)
    } else if width > 0 {
      glyphs.append(Glyph(scalars: [scalar.value], width: width))
    } else if let last = glyphs.indices.last, glyphs[last].takesMark,
      last >= start || sign != nil || glyphs[last].scalars.first == Glyph.dottedCircle
    {
      // So does a sign that is a character of its own where it takes no room, and a circle that is there
      // already, as in a text that was made printable.
      glyphs[last].scalars.append(scalar.value)
    } else {
      glyphs.append(
        Glyph(scalars: [Glyph.dottedCircle, scalar.value], width: 1, isSubstitute: true)
      )
    }
    append(unitsOf: scalar)
  }

  /// Draws the parts of a vowel sign around the letter that was added last, each in a column of its own.
  private mutating func draw(_ parts: SignParts) {
    func glyph(_ sign: UInt32) -> Glyph {
      // One that takes no room needs something to stand on.
      Glyph(scalars: widths.columns(of: sign) > 0 ? [sign] : [0xA0, sign], width: 1)
    }
    if let before = parts.before {
      // Before the letter, whatever signs it has by now.
      let letter = glyphs.lastIndex { !$0.isSign } ?? glyphs.count - 1
      glyphs.insert(glyph(before), at: letter)
    }
    if let after = parts.after { glyphs.append(glyph(after)) }
  }

  private mutating func append(unitsOf scalar: Unicode.Scalar) {
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
  /// Whether it is a vowel sign with a column of its own.
  fileprivate var isSign: Bool {
    scalars.last.flatMap { Unicode.Scalar($0) }.map { scalars.count <= 2 && SignParts($0) != nil }
      ?? false
  }
}

/// Whether a scalar is of one of the scripts whose letters join into conjuncts.
private func isIndic(_ scalar: UInt32) -> Bool { (0x900...0x109F).contains(scalar) }

extension Unicode.Scalar {
  /// Whether it joins the letters beside it.
  fileprivate var isVirama: Bool { properties.canonicalCombiningClass == .virama }
}

extension WidthClass {
  /// What makes several scalars one emoji; nil where they are none.
  fileprivate init?(ofEmoji scalars: some Collection<Unicode.Scalar>) {
    guard scalars.count <= 10,
      scalars.allSatisfy({
        $0.properties.isEmoji && $0.value > 0xFF || $0.properties.isEmojiModifier
          || $0 == "\u{200D}"
          || $0 == "\u{FE0F}"
      }), scalars.first?.properties.isEmoji == true
    else { return nil }
    if scalars.contains("\u{200D}") {
      self = .joinedEmoji
    } else if scalars.contains(where: \.properties.isEmojiModifier) {
      self = .toned
    } else if scalars.allSatisfy({ (0x1F1E6...0x1F1FF).contains($0.value) }) {
      guard scalars.count == 2 else { return nil }
      self = .flag
    } else if scalars.count == 2, scalars.contains("\u{FE0F}") {
      self = .emojiVariation
    } else {
      return nil
    }
  }
}

extension Glyph {
  static let dottedCircle: UInt32 = 0x25CC

  /// Whether one more scalar fits; nobody writes more marks on a letter than a conjunct has parts.
  fileprivate var takesMark: Bool {
    scalars.count < (scalars.contains(where: isIndic) ? 12 : 5)
      && (!isSubstitute || scalars.first == Self.dottedCircle)
  }
}
