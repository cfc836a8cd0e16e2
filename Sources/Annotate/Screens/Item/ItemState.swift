import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

/// An item in front of its annotator: the session, and where the annotator looks and types.
struct ItemState: Screen {
  var scope: Scope { .item }

  let person: PersonID
  /// Where the user is in the queue.
  let position: QueuePosition
  var session: ItemSession
  /// Whether the item can be labelled, or only looked at.
  let access: Access
  /// The field in focus; nil on the line that commits.
  private(set) var editor: FieldEditor?
  /// The beginning of a text that goes on in the next line of `--plain`.
  var unfinishedText = ""
  /// The answer as far as it is laid out: all of it, or of a very long one what has been come near to.
  private(set) var shownAnswer: String
  /// The first line of question and answer that is shown.
  var scroll = 0
  var folds = Folds()
  /// The passage of the answer that is marked.
  var passage: Passage?
  /// What is looked for in question and answer.
  var find: Find?
  /// What was entered, to take it back step by step.
  private(set) var history = History()
  /// The key that last answered a field, and when.
  private var lastAnswer: LastAnswer?
  /// The time of work on this stage.
  var clock: ActiveClock
  /// The moment of the last sign of life.
  private var now: Timestamp?
  /// The moment of the oldest change that is not on disk.
  private(set) var unsavedSince: Timestamp?
  /// When the draft was last put on disk.
  private(set) var savedAt: Timestamp?
  /// What the record holds of the stage that is open.
  private var savedValues: FieldValues
  /// What has happened since the item was opened.
  private var happened: Set<Once> = []
  /// How much of the answer was on the screen, in percent; nil where nothing was drawn.
  private(set) var read: Int?
  /// Whether the item is on a screen; by lines its texts are printed, and a key is no letter of a text.
  let isOnScreen: Bool
  /// What is committed of the item, by stage.
  let committed: [StageNumber: Labels]
  /// Comments that this annotator left on the item.
  var flags: [String]
  /// What the jury suggests, where the user gets to see that.
  let suggestions: JuryOpinion?
  /// Whether the user, having committed, can look at what the jury says.
  var juryNews: JuryNews?
  /// The scripts of question and answer but Latin, found once for each item.
  let scripts: [Script]
  /// Whether some word has marks that a terminal may lose.
  let hasMarks: Bool

  private struct LastAnswer: Hashable, Sendable {
    var key: Key
    var at: Timestamp
  }

  /// What can be done with an item.
  enum Access: Hashable, Sendable {
    case open
    /// Committed; it can be reopened unless a decision rests on it.
    case committed(isSettled: Bool)
    /// The next stage opens when what is committed is decided.
    case waiting
  }

  /// What happens once, and not again while the item is open.
  enum Once: Hashable, Sendable {
    case hadKey
    /// The user was told that they have not seen the end of the answer.
    case toldOfRest
    /// The user was told that nothing of this item is left to take back.
    case toldOfUndo
  }

  /// Whether question and answer are folded to one line each.
  struct Folds: Hashable, Sendable {
    var question = false
    var answer = false
  }

  /// The item as its annotator left it.
  /// - Parameter avoidsTexts: whether a text does not come into focus, in which the key that has just taken
  ///   something back would be a letter.
  init(
    opening work: WorkItem,
    position: QueuePosition,
    by person: Person,
    _ guideline: Guideline,
    avoidsTexts: Bool = false,
    isOnScreen: Bool,
    now: Timestamp
  ) {
    self.person = person.id
    self.position = QueuePosition(
      place: work.position,
      language: position.language,
      list: position.list
    )
    self.isOnScreen = isOnScreen
    access = Access(work)
    let draft = access == .open ? work.draft : nil
    // What is committed is shown at its last stage.
    let shown = access == .open ? draft?.values : work.committed[work.basis.stage]?.values
    session = ItemSession(
      guideline: guideline,
      item: work.item,
      basis: work.basis,
      draft: shown ?? [:]
    )
    savedValues = session.form.values
    savedAt = draft?.at
    clock = ActiveClock(
      idleAfter: Int64(guideline.time.idleSeconds) * 1000,
      counted: work.draft?.active ?? 0
    )
    committed = work.committed
    flags = work.flags.map(\.comment)
    suggestions = work.suggestions
    juryNews = work.juryNews
    read = work.read
    let text = work.item.question + "\n" + work.item.answer
    let beginning = String(text.prefix(Self.lookedAt))
    scripts = Readings.scripts(of: beginning)
    hasMarks = beginning.hasMarks
    shownAnswer = work.item.answer.beginning(bytes: Self.laidOutAtOnce)
    if access == .open {
      focus(on: Self.firstField(of: form, avoidingTexts: avoidsTexts && isOnScreen))
    }
    tick(at: now)
  }

  var form: StageForm { session.form }
  var item: Item { session.item }

  /// The field in focus, or nil on the line that commits.
  var focusedField: Field? { editor?.field }
  var focus: FieldID? { editor?.field.id }

