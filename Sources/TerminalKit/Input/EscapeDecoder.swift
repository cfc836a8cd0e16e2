import SafeText

/// Puts together what a terminal sends after an escape: the escape key, a key with alt, or a sequence,
/// which is one key, one report or one unknown key however it arrives, and never the keys that its
/// characters would be.
///
/// It has no clock: it is told when each character came, says until when it waits for the next, and is
/// told when that time is over. Sequences are those of ECMA-48 and of xterm's control sequences.
package struct EscapeDecoder: Sendable {
  /// What a character completed.
  package enum Output: Hashable, Sendable {
    case key(Key)
    case mouse(Mouse)
    case pasteBegin
    case pasteEnd
    /// An answer of the terminal, or a report that nobody asked for.
    case report(TerminalReport)
  }

  /// How long one waits for what may follow.
  package struct Timeouts: Sendable {
    /// After an escape, for the rest of a sequence that a slow line holds up.
    package var escape: Duration
    /// What comes within this time after an escape was sent with it: a person is slower.
    package var together = Duration.milliseconds(5)
    /// After the first character of what may be a sequence and may have been typed.
    package var introducer = Duration.milliseconds(100)
    /// Within a sequence.
    package var sequence = Duration.seconds(1)
    /// From the beginning of a text for the terminal's own use, whatever comes meanwhile: its end may be
    /// lost, and somebody type.
    package var string = Duration.seconds(3)

    /// - Parameter escape: what `ESCDELAY` says, or long enough for a line of 100 ms.
    package init(escape: Duration = .milliseconds(200)) { self.escape = escape }
  }

  private enum State: Hashable, Sendable {
    case ground
    case escape
    /// After an escape and a character that begins a sequence, unless somebody typed both; `late` where
    /// the two did not come together.
    case introducer(Unicode.Scalar, late: Bool)
    /// A control sequence: `CSI`, its parameters, a final character.
    case control(String)
    /// A text for the terminal's own use, or of its own, which ends with `BEL` or `ESC \`: what began it,
    /// and as much of it as is looked at.
    case string(Unicode.Scalar, String, afterEscape: Bool)
    /// One more character of a sequence that nothing is made of: what follows a function key of the Linux
    /// console, or a modifier after SS3.
    case rest
    /// A report of the mouse in its oldest form: three characters follow, of which so many are there.
    case report([UInt32])
  }

  private var state = State.ground
  private var last: ContinuousClock.Instant
  /// When what is being put together began.
  private var start: ContinuousClock.Instant
  /// Whether the terminal owes answers, so that what may be the beginning of one is waited for longer.
  package var awaitsReports = false
  private let timeout: Timeouts

  /// - Parameter now: the present moment.
  package init(timeout: Timeouts = Timeouts(), now: ContinuousClock.Instant) {
    self.timeout = timeout
    last = now
    start = now
  }

  /// When ``expire()`` is due; nil where nothing is waited for.
  package var deadline: ContinuousClock.Instant? {
    switch state {
    case .ground: nil
    case .escape: last.advanced(by: timeout.escape * (awaitsReports ? 2 : 1))
    case .introducer: last.advanced(by: awaitsReports ? timeout.sequence : timeout.introducer)
    case .control, .rest, .report: last.advanced(by: timeout.sequence)
    case .string: min(last.advanced(by: timeout.sequence), start.advanced(by: timeout.string))
    }
  }

  /// Takes a character.
  /// - Parameter moment: when it came.
  package mutating func take(
    _ scalar: Unicode.Scalar,
    at moment: ContinuousClock.Instant
  ) -> [Output] {
    let isTogether = last.duration(to: moment) <= timeout.together
    if case .string = state, let deadline, moment > deadline { state = .ground }
    last = moment
    switch state {
    case .ground:
      start = moment
      return begin(scalar)
    case .escape: return afterEscape(scalar, isTogether: isTogether)
    case .introducer(let first, _): return afterIntroducer(first, scalar)
    case .control(let parameters): return control(parameters, scalar)
    case .string(let first, let text, let wasEscape):
      if Self.interrupts.contains(scalar) { return finish(.key(Key(raw: scalar.value))) }
      if scalar == "\u{7}" || scalar == "\u{9C}" || wasEscape && scalar == "\\" {
        return finish(Self.version(first, text).map { .report(.version($0)) })
      }
      let more = scalar == "\u{1B}" || text.utf8.count > 100 ? "" : String(scalar)
      state = .string(first, text + more, afterEscape: scalar == "\u{1B}")
      return []
    case .rest where scalar == "\u{1B}", .report where scalar == "\u{1B}":
      // What was to come was lost; another sequence begins.
      state = .escape
      return [.key(.unknown)]
    case .rest: return finish(.key(.unknown))
    case .report(let before):
      let numbers = before + [scalar.value]
      guard numbers.count == 3 else {
        state = .report(numbers)
        return []
      }
      return finish(Self.mouse(numbers.map { Int($0) - 32 }))
    }
  }

  /// Gives up waiting for more.
  package mutating func expire() -> [Output] {
    defer { state = .ground }
    switch state {
    case .ground, .string: return []
    case .escape: return [.key(.escape)]
    case .introducer(let scalar, let late):
      let character = Character(scalar)
      return late ? [.key(.escape), .key(.character(character))] : [.key(.alt(character))]
    case .control, .rest, .report: return [.key(.unknown)]
    }
  }

  /// The controls that are in no text for the terminal's use: ^C, ^D, CAN, SUB and ^\.
  private static let interrupts: Set<Unicode.Scalar> = [
    "\u{3}", "\u{4}", "\u{18}", "\u{1A}", "\u{1C}",
  ]

  /// The controls of one character that begin sequences, and stand for an escape and another character.
  private static let introducers: Set<Unicode.Scalar> = [
    "\u{8F}", "\u{90}", "\u{98}", "\u{9B}", "\u{9D}", "\u{9E}", "\u{9F}",
  ]

  private mutating func begin(_ scalar: Unicode.Scalar) -> [Output] {
    if Self.introducers.contains(scalar), let second = Unicode.Scalar(scalar.value - 0x40) {
      state = .introducer(second, late: false)
      return []
    }
    guard scalar == "\u{1B}" else { return [.key(Key(raw: scalar.value))] }
    state = .escape
    return []
  }

  private mutating func afterEscape(_ scalar: Unicode.Scalar, isTogether: Bool) -> [Output] {
    switch scalar {
    case "[", "O", "]", "P", "X", "^", "_":
      state = .introducer(scalar, late: !isTogether)
      return []
    case "\u{1B}":
      return [.key(.escape)]
    default:
      state = .ground
      let key = Key(raw: scalar.value)
      guard isTogether else { return [.key(.escape), .key(key)] }
      switch key {
      case .character(let character): return [.key(.alt(character))]
      // As in shells.
      case .backspace, .control("h"): return [.key(.control("w"))]
      default: return [.key(.unknown)]
      }
    }
  }

  private mutating func afterIntroducer(
    _ first: Unicode.Scalar,
    _ scalar: Unicode.Scalar
  ) -> [Output] {
    switch first {
    case "[":
      return control("", scalar)
    case "O":
      // SS3: keys in the form that terminals send to programs which ask for it; some with a modifier.
      if ("0"..."9").contains(scalar) {
        state = .rest
        return []
      }
      return finish(.key(Self.keys[scalar] ?? .unknown))
    default:
      state = .string(
        first,
        scalar == "\u{1B}" ? "" : String(scalar),
        afterEscape: scalar == "\u{1B}"
      )
      return []
    }
  }

  /// The name in the answer to XTVERSION, `DCS > | name ST`.
  private static func version(_ first: Unicode.Scalar, _ text: String) -> String? {
    first == "P" && text.hasPrefix(">|") ? printableLine(String(text.dropFirst(2))) : nil
  }

  private mutating func control(_ parameters: String, _ scalar: Unicode.Scalar) -> [Output] {
    switch scalar {
    case "[" where parameters.isEmpty:
      state = .rest
      return []
    case "M" where parameters.isEmpty:
      state = .report([])
      return []
    case " "..."?":
      // What no sequence is as long as is swallowed like one.
      state = .control(parameters.utf8.count < 64 ? parameters + String(scalar) : parameters)
      return []
    case "@"..."~": return finish(Self.meaning(of: parameters, scalar))
    case "\u{1B}":
      state = .escape
      return [.key(.unknown)]
    default:
      return finish(.key(.unknown))
    }
  }

  private mutating func finish(_ output: Output?) -> [Output] {
    state = .ground
    return output.map { [$0] } ?? []
  }

  /// What a control sequence says; nil for a report that nobody asked for, such as one of the focus.
  private static func meaning(of parameters: String, _ final: Unicode.Scalar) -> Output? {
    if parameters.hasPrefix("<") { return mouse(parameters.dropFirst(), final) }
    switch final {
    case "~": return tilde(parameters)
    case "R", "c": return report(parameters, final).map { .report($0) }
    case "I", "O", "n", "y", "t": return nil
    case "Z" where parameters.isEmpty: return .key(.backTab)
    default:
      // With control or alt, by words.
      if parameters == "1;5" || parameters == "1;3", final == "C" || final == "D" {
        return .key(.alt(final == "C" ? "f" : "b"))
      }
      guard parameters.isEmpty || parameters == "1" else { return .key(.unknown) }
      return .key(keys[final] ?? .unknown)
    }
  }

  /// Where the cursor is, or what the terminal says that it is.
  private static func report(_ parameters: String, _ final: Unicode.Scalar) -> TerminalReport? {
    let numbers = parameters.split { !$0.isNumber }.compactMap { Int($0) }
    switch (final, parameters.first) {
    case ("R", _): return numbers.count == 2 ? .cursor(row: numbers[0], column: numbers[1]) : nil
    case ("c", ">"): return .kind(numbers)
    case ("c", "?"): return .attributes(numbers)
    default: return nil
    }
  }

  private static func tilde(_ parameters: String) -> Output {
    switch parameters {
    case "200": return .pasteBegin
    case "201": return .pasteEnd
    default: return .key(Int(parameters).flatMap { numbered[$0] } ?? .unknown)
    }
  }

  /// A report of the mouse in xterm's form 1006: button, column and row from 1, `M` for a press.
  private static func mouse(_ parameters: Substring, _ final: Unicode.Scalar) -> Output? {
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    return final == "M" ? mouse(numbers) : nil
  }

  /// What a report says: button, column and row from 1.
  private static func mouse(_ numbers: [Int]) -> Output? {
    guard numbers.count == 3 else { return nil }
    let kinds: [Int: Mouse.Kind] = [0: .press, 64: .wheelUp, 65: .wheelDown]
    return kinds[numbers[0]].map {
      .mouse(Mouse($0, at: Position(row: max(0, numbers[2] - 1), column: max(0, numbers[1] - 1))))
    }
  }

  private static let keys: [Unicode.Scalar: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end, "M": .enter,
    "P": .function(1), "Q": .function(2), "R": .function(3), "S": .function(4),
  ]

  private static let numbered: [Int: Key] = [
    1: .home, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]
}
