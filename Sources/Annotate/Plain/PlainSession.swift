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
  /// How many of the listed items were printed.
  private var printedItems = 0
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
    let overlay = app.overlay
    let effects = app.update(report, now: now)
    if case .claimed = report { refusal = nil }
    if report.isFailure { refusal = app.notice?.text ?? "Another session writes for you." }
    emitNotice()
    if report.showsScreen {
      asked = nil
      printedItems = ItemsState.listLength
      emit(app.screen.lines(in: app, after: before))
    }
    // A session that is asked for the claim is asked again and again, and that is said once.
    return app.overlay == overlay ? effects : effects + emitCard()
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
    let question =
      switch app.overlay {
      case .prompt(let prompt): prompt.question
      case .card(.held): ":take-over or :quit"
      default: app.screen.prompt(in: app)
      }
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
    switch app.overlay {
    case .prompt(let prompt): return try answer(prompt, with: line)
    case .card(.held): throw NoAnswer(sentence: "Another session writes for you.")
    default: break
    }
    if app.items != nil, line.trimmed.isEmpty { return try run(.more, with: "") }
    var screen = app.screen
    let effects = try screen.answer(line: line, in: app)
    app.screen = screen
    return effects
  }

  private mutating func answer(_ prompt: Prompt, with words: String) throws(NoAnswer) -> [Effect] {
    let words = words.trimmed
    guard !words.isEmpty || prompt.mayBeEmpty else {
      app.overlay = nil
      throw NoAnswer(sentence: "Nothing was entered, so nothing was done.")
    }
    return app.answer(prompt, with: words)
  }

  private mutating func run(
    _ command: PlainCommand,
    with words: String
  ) throws(NoAnswer) -> [Effect] {
    switch command {
    case .table(let id):
      guard let command = commandTable[id] else { return [] }
      if let why = command.whyNot(app) { throw NoAnswer(sentence: why) }
      let before = app.screen.lines(in: app, after: app.screen)
      let effects = command.run(&app)
      // What a command shows that nothing has to be fetched for, such as the jury's labels.
      let lines = app.screen.lines(in: app, after: app.screen)
      emit(lines.filter { !before.contains($0) })
      // A question that is answered in the same line is not asked.
      if case .ask(let prompt) = effects.first, !words.isEmpty {
        return app.answer(prompt, with: words)
      }
      return effects + emitCard()
    case .text: if let state = app.item { emit(app.plainText(of: state)) }
    case .fields: if let state = app.item { emit(app.plainFields(of: state)) }
    case .guide: emit(app.plainGuide(on: words))
    case .more:
      guard let list = app.items else { return [] }
      if printedItems >= list.window.count {
        guard list.hasMoreBelow, var state = app.items else {
          throw NoAnswer(sentence: "That was the last of them.")
        }
        state.row = state.window.count - 1
        return state.move(by: 1)
      }
      emitMore()
    case .takeOver: return [.claimSession(.asking)]
    case .help: emit(app.plainEntries.map { ":\($0.word)  \($0.help)" })
    }
    return []
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

  /// Prints what a screen would put over the item; it has been read then.
  private mutating func emitCard() -> [Effect] {
    guard case .card(let card) = app.overlay else { return [] }
    emit(app.plainLines(of: card))
    switch card {
    case .held: return []
    case .changes:
      app.overlay = nil
      return [.markGuidelineSeen]
    case .feedback, .jury, .reading, .spelling, .unsaved:
      app.overlay = nil
      return []
    }
  }

  private mutating func emitMore() {
    guard let list = app.items else { return }
    emit(app.plainLines(of: list, from: printedItems))
    printedItems += ItemsState.listLength
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
