import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

/// The linear mode, for screen readers, plain terminals and scripts: the screens as lines that are
/// printed and lines that are read.
///
/// The state is the app's own, and so are its effects and reports: what a screen would show is printed
/// when it changes, and a line does what a key would.
struct PlainSession: EffectTarget {
  private(set) var app: App
  /// Why the last line could not be taken, or nil; a script cannot go on from there.
  private(set) var refusal: String?
  /// Where the user's screen preferences are kept; nil where they are not.
  private let appearances: StateFile<Appearance>?
  private var pending: [String] = []
  /// What was asked last, so that only what is new is asked in full.
  private var asked: AskedField?
  private let layout = TextLayout(TextDisplay(bidi: .terminal))

  init(app: App, appearances: StateFile<Appearance>? = nil) {
    self.app = app
    self.appearances = appearances
  }

  /// What happens before the first line is read.
  var opening: [Effect] {
    [
      .announceGuideline, .claimSession(.ifFree), .openNext(QueuePosition()), .findUnsaved,
    ]
  }

  /// Takes a line.
  mutating func handle(line: String, now: Timestamp) -> [Effect] {
    let line = enteredText(line)
    refusal = nil
    app.notice = nil
    app.editItem { $0.tick(at: now) }
    do throws(NoAnswer) {
      let wanted = try take(line)
      let effects = app.answerOwn(wanted.map(\.withoutHaste), now: now)
      // Leaving saves it itself, and leaves even where it cannot be saved.
      if case .leave = effects.last { return effects }
      return app.draftToSave(now: now) + effects
    } catch {
      app.item?.unfinishedText = ""
      refusal = error.sentence
      emit(error.sentence)
      return []
    }
  }

  /// Whether something waits to be printed.
  var hasNews: Bool { !pending.isEmpty }

  /// Milliseconds until ``lookAtClaim(now:)``, or nil where nothing is waited for.
  func claimDue(now: Timestamp) -> Int64? { app.claimDue(now: now) }

  /// Whether another session is asked to save what it has; no line is taken meanwhile.
  var isAsking: Bool { if case .asked = app.claim { true } else { false } }

  /// Looks at the claim, where its time has come.
  mutating func lookAtClaim(now: Timestamp) -> [Effect] {
    app.claimDue(now: now) == 0 ? app.lookAtClaim(now: now) : []
  }

  /// Takes what came of an effect.
  mutating func take(_ report: Report, now: Timestamp) -> [Effect] {
    let before = app.screen
    let overlay = app.overlay.map { AnyHashable($0) }
    let effects = app.update(report, now: now)
    if case .claimed = report { refusal = nil }
    if report.isFailure { refusal = app.notice?.text ?? "Another session writes for you." }
    emitNotice()
    if report.showsScreen {
      asked = nil
      emit(app.screen.lines(in: app, after: before))
    }
    // A session that is asked for the claim is asked again and again, and that is said once.
    let isNew = app.overlay.map { AnyHashable($0) } != overlay
    return isNew ? effects + emitOverlay() : effects
  }

  mutating func performOutside(_ effect: Effect) -> [Report] {
    if case .apply(let appearance) = effect { appearances?.keep(appearance) }
    return []
  }

  /// What is to be printed now, ending with the question that waits for an answer.
  /// - Parameter width: the columns at which lines are wrapped; without it a paragraph is one line.
  mutating func flush(width: Int? = nil) -> (lines: [String], prompt: String) {
    emitNotice()
    askInFull()
    defer { pending = [] }
    let question = app.overlay?.prompt ?? app.screen.prompt(in: app)
    let prompt = plainLines(question).joined(separator: " ") + "> "
    guard let width else { return (pending.flatMap(plainLines), prompt) }
    func wrapped(_ text: String) -> [String] {
      layout.plainLines(text, width: width, locale: app.language)
    }
    return (pending.flatMap(wrapped), wrapped(prompt).joined(separator: "\n"))
  }
}

/// Reading lines.
extension PlainSession {
  private mutating func take(_ line: String) throws(NoAnswer) -> [Effect] {
    if app.item?.unfinishedText.isEmpty != false, line.hasPrefix(":"), !line.hasPrefix("::") {
      let words = line.dropFirst().split(separator: " ", maxSplits: 1)
      let command = try app.plainCommand(words.first.map(String.init) ?? "")
      return try run(command, with: words.count > 1 ? String(words[1]).trimmed : "")
    }
    let line = line.hasPrefix("::") ? String(line.dropFirst()) : line
    if let overlay = app.overlay { return try overlay.answer(line: line, in: &app) }
    if line.trimmed.isEmpty, let command = app.screen.lineCommands.first(where: \.isEmptyLine) {
      return try run(.line(command), with: "")
    }
    var screen = app.screen
    let effects = try screen.answer(line: line, in: app)
    app.screen = screen
    return effects
  }

  private mutating func run(
    _ action: PlainEntry.Action,
    with words: String
  ) throws(NoAnswer) -> [Effect] {
    switch action {
    case .card(let command): return command.run(&app)
    case .line(let command):
      let (lines, effects) = try command.run(&app, words)
      emit(lines)
      return effects
    case .table(let command):
      if let why = command.whyNot(app) { throw NoAnswer(sentence: why) }
      let before = app.screen.lines(in: app, after: app.screen)
      let effects = command.run(&app)
      // What a command shows that nothing has to be fetched for, such as the jury's labels.
      let lines = app.screen.lines(in: app, after: app.screen)
      emit(lines.filter { !before.contains($0) })
      // A question that is answered in the same line is not asked.
      if case .ask(let prompt) = effects.first, !words.isEmpty {
        return prompt.answer(words, in: &app)
      }
      return effects + emitOverlay()
    }
  }
}

/// Printing lines.
extension PlainSession {
  private mutating func emit(_ lines: String...) { pending += lines }

  private mutating func emit(_ lines: [String]) { pending += lines }

  private mutating func emitNotice() {
    guard let notice = app.notice else { return }
    emit(notice.text)
    app.notice = nil
  }

  /// Prints what lies over the screen; what asks nothing has been read then.
  private mutating func emitOverlay() -> [Effect] {
    guard let overlay = app.overlay else { return [] }
    emit(overlay.lines(in: app))
    guard overlay.prompt == nil else { return [] }
    app.overlay = nil
    return overlay.whenRead
  }

  /// Asks what waits for an answer, unless it has just been asked.
  private mutating func askInFull() {
    guard app.overlay == nil, let question = app.screen.question(in: app, after: asked) else {
      return
    }
    emit(question.lines)
    asked = question.field
  }
}

extension Report {
  /// Whether a screen opens or changes by it.
  fileprivate var showsScreen: Bool {
    switch self {
    case .queue, .opened, .reopened, .items, .dossier, .juryWatch: true
    default: false
    }
  }
}

extension Effect {
  /// The effect without a word about haste: lines don't tell how long somebody listened.
  fileprivate var withoutHaste: Effect {
    guard case .commit(var commit) = self else { return self }
    commit.isHasty = false
    return .commit(commit)
  }
}
