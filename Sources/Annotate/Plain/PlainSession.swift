import AnnotationCore
import SafeText
import TerminalKit

/// The linear mode, for screen readers, plain terminals and scripts: the walk of the screens as lines
/// that are said and lines that are heard.
///
/// The state is the app's own, and so are its effects and reports: what a screen would show is said
/// when it changes, and a line does what a key would.
struct PlainSession {
  private(set) var app: App
  /// Why the last line could not be taken, or nil; a script cannot go on from there.
  private(set) var refusal: String?
  private var unsaid: [String] = []
  /// What was asked last, so that only what is new is asked in full.
  private var asked: Question?
  /// The beginning of a text that goes on in the next line.
  private var begun = ""
  /// How many of the listed items were said.
  private var saidItems = 0
  private let layout = TextLayout(bidi: .terminal)

  /// What is asked, as far as it matters whether it was asked before.
  private struct Question: Equatable {
    var item: ItemID
    var stage: StageNumber
    var field: FieldID?
  }

  /// So many items of a list are said at once.
  static let listLength = 10

  init(app: App) { self.app = app }

  /// What happens before the first line is heard.
  var opening: [Effect] {
    [.announceGuideline, .claimSession(takingOver: false), .openNext(QueuePosition())]
  }

  /// Takes a line.
  mutating func hear(_ line: String, now: Timestamp) -> [Effect] {
    refusal = nil
    app.notice = nil
    app.editItem { $0.clock.tick(at: now) }
    let before = app.openValues
    do throws(NoAnswer) {
      let wanted = try take(line)
      app.noteChange(since: before, now: now)
      let effects = app.settle(wanted.map(\.withoutHaste), now: now)
      return app.draftToSave(now: now) + effects
    } catch {
      begun = ""
      refusal = error.sentence
      say(error.sentence)
      return []
    }
  }

  /// Takes what came of an effect.
  mutating func take(_ report: Report, now: Timestamp) -> [Effect] {
    let before = app.item?.item.id
    let effects = app.update(report, now: now)
    if report.isFailure { refusal = app.notice?.text ?? "Another session writes for you." }
    sayNotice()
    switch report {
    case .opened:
      asked = nil
      // A later stage of an item goes on where the one before ended: its text has just been said.
      if let state = app.item, state.item.id != before { say(app.plainText(of: state)) }
    case .queue: if let queue = app.queue { say(app.plainLines(of: queue)) }
    case .items:
      saidItems = 0
      sayMore()
    case .juryWatch(let watch): say(app.plainLines(of: watch))
    default: break
    }
    return effects + sayCard()
  }

  /// What is to be said now, ending with the question that waits for an answer.
  /// - Parameter width: the columns at which lines are wrapped; without it a paragraph is one line.
  mutating func drain(width: Int? = nil) -> (lines: [String], prompt: String) {
    sayNotice()
    askInFull()
    defer { unsaid = [] }
    let prompt = plainLines(begun.isEmpty ? app.plainPrompt : "…").joined(separator: " ") + "> "
    guard let width else { return (unsaid.flatMap(plainLines), prompt) }
    func wrapped(_ text: String) -> [String] {
      layout.plainLines(text, width: width, locale: app.language)
    }
    return (unsaid.flatMap(wrapped), wrapped(prompt).joined(separator: "\n"))
  }
}

