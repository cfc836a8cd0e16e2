import AnnotationCore

/// What a person said last of each stage of an item, and where they stand with it.
struct StageChains {
  let item: ItemID
  let row: Int64
  let person: PersonID
  let state: WorkState
  private let last: [StageNumber: Annotation]
  private let stages: [StageNumber]

  /// - Throws: ``WorkProblem/notAssigned(item:)``.
  init(
    row: Int64,
    item: ItemID,
    person: PersonID,
    of guideline: Guideline,
    _ db: Database
  ) throws {
    let state = try AssignmentRows.state(row: row, item: item, person: person, db)
    try self.init(row: row, item: item, person: person, state: state, of: guideline, db)
  }

  init(
    row: Int64,
    item: ItemID,
    person: PersonID,
    state: WorkState,
    of guideline: Guideline,
    _ db: Database
  ) throws {
    (self.row, self.item, self.person, self.state) = (row, item, person, state)
    last = try AnnotationRows.last(item: row, key: item, person: person, db)
    stages = guideline.stageNumbers
  }

  /// The last annotation on a stage, or nil.
  subscript(stage: StageNumber) -> Annotation? { last[stage] }

  /// The labels of each stage that is committed and not taken back.
  var committed: [StageNumber: Labels] { last.compactMapValues(\.committed) }

  /// The first stage that is not committed; the last one where all are.
  var open: StageNumber {
    let committed = committed
    return stages.first { committed[$0] == nil } ?? stages.last ?? .first
  }

  /// The stage that the annotator works on, or the last one that they committed.
  var shown: StageNumber {
    switch state {
    case .open, .started, .skipped: open
    case .waiting, .done: stages.last { committed[$0] != nil } ?? .first
    }
  }

  /// The person's own values of the stages before one.
  func values(before stage: StageNumber) -> FieldValues {
    stage.earlier.reduce(into: [:]) { all, earlier in
      all.merge(last[earlier]?.committed?.values ?? [:]) { $1 }
    }
  }

  /// Whether a commit of a stage is possible now: those before are committed, it and those after are
  /// not.
  ///
  /// A commit that is in force is taken back first, so that no window replaces what it never showed.
  func takes(_ stage: StageNumber) -> Bool {
    let committed = committed
    switch state {
    case .open, .started, .skipped:
      return stages.contains(stage) && stage.earlier.allSatisfy { committed[$0] != nil }
        && !committed.keys.contains { $0 >= stage }
    case .waiting, .done: return false
    }
  }
}
