import CCurses
import Glibc
package import TerminalKit

/// The terminal, by ncurses.
///
/// For the main thread only, and one at a time.
package final class NcursesTerminal {
  private var painted: Frame?
  private var waiting: [Event] = []
  private var decoder: EscapeDecoder
  /// A paste on its way in.
  private var paste: [Unicode.Scalar]?
  private let colours: Int
  /// What the terminal was asked, and until when its answers are taken.
  private var probe: (TerminalProbe, until: ContinuousClock.Instant)?

  /// The colours of the inks; another theme paints the screen anew.
  package var theme: Theme {
    didSet { if theme != oldValue { painted = nil } }
  }

  /// Whether the mouse is the program's; if not, the terminal selects text with it.
  package var mouse: Bool {
    didSet { if mouse != oldValue { cc_mouse(mouse) } }
  }

  package struct Options: Sendable {
    /// Whether the terminal is told not to put right-to-left text in order itself.
    package var sendsBidiControl: Bool
    package var theme: Theme
    package var mouse: Bool
    /// Whether colours were asked for, so that `NO_COLOR` does not count.
    package var forcesColour: Bool

    package init(
      sendsBidiControl: Bool,
      theme: Theme = .dark,
      mouse: Bool = false,
      forcesColour: Bool = false
    ) {
      self.sendsBidiControl = sendsBidiControl
      self.theme = theme
      self.mouse = mouse
      self.forcesColour = forcesColour
    }
  }

  /// Takes the terminal over.
  ///
  /// Every way out of the program gives it back as it was.
  /// - Throws: why it cannot be used, in words.
  package static func start(options: Options) throws(TerminalError) -> NcursesTerminal {
    let wantsColour = options.forcesColour || getenv("NO_COLOR").map { $0.pointee == 0 } ?? true
    switch cc_status(UInt32(cc_start(wantsColour))) {
    case CC_OK:
      if options.sendsBidiControl { cc_bidi_off(true) }
      return NcursesTerminal(options)
    case CC_NO_TTY: throw .notATerminal
    case CC_NOT_UTF8: throw .notUTF8
    default: throw .unknownTerm(getenv("TERM").map { String(cString: $0) })
    }
  }

  private init(_ options: Options) {
    colours = Int(cc_colours())
    theme = options.theme
    mouse = options.mouse
    sendsBidiControl = options.sendsBidiControl
    let timeout = getenv("ESCDELAY").flatMap { Int(String(cString: $0)) }.map {
      EscapeDecoder.Timeouts(escape: .milliseconds(min(max(0, $0), 10_000)))
    }
    decoder = EscapeDecoder(timeout: timeout ?? .init(), now: .now)
    cc_mouse(mouse)
    ask()
  }

  /// Asks the terminal what it is and how wide it draws, before the next frame.
  private func ask() {
    let term = getenv("TERM").map { String(cString: $0) } ?? ""
    guard TerminalIdentity.canBeAsked(term: term) else { return }
    send(TerminalProbe.request)
    painted = nil
    probe = (TerminalProbe(), until: .now.advanced(by: Self.patienceWithAnswers))
    decoder.awaitsReports = true
  }

  /// Whether the terminal was asked, and may still answer.
  package var awaitsAnswers: Bool { probe != nil }

  /// Takes what the terminal still answers, so that nobody who gets it next reads that as keys.
  private func awaitAnswers() {
    guard let until = probe?.until else { return }
    let end = min(until, .now.advanced(by: .seconds(1)))
    while probe != nil, case let left = ContinuousClock.now.duration(to: end), left > .zero {
      let ready = cc_wait(Int32(left.inMilliseconds))
      guard ready & Int32(CC_INPUT.rawValue) != 0 else { return }
      var event = cc_event()
      while cc_get(&event) {
        guard cc_kind(UInt32(event.kind)) == CC_CHAR, let scalar = Unicode.Scalar(event.code) else {
          continue
        }
        for case .report(let report) in decoder.take(scalar, at: .now) { note(report) }
      }
    }
  }

  /// What comes later would change the screen under the hands of someone who is at work.
  private static let patienceWithAnswers = Duration.seconds(2)

  /// Whether the terminal is told not to put right-to-left text in order itself.
  package var sendsBidiControl: Bool {
    didSet { if sendsBidiControl != oldValue { cc_bidi_off(sendsBidiControl) } }
  }

  package var size: Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    cc_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// Gives the terminal back.
  ///
  /// May be called again.
  package func stop() {
    awaitAnswers()
    cc_stop()
  }

  /// Draws the whole screen anew.
  package func repaint() { painted = nil }

  /// Hands control to the shell until it comes back; nothing happens where there is no shell.
  package func suspend() {
    awaitAnswers()
    if cc_suspend() { afterReturning() }
  }

  /// Runs something that needs the terminal for itself, such as an editor.
  ///
  /// Control-Z there stops this process too; control-C there does not end it.
  package func runOutside<Result>(_ body: () throws -> Result) rethrows -> Result {
    awaitAnswers()
    cc_leave()
    defer {
      cc_resume()
      afterReturning()
    }
    return try body()
  }

  private func afterReturning() {
    painted = nil
    // It may be another terminal that a multiplexer is shown in now.
    ask()
    waiting.append(.resize(size))
  }
}