/// Hearing.
extension PlainSession {
  private mutating func take(_ line: String) throws(NoAnswer) -> [Effect] {
    if begun.isEmpty, line.hasPrefix(":"), !line.hasPrefix("::") {
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
    switch app.screen {
    case .queue(let state): return try start(state, line.trimmed)
    case .items:
      return line.trimmed.isEmpty
        ? try run(.more, with: "") : [.openItem(line.trimmed, QueuePosition())]
    case .item(let state): return try answer(state, line)
    case .jury(let state):
      guard line.trimmed.isEmpty else {
        throw NoAnswer(sentence: "Enter looks again, :queue goes back.")
      }
      return [.watchJury(since: state.watch)]
    case .adjudication: throw NoAnswer(sentence: "Disputes are decided on the screens.")
    }
  }

  private func start(_ state: QueueState, _ language: String) throws(NoAnswer) -> [Effect] {
    if language.isEmpty { return [.openNext(QueuePosition())] }
    guard state.workload.contains(where: { $0.language == language }) else {
      let known = state.workload.map(\.language).joined(separator: " ")
      throw NoAnswer(sentence: "You have no items in '\(language)'. Your languages: \(known).")
    }
    return [.openNext(QueuePosition(language: language))]
  }

  private mutating func answer(_ prompt: Prompt, with words: String) throws(NoAnswer) -> [Effect] {
    let words = words.trimmed
    guard !words.isEmpty || prompt.mayBeEmpty else {
      app.overlay = nil
      throw NoAnswer(sentence: "Nothing was said, so nothing was done.")
    }
    return app.answer(prompt, with: words)
  }

  /// Takes a line for the field in focus, or for the line that commits.
  private mutating func answer(_ state: ItemState, _ line: String) throws(NoAnswer) -> [Effect] {
    guard state.whyNotEdit == nil else { return [.openNext(state.course)] }
    var state = state
    guard let field = state.focusedField else {
      if line.trimmed.isEmpty { return commit(&state) }
      let fields = state.form.askedFields
      guard let number = Int(line.trimmed), fields.indices.contains(number - 1) else {
        throw NoAnswer(sentence: "'\(line)' is no number of a field, and nothing was committed.")
      }
      state.focus(on: fields[number - 1].id)
      app.item = state
      return []
    }
    let goesOn = field.kind.isText && line.hasSuffix("\\")
    let text = begun + (goesOn ? line.dropLast() + "\n" : line)
    let before = state.form.values
    var form = state.form
    try form.take(text, for: field, language: app.language)
    // A text that goes on is kept as far as it goes.
    begun = goesOn ? text : ""
    state.session.edit { $0 = form }
    if form.values != before {
      state.history.note(before, before: field.id, isText: field.kind.isText)
    }
    if !goesOn { state.focusNext() }
    app.item = state
    return []
  }

  private mutating func commit(_ state: inout ItemState) -> [Effect] {
    let effects = state.commit()
    app.item = state
    return effects
  }

  private mutating func run(
    _ command: PlainCommand,
    with words: String
  ) throws(NoAnswer) -> [Effect] {
    switch command {
    case .table(let id):
      guard let command = commandTable.first(where: { $0.id == id }) else { return [] }
      if let why = command.whyNot(app) { throw NoAnswer(sentence: why) }
      let effects = command.run(&app)
      // A question that is answered in the same line is not asked.
      if case .ask(let prompt) = effects.first, !words.isEmpty {
        return app.answer(prompt, with: words)
      }
      return effects
    case .text: if let state = app.item { say(app.plainText(of: state)) }
    case .fields: if let state = app.item { say(app.plainFields(of: state)) }
    case .guide: say(app.plainGuide(on: words))
    case .more:
      guard let list = app.items else { return [] }
      if saidItems >= list.window.count {
        guard list.hasMoreBelow, var state = app.items else {
          throw NoAnswer(sentence: "That was the last of them.")
        }
        state.row = state.window.count - 1
        return state.move(by: 1)
      }
      sayMore()
    case .takeOver:
      app.overlay = nil
      return [.claimSession(takingOver: true)]
    case .help: say(app.plainEntries.map { ":\($0.word)  \($0.help)" })
    }
    return []
  }
}

/// Saying.
extension PlainSession {
  private mutating func say(_ lines: String...) { unsaid += lines }

  private mutating func say(_ lines: [String]) { unsaid += lines }

  private mutating func sayNotice() {
    guard let notice = app.notice else { return }
    say(notice.text)
    app.notice = nil
  }

  /// Says what a screen would put over the item; it has been read once it is said.
  private mutating func sayCard() -> [Effect] {
    guard case .card(let card) = app.overlay else { return [] }
    say(app.plainLines(of: card))
    switch card {
    case .held: return []
    case .changes:
      app.overlay = nil
      return [.markGuidelineSeen]
    case .feedback, .jury:
      app.overlay = nil
      return []
    }
  }

  private mutating func sayMore() {
    guard let list = app.items else { return }
    let next = list.window.dropFirst(saidItems).prefix(Self.listLength)
    saidItems += next.count
    say(next.isEmpty ? ["There is no such item."] : app.plainLines(of: next))
  }

  /// Asks the field in focus, unless it has just been asked.
  private mutating func askInFull() {
    guard app.overlay == nil, let state = app.item else { return }
    let question = Question(item: state.item.id, stage: state.session.stage, field: state.focus)
    guard question != asked else { return }
    if asked?.item != question.item || asked?.stage != question.stage {
      say(app.plainLines(ofStage: state))
    }
    asked = question
    if state.whyNotEdit == nil, let field = state.focusedField {
      say(app.plainQuestion(field, of: state))
    } else {
      say(app.plainFields(of: state))
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
