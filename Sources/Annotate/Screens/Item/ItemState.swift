import AnnotationCore
import ProjectStore
import TerminalKit

/// An item in front of its annotator: the session, and where the annotator looks and types.
struct ItemState: Hashable, Sendable {
  let person: PersonID
  /// Where the user is in the queue.
  let course: QueuePosition
  var session: ItemSession
  /// Whether the item can be labelled, or only looked at.
  let access: Access
  /// The field in focus; nil on the line that commits.
  var focus: FieldID?
  /// The choice under the marker in the focused field.
  var marker = 0
  /// The text being written, while the focused field is a text and takes the keys.
  var editor: TextBuffer?
  /// The first line of question and answer that is shown.
  var scroll = 0
  var folds = Folds()
  /// What is looked for in question and answer.
  var find: Find?
  /// What was entered, to take it back step by step.
  var history = History()
  /// The time of work on this stage.
  var clock: ActiveClock
  /// The moment of the oldest change that is not on disk.
  var unsavedSince: Timestamp?
  /// When the draft was last put on disk.
  var savedAt: Timestamp?
  /// Comments that this annotator left on the item.
  var flags: [String]
  /// What the jury suggests, where the user gets to see that.
  let suggestions: JuryOpinion?
  /// Whether the user, having committed, can look at what the jury says.
  var juryNews: JuryNews?

  /// What can be done with an item.
  enum Access: Hashable, Sendable {
    case open
    /// Committed; it can be reopened unless a decision rests on it.
    case committed(isSettled: Bool)
    /// The next stage opens when what is committed is decided.
    case waiting
  }

  /// Whether question and answer are folded to one line each.
  struct Folds: Hashable, Sendable {
    var question = false
    var answer = false
  }

  init(
    session: ItemSession,
    person: PersonID,
    course: QueuePosition,
    access: Access = .open,
    clock: ActiveClock,
    savedAt: Timestamp?,
    flags: [String],
    suggestions: JuryOpinion? = nil,
    juryNews: JuryNews? = nil
  ) {
    self.session = session
    self.person = person
    self.course = course
    self.access = access
    self.clock = clock
    self.savedAt = savedAt
    self.flags = flags
    self.suggestions = suggestions
    self.juryNews = juryNews
    guard access == .open else { return }
    // What was filled in before is looked at once more before it can be committed.
    focus = Self.firstOpenField(of: session.form) ?? session.form.askedFields.last?.id
    enter()
  }

  var form: StageForm { session.form }
  var item: Item { session.item }

  /// The field in focus, or nil on the line that commits.
  var focusedField: Field? {
    guard let focus else { return nil }
    return form.askedFields.first { $0.id == focus }
  }

  /// The draft as it should stand on disk.
  func draft(at now: Timestamp) -> Draft {
    Draft(
      item: item.id,
      person: person,
      stage: session.stage,
      values: form.values,
      at: now,
      active: clock.counted
    )
  }

  /// The first field that needs a value and has none, or nil.
  static func firstOpenField(of form: StageForm) -> FieldID? {
    form.askedFields.first { form.values[$0.id] == nil }?.id
  }
}

/// Moving between the fields.
extension ItemState {
  /// Goes to the next field, and from the last to the line that commits.
  mutating func focusNext() {
    let fields = form.askedFields
    guard access == .open, let index = fields.firstIndex(where: { $0.id == focus }) else { return }
    focus = index + 1 < fields.count ? fields[index + 1].id : nil
    enter()
  }

  /// Goes to the field before.
  mutating func focusPrevious() {
    guard access == .open else { return }
    let fields = form.askedFields
    let index = fields.firstIndex { $0.id == focus } ?? fields.count
    if index > 0 { focus = fields[index - 1].id }
    enter()
  }

  /// Goes to a field by its id, or to the line that commits.
  mutating func focus(on field: FieldID?) {
    focus = field
    enter()
  }

  /// Puts marker and cursor where they belong in the field that has just come into focus.
  private mutating func enter() {
    marker = 0
    editor = nil
    guard let field = focusedField else { return }
    switch field.kind {
    case .text(let maximum):
      var text = ""
      if case .text(let written) = form.values[field.id] { text = written }
      editor = TextBuffer(text, maximum: maximum)
    case .single, .multiple:
      let choices = form.choices(of: field)
      marker = choices.firstIndex { form.chosen(in: field).contains($0.id) } ?? 0
    case .scale(let steps, _):
      if case .scale(let step) = form.values[field.id] { marker = step - steps.lowerBound }
    }
  }
}