  /// The draft as it should stand on disk.
  func draft(at now: Timestamp) -> Draft {
    Draft(
      item: item.id,
      person: person,
      stage: session.stage,
      values: form.values,
      at: now,
      active: clock.counted,
      read: read
    )
  }

  /// Whether something is entered that the record does not hold.
  var hasUnsavedValues: Bool { access == .open && form.values != savedValues }

  /// Whether something has happened since the item was opened.
  func has(_ event: Once) -> Bool { happened.contains(event) }

  /// Notes that something happens.
  /// - Returns: whether it is the first time.
  @discardableResult
  mutating func note(_ event: Once) -> Bool { happened.insert(event).inserted }

  /// The draft, where something is entered since it was last saved; it is taken for saved from now on.
  mutating func draftToSave(at now: Timestamp) -> Draft? {
    guard unsavedSince != nil else { return nil }
    unsavedSince = nil
    return draft(at: now)
  }

  /// Notes since when something is not on disk, by which saving it is due; nil where it is not to be saved.
  mutating func noteUnsaved(since moment: Timestamp?) { unsavedSince = moment }

  /// Notes that values are on disk, as a draft or as a commit.
  mutating func noteSaved(_ values: FieldValues, at moment: Timestamp? = nil) {
    savedValues = values
    savedAt = moment ?? savedAt
    if form.values == values { unsavedSince = nil }
  }

  /// In bytes; laying out more would be waited for.
  private static let laidOutAtOnce = 200_000

  /// So many characters tell in which scripts a text is; a long one would be waited for.
  private static let lookedAt = 20_000

  /// Where an item that is opened is gone on with: at the first field without a value; what was filled in
  /// before is looked at once more before it can be committed.
  private static func firstField(
    of form: StageForm,
    avoidingTexts avoidsTexts: Bool
  ) -> FieldID? {
    let fields = form.askedFields.filter { !avoidsTexts || !$0.kind.isText }
    return (fields.first { form.values[$0.id] == nil } ?? fields.last)?.id
  }
}

/// Changing what is entered: each change can be taken back, and a draft follows it.
extension ItemState {
  /// Notes a sign of life.
  mutating func tick(at moment: Timestamp) {
    clock.tick(at: moment)
    now = moment
  }

  /// Changes what a field holds.
  mutating func edit(_ field: Field, _ change: (inout StageForm) -> Void) {
    note(change, in: { $0.note($1, before: field.id, isText: field.kind.isText) })
  }

  /// Changes all values at once.
  mutating func replaceValues(with values: FieldValues) {
    let field = focus
    note({ $0.replace(with: values) }, in: { $0.note($1, before: field, isText: false) })
    focus(on: Self.firstField(of: form, avoidingTexts: false))
  }

  /// Takes back what was written last in the text that is being written, as in any editor.
  /// - Returns: false where none is, or nothing was written since it came into focus.
  mutating func undoWriting() -> Bool {
    isOnScreen && isWritingText && answerField(.control("_"))
  }

  /// Takes the last change back.
  /// - Returns: false where there is none.
  mutating func undo() -> Bool { restore(history.undo(from: form.values)) }

  /// Makes the change again that was taken back last.
  mutating func redo() -> Bool { restore(history.redo(from: form.values)) }

  /// Makes a change, and notes it where it must be known: in the history, and for the draft that is due.
  private mutating func note(
    _ change: (inout StageForm) -> Void,
    in noting: (inout History, FieldValues) -> Void
  ) {
    let before = form.values
    session.edit(change)
    guard form.values != before else { return }
    noting(&history, before)
    unsavedSince = unsavedSince ?? now
  }

  private mutating func restore(_ step: (values: FieldValues, field: FieldID?)?) -> Bool {
    guard let step else { return false }
    // The history has noted it.
    note({ $0.replace(with: step.values) }, in: { _, _ in })
    // On a screen, into a text only who writes in it: else the next key that takes back would be a letter.
    let isText = form.askedFields.contains { $0.id == step.field && $0.kind.isText }
    focus(on: isText && isOnScreen ? focus : step.field)
    return true
  }

  /// Gives a key to the field in focus.
  /// - Parameter lines: the text being written as it was drawn last.
  /// - Returns: whether the field took it.
  mutating func answerField(_ key: Key, lines: [TextLine] = []) -> Bool {
    guard var editor else { return false }
    lastAnswer = nil
    var answer: FieldEditor.Answer?
    edit(editor.field) { answer = editor.answer(key, in: &$0, lines: lines) }
    self.editor = editor
    if answer == .finished {
      lastAnswer = now.map { LastAnswer(key: key, at: $0) }
      advance()
    }
    return answer != nil
  }

  /// Whether the letter or digit has just answered the field before: a finger that slipped, not an answer to
  /// a field that was not yet seen.
  func isStruckTwice(_ key: Key) -> Bool {
    guard key.isAnswer, let lastAnswer, let now, key == lastAnswer.key, editor?.text == nil
    else { return false }
    return Self.slip.contains(now.rawValue - lastAnswer.at.rawValue)
  }

