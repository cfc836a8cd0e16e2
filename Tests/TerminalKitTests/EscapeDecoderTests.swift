import TerminalKit
import Testing

/// What a terminal sends, and the keys that it is.
@Suite struct EscapeDecoderTests {
  private static let start = ContinuousClock.now

  /// What comes of characters that arrive in pieces, each so many milliseconds after the one before.
  private func decoded(
    _ pieces: (milliseconds: Int, text: String)...,
    escape: Duration = .milliseconds(200)
  ) -> [EscapeDecoder.Output] {
    decoded(pieces, escape: escape)
  }

  private func decoded(
    _ pieces: [(milliseconds: Int, text: String)],
    escape: Duration = .milliseconds(200)
  ) -> [EscapeDecoder.Output] {
    var now = Self.start
    var decoder = EscapeDecoder(timeout: .init(escape: escape), now: now)
    var found: [EscapeDecoder.Output] = []
    for piece in pieces {
      now = now.advanced(by: .milliseconds(piece.milliseconds))
      while let due = decoder.deadline, due <= now { found += decoder.expire() }
      for scalar in piece.text.unicodeScalars { found += decoder.take(scalar, at: now) }
    }
    found += decoder.expire()
    return found
  }

  private func keys(_ outputs: [EscapeDecoder.Output]) -> [Key] {
    outputs.compactMap { if case .key(let key) = $0 { key } else { nil } }
  }

