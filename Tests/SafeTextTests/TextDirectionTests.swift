import Testing

@testable import SafeText

/// Text that reads from the right, and where its cursor stands.
@Suite struct TextDirectionTests {
  private func line(_ text: String, _ bidi: BidiSetting = .reorder, width: Int = 40) -> TextLine {
    TextLayout(TextDisplay(bidi: bidi)).lines(text, width: width, locale: "ar")[0]
  }

  @Test func `numbers and Latin names keep their order in Hebrew`() {
    #expect(line("אבג 123 ABC דה").text == "הד ABC 123 גבא")
  }

  @Test func `brackets are mirrored where text reads from the right, and only there`() {
    #expect(line("אב (גד) [ה]").text == "[ה] (דג) בא")
    #expect(line("a (b) אב").text == "a (b) בא")
  }

  @Test func `a terminal that reorders gets the text as it is read`() {
    let line = line("אב (גד)", .terminal)
    #expect(line.text == "אב (גד)")
    #expect(line.isRightToLeft, "its lines stand at the right all the same")
    #expect(line.readingColumn(ofCharacter: 0) == 0)
    #expect(line.readingColumn(ofCharacter: 7) == 7)
  }

  @Test(arguments: ["\u{200F}", "\u{FEFF}", "\u{202A}", "\u{1B}"])
  func `a substitute at the start does not turn a text around`(mark: String) {
    let line = line(mark + "אב")
    #expect(line.isRightToLeft)
    #expect(line.text == "בא" + singleLine(mark).text)
  }

  @Test func `the rest of a substitute keeps its place before a number`() {
    let lines = TextLayout().lines("א\u{202E}12", width: 5, locale: "he")
    #expect(lines.map(\.text) == ["א", "⟨202E", "12⟩"])
  }

  @Test func `an override reorders nothing`() {
    #expect(line("abc\u{202E}def\u{202C}").text == "abc⟨202E⟩def⟨202C⟩")
  }

  @Test func `marks stay on their letters when the order turns`() {
    let line = line("בְּרֵא")
    #expect(line.glyphs.map { $0.scalars.first } == [0x5D0, 0x5E8, 0x5D1])
    #expect(line.glyphs.map(\.scalars.count) == [1, 2, 3])
  }

  @Test func `letters that are two units long keep their level`() {
    // Adlam reads from the right and stands beyond the first plane.
    let line = line("a \u{1E900}\u{1E901} 𝐛")
    #expect(line.text == "a \u{1E901}\u{1E900} 𝐛")
  }

  @Test func `each paragraph has its own direction`() {
    let lines = TextLayout().lines("abc\nאבג\r\n1", width: 10, locale: "he")
    #expect(lines.map(\.isRightToLeft) == [false, true, false])
    #expect(lines.map(\.source) == [0..<3, 4..<7, 8..<9])
  }

  @Test func `the cursor stands on the letter it is before`() {
    let line = line("אבג 12")
    // Drawn: 12 גבא
    #expect((0...6).map { line.column(ofCharacter: $0) } == [5, 4, 3, 2, 0, 1, -1])
    #expect(line.column(ofCharacter: 7) == nil)
  }

  @Test func `the cursor stands behind the last character from the left`() {
    let line = line("e\u{301}日x")
    #expect((0...3).map { line.column(ofCharacter: $0) } == [0, 1, 3, 4])
  }

  @Test func `the cursor of a wrapped text is found on the line of its character`() {
    let lines = TextLayout().lines("ab cd", width: 3, locale: "en")
    #expect(lines.map(\.text) == ["ab", "cd"])
    #expect(lines.map(\.source) == [0..<3, 3..<5])
    #expect(lines[0].column(ofCharacter: 2) == 2)
    #expect(lines[1].column(ofCharacter: 3) == 0)
  }
}

/// Arabic letters in the forms that they take in a word.
@Suite struct TextShapingTests {
  private func scalars(_ text: String) -> [[UInt32]] {
    TextLayout(TextDisplay(bidi: .reorderAndShape)).lines(text, width: 40, locale: "ar")[0].glyphs
      .map(\.scalars)
  }

  @Test func `letters join`() {
    // Beh, yeh, teh: final, medial and initial form, drawn from the left.
    #expect(scalars("بيت") == [[0xFE96], [0xFEF4], [0xFE91]])
  }

  @Test func `lam and alef become one letter`() {
    #expect(scalars("سلام") == [[0xFEE1], [0xFEFC], [0xFEB3]])
  }

  @Test func `marks stay on the letters that they were typed on`() {
    #expect(scalars("بَيت") == [[0xFE96], [0xFEF4], [0xFE91, 0x64E]])
    #expect(scalars("سلاً") == [[0xFEFC, 0x64B], [0xFEB3]])
    #expect(scalars("سلَام") == [[0xFEE1], [0xFEFC, 0x64E], [0xFEB3]])
  }

  @Test(arguments: [
    // Persian: peh, gaf and Farsi yeh; a non-joiner parts a word.
    ("پگی", [[0xFBFD], [0xFB95], [0xFB58]] as [[UInt32]]),
    ("می\u{200C}خ", [[0xFEA5], [0xFBFD, 0x200C], [0xFEE3]]),
    // Urdu: tteh, heh doachashmee, yeh barree.
    ("ٹھے", [[0xFBAF], [0xFBAD], [0xFB68]]),
    // Sindhi: beeh and nyeh. Uighur: e and ng. Kurdish: oe, and ae, which joins nothing after it.
    ("ٻڃ", [[0xFB77], [0xFB54]]),
    ("ېڭ", [[0xFBD4], [0xFBE6]]),
    ("بۆ", [[0xFBDA], [0xFE91]]),
    ("بەب", [[0xFE8F], [0xFEEA], [0xFE91]]),
    // Pashto: e joins; tteh with ring has no form in Unicode, and its neighbour still reaches out to it.
    ("بټې", [[0xFBE5], [0x67C], [0xFE91]]),
    // Lam with a mark before its alef, joined from before; and a kashida.
    ("بلَا", [[0xFEFC, 0x64E], [0xFE91]]),
    ("بـ", [[0x640], [0xFE91]]),
  ])
  func `letters of other languages join`(text: String, drawn: [[UInt32]]) {
    #expect(scalars(text) == drawn)
  }

  @Test func `Latin letters and numbers stay as they are`() {
    #expect(scalars("a 1 ب") == [[0x61], [0x20], [0x31], [0x20], [0xFE8F]])
  }

  @Test func `a line with a ligature is as wide as its glyphs`() {
    let line = TextLayout(TextDisplay(bidi: .reorderAndShape)).lines(
      "سلام لا",
      width: 40,
      locale: "ar"
    )[0]
    #expect(line.width == 5)
    #expect(line.source == 0..<7)
    #expect((0...7).map { line.column(ofCharacter: $0) } == [4, 3, 3, 2, 1, 0, 0, -1])
  }
}
