import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

/// An item in dispute in front of a lead: what each rater said, and the field to decide.
struct AdjudicationState: Screen {
  var scope: Scope { .adjudication }

  let guideline: Guideline
  /// How many items are in dispute, this one included.
  var left: Int
  var dossier: Dossier
  /// The disputed field in focus, as it is answered.
  private(set) var editor: FieldEditor?
  /// The label being composed for it, in a form of its stage under the criterion that is decided.
  private(set) var form: StageForm
  /// Whether keys go into the text of the field in focus.
  private(set) var isWriting = false
  /// Whether the jury's verdicts are shown; it goes into the record of a decision.
  var isJuryRevealed = false
  /// Whether question and answer stand in full.
  var isTextOpen = false
  var scroll = 0
  /// The first rater whose column is shown.
  var firstColumn = 0
  /// The reason given last on this item, offered again for its next field.
  var lastReason = ""

  init(guideline: Guideline, left: Int, dossier: Dossier) {
    self.guideline = guideline
    self.left = left
    self.dossier = dossier
    form = StageForm(guideline, on: guideline.start)
    focus(on: decidableFields.first?.id)
  }

  /// The humans' ballots, in the order of their columns A, B, C….
  var humans: [Ballot] { dossier.ballots.filter(\.rater.isHuman) }

  /// Who left a flag, by the letter of their column; their name is hidden.
  func author(of flag: Flag) -> String {
    let column = humans.firstIndex { ballot in
      if case .human(flag.person, _) = ballot.rater { true } else { false }
    }
    return column.map { "rater \(raterLetters($0))" } ?? "somebody without a label here"
  }

  /// What the jury says, in the order of its columns: one for each juror who was asked.
  var jury: [JurorStatement] { dossier.jury }

  /// What a juror says on a field, as a lead is shown it.
  enum JurorLabel: Hashable {
    /// As the rules count it.
    case vote(FieldValue)
    /// It counts no vote, since the juror judged by another criterion than the one that stands.
    case otherCriterion(FieldValue)
    /// It was not asked, was told instead, or has no label.
    case none
  }

  /// What each juror says on each field; before it is clear how a stage is judged, what they said there.
  var juryLabels: [FieldID: [String: JurorLabel]] {
    let rules = DecisionRules(guideline)
    let votes = rules.votes(in: dossier.ballots, decided: dossier.decisions)
    var labels: [FieldID: [String: JurorLabel]] = [:]
    for stage in guideline.stageNumbers {
      for field in guideline.fields(of: stage) {
        for statement in jury {
          let answer = statement.ballot?.answer(to: field, of: stage, under: guideline)
          labels[field.id, default: [:]][statement.juror] =
            if let counting = votes[field.id] {
              counting.first { $0.rater == statement.ballot?.rater }.map { .vote($0.value) }
                ?? answer.map(JurorLabel.otherCriterion) ?? JurorLabel.none
            } else {
              answer.map(JurorLabel.vote) ?? JurorLabel.none
            }
        }
      }
    }
    return labels
  }

  /// The fields that a lead can decide now: in dispute, and not because another field is open.
  var decidableFields: [Field] {
    guideline.fields.filter { field in
      switch dossier.disputes[field.id] {
      case nil, .awaits: false
      default: true
      }
    }
  }

  var focusedField: Field? { editor?.field }
  var focus: FieldID? { editor?.field.id }
}

/// Moving between the fields, and composing a label.
extension AdjudicationState {
  mutating func moveFocus(by step: Int) {
    let fields = decidableFields
    guard !fields.isEmpty else { return }
    let index = fields.firstIndex { $0.id == focus } ?? 0
    focus(on: fields[(index + step + fields.count) % fields.count].id)
    scroll = 0
  }

  /// Goes to a field that can be decided, with no label composed for it.
  mutating func focus(on id: FieldID?) {
    isWriting = false
    guard let field = decidableFields.first(where: { $0.id == id }),
      let stage = guideline.stage(of: field.id)
    else {
      editor = nil
      return
    }
    let decided = dossier.decisions.compactMapValues(\.value)
    form = StageForm(
      guideline,
      on: StageBasis(
        stage: stage,
        values: decided,
        criterion: guideline.criterion(of: stage, given: decided)
      )
    )
    editor = FieldEditor(field, in: form)
  }

  var isWritingText: Bool { isWriting }

