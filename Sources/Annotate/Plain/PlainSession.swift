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
  private let appearances: AppearanceStore?
  private var pending: [String] = []
  /// What was asked last, so that only what is new is asked in full.
  private var asked: Question?
  /// The beginning of a text that goes on in the next line.
  private var begun = ""
  /// How many of the listed items were printed.
  private var printedItems = 0
  private let layout = TextLayout(bidi: .terminal)

  /// What is asked, as far as it matters whether it was asked before.
  private struct Question: Equatable {
    var item: ItemID
    var stage: StageNumber?
    var field: FieldID?
  }

  /// So many items of a list are printed at once.
  static let listLength = 10

  init(app: App, appearances: AppearanceStore? = nil) {
    self.app = app
    self.appearances = appearances
  }

  /// What happens before the first line is read.
  var opening: [Effect] {
    [.announceGuideline, .claimSession(takingOver: false), .openNext(QueuePosition())]
  }

  /// Takes a line.
  mutating func handle(line: String, now: Timestamp) -> [Effect] {
    refusal = nil
    app.notice = nil
    app.editItem { $0.tick(at: now) }
    do throws(NoAnswer) {
      let wanted = try take(line)
      let effects = app.answerOwn(wanted.map(\.withoutHaste), now: now)
      return app.draftToSave(now: now) + effects
    } catch {
      begun = ""
      refusal = error.sentence
      emit(error.sentence)
      return []
    }
  }

  /// Takes what came of an effect.
  mutating func take(_ report: Report, now: Timestamp) -> [Effect] {
    let before = app.item?.item.id
    let effects = app.update(report, now: now)
    if report.isFailure { refusal = app.notice?.text ?? "Another session writes for you." }
    emitNotice()
    switch report {
    case .opened:
      asked = nil
      // A later stage of an item goes on where the one before ended: its text has just been said.
      if let state = app.item, state.item.id != before { emit(app.plainText(of: state)) }
    case .queue: if let queue = app.queue { emit(app.plainLines(of: queue)) }
    case .items:
      printedItems = 0
      emitMore()
    case .dossier:
      asked = nil
      if let state = app.adjudication { emit(app.plainLines(of: state)) }
    case .juryWatch(let watch): emit(app.plainLines(of: watch))
    default: break
    }
    return effects + emitCard()
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
    let prompt = plainLines(begun.isEmpty ? app.plainPrompt : "…").joined(separator: " ") + "> "
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
    case .adjudication(var state):
      guard !line.trimmed.isEmpty else {
        throw NoAnswer(
          sentence: "Type a label, or :adopt with a rater's letter; :next-item leaves it for later."
        )
      }
      let effects = try state.answer(line: line, language: app.language)
      app.adjudication = state
      return effects
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
    var form = state.form
    try form.take(text, for: field, language: app.language)
    // A text that goes on is kept as far as it goes.
    begun = goesOn ? text : ""
    state.edit(field) { $0 = form }
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
      guard let command = commandTable[id] else { return [] }
      if let why = command.whyNot(app) { throw NoAnswer(sentence: why) }
      let effects = command.run(&app)
      // A question that is answered in the same line is not asked.
      if case .ask(let prompt) = effects.first, !words.isEmpty {
        return app.answer(prompt, with: words)
      }
      return effects
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
    case .takeOver:
      app.overlay = nil
      return [.claimSession(takingOver: true)]
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
    case .feedback, .jury:
      app.overlay = nil
      return []
    }
  }

  private mutating func emitMore() {
    guard let list = app.items else { return }
    let next = list.window.dropFirst(printedItems).prefix(Self.listLength)
    printedItems += next.count
    emit(next.isEmpty ? ["There is no such item."] : app.plainLines(of: next))
  }

  /// Asks the field in focus, unless it has just been asked.
  private mutating func askInFull() {
    guard app.overlay == nil else { return }
    if let state = app.adjudication {
      let question = Question(item: state.dossier.item.id, stage: nil, field: state.focus)
      if question != asked { emit(app.plainQuestion(of: state)) }
      asked = question
    }
    guard let state = app.item else { return }
    let question = Question(item: state.item.id, stage: state.session.stage, field: state.focus)
    guard question != asked else { return }
    if asked?.item != question.item || asked?.stage != question.stage {
      emit(app.plainLines(ofStage: state))
    }
    asked = question
    if state.whyNotEdit == nil, let field = state.focusedField {
      emit(app.plainQuestion(field, of: state))
    } else {
      emit(app.plainFields(of: state))
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