/// Painting.
extension NcursesTerminal {
  /// Shows a frame; only what differs from the last one is sent.
  package func present(_ frame: Frame) {
    guard frame != painted else { return }
    var style: Style?
    for step in Painter(from: painted, to: frame).steps() {
      switch step {
      case .clearScreen:
        cc_clear()
        style = .plain
      case .clearToEnd:
        cc_clear_to_end()
        style = .plain
      case .move(let position):
        cc_move(Int32(position.row), Int32(position.column))
      case .text(let text, let wanted):
        if style != wanted { set(wanted) }
        style = wanted
        send(text)
      }
    }
    if let cursor = frame.cursor { cc_move(Int32(cursor.row), Int32(cursor.column)) }
    if painted == nil || (painted?.cursor == nil) != (frame.cursor == nil) {
      cc_cursor(frame.cursor != nil)
    }
    cc_flush()
    painted = frame
  }

  private func set(_ style: Style) {
    let look = Appearance(style, theme: theme, colours: colours)
    cc_style(look.attributes, look.colour)
  }

  private func send(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cc_send($0.baseAddress, $0.count) }
    }
  }
}

/// Waiting for what comes.
extension NcursesTerminal {
  /// The next event, as soon as there is one.
  /// - Parameter timeout: how long to wait; nil waits for ever.
  /// - Returns: nil when the time is over.
  package func nextEvent(timeout: Duration?) -> Event? {
    if !waiting.isEmpty { return waiting.removeFirst() }
    let clock = ContinuousClock()
    let deadline = timeout.map { clock.now.advanced(by: $0) }
    while true {
      if let until = probe?.until, clock.now >= until { endProbe() }
      if let event = pendingEvent() { return event }
      let due = paste == nil ? [deadline, decoder.deadline].compactMap(\.self).min() : nil
      let timeout = paste == nil ? due.map { clock.now.duration(to: $0) } : Self.patienceWithPaste
      let ready = cc_wait(timeout.map { Int32(max(0, $0.inMilliseconds)) } ?? -1)
      if ready & Int32(CC_GONE.rawValue) != 0 { return .terminate }
      if ready & Int32(CC_SIGNAL.rawValue) != 0, let event = signalled() { return event }
      if ready == 0 {
        if let unfinished = finishedPaste() { return unfinished }
        if let due = decoder.deadline, clock.now >= due {
          note(decoder.expire())
          continue
        }
        if let deadline, clock.now >= deadline { return nil }
      }
    }
  }

  private func pendingEvent() -> Event? {
    var event = cc_event()
    while waiting.isEmpty, cc_get(&event) {
      let kind = cc_kind(UInt32(event.kind))
      if kind == CC_CHAR {
        note(event.code)
        continue
      }
      // What ncurses has put together itself ends what was waited for.
      note(decoder.expire())
      switch kind {
      case CC_RESIZE: waiting.append(.resize(size))
      case CC_PASTE_BEGIN: note([.pasteBegin])
      case CC_PASTE_END: note([.pasteEnd])
      default: note([.key(Key(event.code, number: Int32(event.number)))])
      }
    }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  private func note(_ code: UInt32) {
    guard paste == nil else { return addToPaste(code) }
    guard let scalar = Unicode.Scalar(code) else { return waiting.append(.key(.unknown)) }
    note(decoder.take(scalar, at: .now))
  }

  private func note(_ outputs: [EscapeDecoder.Output]) {
    for output in outputs {
      switch output {
      case .pasteBegin: paste = []
      case .pasteEnd: if let event = finishedPaste() { waiting.append(event) }
      case .key(let key): if paste == nil { waiting.append(.key(key)) }
      case .mouse(let mouse): if paste == nil { waiting.append(.mouse(mouse)) }
      case .report(let report): note(report)
      }
    }
  }

  private func note(_ report: TerminalReport) {
    guard let until = probe?.until, ContinuousClock.now < until else { return endProbe() }
    guard let answers = probe?.0.take(report) else { return }
    endProbe()
    waiting.append(.measured(answers))
  }

  private func endProbe() {
    probe = nil
    decoder.awaitsReports = false
  }

  /// A paste whose end got lost must not swallow the keyboard; one that a slow line holds up must
  /// not turn into keys, which would be answers.
  private static let patienceWithPaste = Duration.seconds(2)

  /// Scalars; what goes beyond is left out.
  private static let longestPaste = 1_000_000

  private func addToPaste(_ scalar: UInt32) {
    guard let scalar = Unicode.Scalar(scalar), (paste?.count ?? 0) < Self.longestPaste else {
      return
    }
    paste?.append(scalar)
    // The end's mark in pieces, as a slow line brings it.
    if scalar == "~", paste?.suffix(Self.endMark.count).elementsEqual(Self.endMark) == true {
      paste?.removeLast(Self.endMark.count)
      note([.pasteEnd])
    }
  }

  private static let endMark = Array("\u{1B}[201~".unicodeScalars)

  private func finishedPaste() -> Event? {
    guard let scalars = paste else { return nil }
    paste = nil
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    let text = String(view)
    guard !text.isEmpty else { return nil }
    // Terminals send the return key for a line break.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\r" || $0 == "\r\n" }
    return .paste(lines.joined(separator: "\n"))
  }

  private func signalled() -> Event? {
    var event: Event?
    while case let number = cc_signal(), number != 0 {
      switch number {
      case SIGTERM, SIGHUP, SIGINT: return .terminate
      case SIGTSTP: suspend()
      case SIGCONT: event = .resumed
      default: break
      }
    }
    return waiting.isEmpty ? event : waiting.removeFirst()
  }
}

extension Duration {
  fileprivate var inMilliseconds: Int64 {
    // Rounded up, so that a wait never ends just before its deadline.
    components.seconds * 1000 + (components.attoseconds + 999_999_999_999_999)
      / 1_000_000_000_000_000
  }
}