  /// Gives a key to the focused field; a complete label asks for its reason.
  mutating func answer(_ key: Key, in app: App) -> [Effect]? {
    guard var editor, editor.text == nil || isWriting else { return nil }
    if isWriting, key == .escape {
      isWriting = false
      return []
    }
    guard let answer = editor.answer(key, in: &form, lines: app.metrics.editorLines) else {
      return nil
    }
    self.editor = editor
    return answer == .finished ? askReason() : []
  }

  mutating func take(_ answer: String, for purpose: Prompt.Purpose, in app: App) -> [Effect] {
    switch purpose {
    case .adopt: adopting(rater: answer)
    case .reason(let field, let value): decide(field, value, answer)
    default: []
    }
  }

  /// Puts pasted text where the cursor is.
  /// - Returns: how many characters did not fit, or nil where no text is being written.
  mutating func paste(_ text: String) -> Int? {
    guard isWriting, var editor else { return nil }
    defer { self.editor = editor }
    return editor.paste(text, in: &form)
  }

  /// Takes a text that comes back from the user's editor.
  mutating func take(edited text: String, of field: FieldID) {
    guard let focused = focusedField, focused.id == field else { return }
    form.write(text, in: focused)
    editor = FieldEditor(focused, in: form)
    isWriting = true
  }

  /// Takes a line as the label of the focused field, and asks for its reason.
  /// - Throws: why it is none.
  mutating func answer(line: String, language: String) throws(NoAnswer) -> [Effect] {
    guard let field = focusedField else { return [] }
    try form.take(line, for: field, language: language)
    editor = FieldEditor(field, in: form)
    return askReason()
  }

  /// Decides on the label that is composed, or begins to write a text.
  mutating func decide() -> [Effect] {
    if editor?.text != nil, !isWriting {
      isWriting = true
      return []
    }
    return askReason()
  }

  /// Asks for the reason of the label that is composed, or says what it lacks.
  private mutating func askReason() -> [Effect] {
    guard let field = focusedField else { return [] }
    form.confirmNone(in: field)
    if let problem = form.problem(with: field) { return [.explain(problem)] }
    guard let label = form.values[field.id] else { return [.explain(.illegal(field.id, .missing))] }
    return [asking(field.id, label)]
  }

  /// Takes the label of a rater.
  func adopting(_ column: Int) -> [Effect] {
    guard let focus, let label = label(ofColumn: column) else { return [] }
    return [asking(focus, label)]
  }

  /// Takes the label of the rater with those letters.
  func adopting(rater letters: String) -> [Effect] {
    guard let column = humans.indices.first(where: { raterLetters($0) == letters.uppercased() })
    else { return [.notify(.calm("There is no rater \(letters) on this item."))] }
    guard label(ofColumn: column) != nil else {
      return [.notify(.calm("Rater \(raterLetters(column)) gave this field no label."))]
    }
    return adopting(column)
  }

  /// Records a label, with the reason that was given.
  mutating func decide(_ field: FieldID, _ label: FieldValue, _ reason: String) -> [Effect] {
    lastReason = reason
    return [
      .adjudicate(dossier.item.id, field, label, reason: reason, juryRevealed: isJuryRevealed)
    ]
  }

  /// What a rater said about the focused field, or nil where they were not asked.
  func label(ofColumn column: Int) -> FieldValue? {
    guard let focus, humans.indices.contains(column) else { return nil }
    return humans[column].values[focus]
  }

  /// Asks for the reason of a decision.
  private func asking(_ field: FieldID, _ label: FieldValue) -> Effect {
    .ask(Prompt(.reason(field, label), repeating: lastReason.isEmpty ? nil : lastReason))
  }
}

/// The letters that stand for a rater whose name is hidden: A to Z, then AA, AB and so on.
func raterLetters(_ column: Int) -> String {
  let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
  return column < 26 ? letter : raterLetters(column / 26 - 1) + letter
}

extension App {
  var adjudication: AdjudicationState? {
    get { self[screen: AdjudicationState.self] }
    set { self[screen: AdjudicationState.self] = newValue }
  }

  /// Shows an item in dispute.
  ///
  /// After a decision on the same item, what the lead had open stays open.
  mutating func showDossier(_ dossier: Dossier, left: Int) {
    var state = AdjudicationState(guideline: guideline, left: left, dossier: dossier)
    if let before = adjudication, before.dossier.item.id == dossier.item.id {
      state.isJuryRevealed = before.isJuryRevealed
      state.isTextOpen = before.isTextOpen
      state.firstColumn = before.firstColumn
      state.lastReason = before.lastReason
      if state.decidableFields.contains(where: { $0.id == before.focus }) {
        state.focus(on: before.focus)
      }
    }
    screen = state
  }
}
