import AnnotationCore
import ProjectStore
import TerminalKit

/// An item in dispute in front of a lead: what each rater said, and the field to decide.
struct AdjudicationState: Hashable, Sendable {
  let guideline: Guideline
  /// Items that wait, this one included, in the order they are shown.
  var queue: [DisputedItem]
  var dossier: Dossier
  /// The disputed field in focus.
  var focus: FieldID?
  /// The label being composed for a field that takes several choices.
  var marked: Set<ChoiceID> = []
  /// Whether the jury's verdicts are shown; it goes into the record of a decision.
  var isJuryRevealed = false
  /// Whether question and answer stand in full.
  var isTextOpen = false
  var scroll = 0
  /// The reason given last on this item, offered again for its next field.
  var lastReason = ""

  init(guideline: Guideline, queue: [DisputedItem], dossier: Dossier) {
    self.guideline = guideline
    self.queue = queue
    self.dossier = dossier
    focus = decidableFields.first?.id
  }

  /// The humans' ballots, in the order of their columns A, B, C….
  var humans: [Ballot] { dossier.ballots.filter(\.rater.isHuman) }

  /// The jurors' ballots.
  var jurors: [Ballot] { dossier.ballots.filter { !$0.rater.isHuman } }

  /// The fields that a lead can decide now: in dispute, and not because another field is open.
  var decidableFields: [Field] {
    guideline.fields.filter { field in
      switch dossier.disputes[field.id] {
      case nil, .awaits: false
      default: true
      }
    }
  }

  var focusedField: Field? { decidableFields.first { $0.id == focus } }

  /// The choices of a field under the criterion that is decided.
  func choices(of field: Field) -> [Choice] {
    let labels = dossier.decisions.compactMapValues(\.value)
    return guideline.choices(
      of: field,
      under: guideline.criteria.selection(for: labels)?.criterion
    )
  }

  mutating func moveFocus(by step: Int) {
    let fields = decidableFields
    guard !fields.isEmpty else { return }
    let index = fields.firstIndex { $0.id == focus } ?? 0
    focus = fields[(index + step + fields.count) % fields.count].id
    marked = []
    scroll = 0
  }
}