  /// In milliseconds: a key that bounces, or is held, comes again within this time.
  ///
  /// A hand that means it takes longer. Keys that come at the same moment were typed earlier, and a slow line
  /// held them up.
  private static let slip: ClosedRange<Int64> = 5...70

  /// Goes on from choices of which none need be taken to the field below, where the key answers that one.
  /// - Returns: whether it did.
  mutating func answerNextField(_ key: Key) -> Bool {
    let fields = form.askedFields
    guard let field = focusedField, case .multiple = field.kind, field.isOptional, key.isAnswer,
      let index = fields.firstIndex(of: field), index + 1 < fields.count,
      !fields[index + 1].kind.isText
    else { return false }
    var next = self
    next.edit(field) { $0.confirmNone(in: field) }
    next.focusNext()
    guard next.answerField(key) else { return false }
    self = next
    return true
  }

  /// Goes on from a field that is answered, past optional texts, which are written by who goes there.
  private mutating func advance() {
    repeat { focusNext() } while focusedField.map(isPassedBy) == true
  }

  private func isPassedBy(_ field: Field) -> Bool {
    field.isOptional && field.kind.isText && form.values[field.id] == nil
  }

  /// Puts pasted text where the cursor is.
  /// - Returns: how many characters did not fit, or nil where no text is being written.
  mutating func paste(_ text: String) -> Int? {
    guard var editor else { return nil }
    var refused: Int?
    edit(editor.field) { refused = editor.paste(text, in: &$0) }
    self.editor = editor
    return refused
  }

  /// Takes a text that comes back from the user's editor.
  mutating func take(edited text: String, of field: FieldID, at moment: Timestamp) {
    guard let field = form.askedFields.first(where: { $0.id == field }) else { return }
    now = moment
    edit(field) { $0.write(text, in: field) }
    focus(on: field.id)
    // How much of the time in the editor was work is not known.
    clock.pause()
  }
}

/// How far the answer is read.
extension ItemState {
  /// Notes what was on the screen.
  mutating func noteRead(_ metrics: Metrics) {
    guard metrics.answerEnd > 0 else { return }
    let shown = min(1, Double(metrics.text.top + metrics.text.place) / Double(metrics.answerEnd))
    let share = Double(shownAnswer.utf8.count) / Double(max(1, item.answer.utf8.count))
    read = max(read ?? 0, Int(100 * shown * share))
    if !isAnswerShown, metrics.text.top + 4 * metrics.text.place >= metrics.answerEnd {
      shownAnswer = item.answer.beginning(bytes: 4 * shownAnswer.utf8.count)
    }
  }

  private var isAnswerShown: Bool { shownAnswer.utf8.count == item.answer.utf8.count }

  /// Lays out all of the answer, to go to its end or to words in it.
  /// - Returns: whether there was more than what had been laid out.
  @discardableResult
  mutating func showAll() -> Bool {
    defer { shownAnswer = item.answer }
    return !isAnswerShown
  }

  /// Notes how much was read when the item was open before.
  mutating func noteRead(before percent: Int?) {
    if let percent { read = max(read ?? 0, percent) }
  }
}

/// Moving between the fields.
extension ItemState {
  /// Goes to the next field, and from the last to the line that commits.
  mutating func focusNext() {
    let fields = form.askedFields
    guard access == .open, let index = fields.firstIndex(where: { $0.id == focus }) else { return }
    focus(on: index + 1 < fields.count ? fields[index + 1].id : nil)
  }

  /// Goes to the field before.
  mutating func focusPrevious() {
    guard access == .open else { return }
    let fields = form.askedFields
    let index = fields.firstIndex { $0.id == focus } ?? fields.count
    focus(on: fields.isEmpty ? nil : fields[max(0, index - 1)].id)
  }

  /// Goes to the field where the user was in the same stage, before the item was opened anew.
  mutating func goOn(from before: ItemState) {
    guard before.access == .open, access == .open, before.session.stage == session.stage else {
      return
    }
    focus(on: before.focus)
  }

  /// Goes to a field by its id, or to the line that commits.
  mutating func focus(on field: FieldID?) {
    editor = form.askedFields.first { $0.id == field }.map { FieldEditor($0, in: form) }
  }
}

extension ItemState.Access {
  fileprivate init(_ work: WorkItem) {
    self =
      switch work.state {
      case .open, .started, .skipped: .open
      case .waiting: .waiting
      case .done: .committed(isSettled: work.isSettled)
      }
  }
}

extension App {
  var item: ItemState? {
    get { self[screen: ItemState.self] }
    set { self[screen: ItemState.self] = newValue }
  }
}

extension String {
  /// The text up to so many bytes, and whole characters.
  fileprivate func beginning(bytes: Int) -> String {
    guard utf8.count > bytes else { return self }
    var end = utf8.index(startIndex, offsetBy: bytes)
    while String.Index(end, within: self) == nil { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}
