import AnnotationCore
import ProjectStore
import TerminalKit

/// An item in dispute in front of a lead: what each rater said, and the field to decide.
struct AdjudicationState: Hashable, Sendable {
  let guideline: Guideline
  /// How many items are in dispute, this one included.
  var left: Int
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

  init(guideline: Guideline, left: Int, dossier: Dossier) {
    self.guideline = guideline
    self.left = left
    self.dossier = dossier
    focus = decidableFields.first?.id
  }

  /// The humans' ballots, in the order of their columns A, B, C….
  var humans: [Ballot] { dossier.ballots.filter(\.rater.isHuman) }

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

  var focusedField: Field? { decidableFields.first { $0.id == focus } }

  /// The choices of a field under the criterion that is decided.
  func choices(of field: Field) -> [Choice] {
    let labels = dossier.decisions.compactMapValues(\.value)
    return guideline.choices(
      of: field,
      under: guideline.stage(of: field.id).flatMap { guideline.criterion(of: $0, given: labels) }
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