  private static let known: [(String, Key)] = [
    ("[A", .up), ("OB", .down), ("[1C", .right), ("[D", .left), ("[H", .home), ("OF", .end),
    ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown), ("[7~", .home), ("[8~", .end),
    ("OP", .function(1)), ("[15~", .function(5)), ("[24~", .function(12)), ("[Z", .backTab),
    ("OM", .enter),
  ]

  @Test func `arrows with control or alt go by words`() {
    #expect(keys(decoded((0, "\u{1B}[1;5D\u{1B}[1;3C"))) == [.alt("b"), .alt("f")])
  }

  @Test func `alt with backspace takes a word back, and with another control nothing leaves`() {
    #expect(keys(decoded((0, "\u{1B}\u{7F}"))) == [.control("w")])
    #expect(keys(decoded((0, "\u{1B}\u{8}"))) == [.control("w")])
    #expect(keys(decoded((0, "\u{1B}\r"))) == [.unknown])
    #expect(keys(decoded((0, "\u{1B}"), (50, "\r"))) == [.escape, .enter], "two keys of a person")
  }

  @Test func `a text of the terminal without an end costs no key for long`() {
    let typed = (0..<40).map { _ in (milliseconds: 120, text: "x") }
    let found = keys(decoded([(0, "\u{1B}P>|xterm")] + typed))
    #expect(found.count >= 14, "what is typed after three seconds counts")
    #expect(keys(decoded((0, "\u{1B}P>|xterm"), (9, "\u{3}"))) == [.control("c")])
    #expect(keys(decoded((0, "\u{1B}P>|xterm"), (9, "\u{18}x"))).last == .character("x"))
  }

  @Test func `while answers are owed, what begins one is waited for`() {
    var decoder = EscapeDecoder(now: Self.start)
    decoder.awaitsReports = true
    _ = decoder.take("\u{1B}", at: Self.start)
    _ = decoder.take("[", at: Self.start)
    let later = Self.start.advanced(by: .milliseconds(600))
    #expect(decoder.deadline.map { $0 > later } == true)
    var found: [EscapeDecoder.Output] = []
    for scalar in "2;3R".unicodeScalars { found += decoder.take(scalar, at: later) }
    #expect(found == [.report(.cursor(row: 2, column: 3))])
  }

  @Test func `controls of one character begin sequences too`() {
    #expect(decoded((0, "\u{9B}3~")) == [.key(.delete)])
    #expect(decoded((0, "\u{90}>|foot(1)\u{9C}")) == [.report(.version("foot(1)"))])
  }

  @Test func `a report of the mouse in its oldest form is a press, or a turn of the wheel`() {
    #expect(
      decoded((0, "\u{1B}[M !\""), (9, "x")) == [
        .mouse(Mouse(.press, at: Position(row: 1, column: 0))), .key(.character("x")),
      ]
    )
    #expect(
      decoded((0, "\u{1B}[M`!!")) == [.mouse(Mouse(.wheelUp, at: Position(row: 0, column: 0)))]
    )
    #expect(
      decoded((0, "\u{1B}[M#!!"), (9, "x")) == [.key(.character("x"))],
      "a release is nothing"
    )
  }

  @Test(arguments: ["[M", "[M!", "[[", "O5", "[<", "]0;title", "P1|x"])
  func `a sequence that is cut short does not spill the next one`(cut: String) {
    let found = keys(decoded((0, "\u{1B}" + cut), (9, "\u{1B}[3~"), (9, "\u{1B}[5~")))
    #expect(!found.contains { if case .character = $0 { true } else { false } }, "\(found)")
  }

  @Test(arguments: known)
  func `a key is the same whole and in pieces`(sequence: String, key: Key) {
    #expect(decoded((0, "\u{1B}" + sequence)) == [.key(key)])
    for cut in 0..<sequence.count {
      let pieces = ("\u{1B}" + sequence.prefix(cut), String(sequence.dropFirst(cut)))
      #expect(decoded((0, pieces.0), (90, pieces.1)) == [.key(key)], "cut after \(cut)")
    }
  }

  @Test(arguments: [
    "[1;6C", "[1;3A", "[3;5~", "[15;2~", "[13;2u", "[27;5;53~", "[1;5;99;7;;8C", "O5A", "[[A",
    "[57441;1u", "[38;5;1m", "[?25h", "[1 q",
  ])
  func `a key that nobody knows is one unknown key`(sequence: String) {
    #expect(
      decoded((0, "\u{1B}" + sequence), (500, "x")) == [.key(.unknown), .key(.character("x"))]
    )
    for cut in 1..<sequence.count {
      let pieces = ("\u{1B}" + sequence.prefix(cut), String(sequence.dropFirst(cut)) + "x")
      #expect(
        decoded((0, pieces.0), (90, pieces.1)) == [.key(.unknown), .key(.character("x"))],
        "cut after \(cut)"
      )
    }
  }

  @Test(arguments: [
    "[?62;1;4c", "[24;5R", "]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "]11;rgb:1/2/3\u{7}", "[I", "[O",
    "P>|tmux 3.4\u{1B}\\", "[?2027;2$y", "_Gi=1;OK\u{1B}\\", "[0n", "[8;24;80t",
    "]8;;http://x\u{1B}y\u{1B}\\", "[<35;10;5M", "[<0;10;5m",
  ])
  func `what terminals report of themselves is no key`(report: String) {
    #expect(keys(decoded((0, "\u{1B}" + report + "x"))) == [.character("x")])
  }

  @Test func `what terminals answer is read`() {
    #expect(
      decoded((0, "\u{1B}[2;5R\u{1B}P>|kitty(0.26.5)\u{1B}\\\u{1B}[>1;4000;26c\u{1B}[?62;4c")) == [
        .report(.cursor(row: 2, column: 5)), .report(.version("kitty(0.26.5)")),
        .report(.kind([1, 4000, 26])), .report(.attributes([62, 4])),
      ]
    )
    #expect(decoded((0, "\u{1B}P>|a\u{202E}\u{1}b\u{7}")) == [.report(.version("a⟨202E⟩␁b"))])
  }

  @Test func `an escape alone is the escape key once nothing can follow`() {
    #expect(keys(decoded((0, "\u{1B}"))) == [.escape])
    #expect(
      keys(decoded((0, "\u{1B}"), (201, "[A"))) == [.escape, .character("["), .character("A")]
    )
    #expect(
      keys(decoded((0, "\u{1B}"), (30, "[A"), escape: .milliseconds(20)))
        == [.escape, .character("["), .character("A")]
    )
    #expect(keys(decoded((0, "\u{1B}\u{1B}"))) == [.escape, .escape])
  }

  @Test func `a character that comes with an escape is the character with alt`() {
    #expect(keys(decoded((0, "\u{1B}b"))) == [.alt("b")])
    #expect(keys(decoded((0, "\u{1B}["), (150, "a"))) == [.alt("["), .character("a")])
    #expect(keys(decoded((0, "\u{1B}P"), (150, "a"))) == [.alt("P"), .character("a")])
  }

  @Test func `who types escape and then a character means both`() {
    #expect(keys(decoded((0, "\u{1B}"), (60, "b"))) == [.escape, .character("b")])
    #expect(keys(decoded((0, "\u{1B}"), (60, "\r"))) == [.escape, .enter])
    #expect(
      keys(decoded((0, "\u{1B}"), (60, "O"), (150, "a"))) == [
        .escape, .character("O"), .character("a"),
      ]
    )
  }

  @Test func `a paste's marks and the mouse are known in pieces too`() {
    #expect(decoded((0, "\u{1B}[2"), (90, "00~")) == [.pasteBegin])
    #expect(decoded((0, "\u{1B}[201"), (90, "~")) == [.pasteEnd])
    let place = Position(row: 4, column: 9)
    #expect(decoded((0, "\u{1B}[<0;1"), (90, "0;5M")) == [.mouse(Mouse(.press, at: place))])
    #expect(decoded((0, "\u{1B}[<65;10;5M")) == [.mouse(Mouse(.wheelDown, at: place))])
  }

  @Test func `a sequence that never ends is given up and swallowed`() {
    let long = "\u{1B}[" + String(repeating: "1;", count: 5_000)
    #expect(decoded((0, long), (1_100, "x")) == [.key(.unknown), .key(.character("x"))])
    #expect(decoded((0, "\u{1B}]0;title"), (1_100, "x")) == [.key(.character("x"))])
  }

  @Test func `whatever comes within a sequence, no part of it is a key`() {
    var random = Draws(state: 30)
    for _ in 0..<2_000 {
      let parameters = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        Character(Unicode.Scalar(UInt8.random(in: 0x20...0x3F, using: &random)))
      }
      let final = Character(Unicode.Scalar(UInt8.random(in: 0x40...0x7E, using: &random)))
      let sequence = "\u{1B}[" + String(parameters) + String(final)
      guard !["\u{1B}[[", "\u{1B}[M"].contains(sequence) else { continue }
      let found = keys(decoded((0, sequence)))
      #expect(found.count <= 1, "\(sequence.dropFirst())")
      #expect(
        !found.contains { if case .character = $0 { true } else { false } },
        "\(sequence.dropFirst())"
      )
    }
  }
}

/// Characters as they are in raw mode.
@Suite struct RawKeyTests {
  @Test(
    arguments: [
      (13, Key.enter), (9, .tab), (27, .escape), (8, .backspace), (127, .backspace),
      (1, .control("a")), (3, .control("c")), (10, .control("j")), (26, .control("z")),
      (0, .unknown), (28, .unknown), (31, .control("_")), (32, .character(" ")),
      (0x61, .character("a")), (0x3042, .character("あ")), (0x1F600, .character("😀")),
      (0x301, .character("\u{301}")), (0xD800, .unknown), (0x110000, .unknown),
    ] as [(UInt32, Key)]
  )
  func `a character in raw mode is a key`(scalar: UInt32, key: Key) {
    #expect(Key(raw: scalar) == key)
  }

  @Test func `every character that can be typed keeps its scalar`() {
    for value in UInt32(0x20)...0x2FFF where value != 127 {
      guard case .character(let character) = Key(raw: value) else {
        Issue.record("\(value) is no character")
        continue
      }
      #expect(character.unicodeScalars.map(\.value) == [value])
    }
  }
}

/// Numbers that look random and are the same in every run.
private struct Draws: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
