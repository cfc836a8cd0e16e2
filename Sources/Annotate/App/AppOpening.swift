import AnnotationCore
import ProjectStore

/// Putting on the screen what was fetched.
extension App {
  mutating func showQueue(_ contents: QueueContents) {
    var state = QueueState()
    switch screen {
    case .queue(let before): state.row = min(before.row, contents.workload.count)
    case .item(let before): state.row = row(of: before.course.language, in: contents)
    case .items(let before): state.row = row(of: before.request.language, in: contents)
    case .adjudication, .jury: break
    }
    state.contents = contents
    screen = .queue(state)
  }

  /// The row of the language that the user worked in.
  private func row(of language: String?, in contents: QueueContents) -> Int {
    contents.workload.firstIndex { $0.language == language }.map { $0 + 1 } ?? 0
  }

  /// Notes how many items are in dispute; where none is, the queue is shown again.
  mutating func takeDisputes(left: Int) -> [Effect] {
    disputesLeft = left
    guard left == 0 else { return [] }
    notice = .good("Nothing is in dispute.")
    return [.loadQueue]
  }

  /// Shows an item in dispute.
  ///
  /// After a decision on the same item, what the lead had open stays open.
  mutating func showDossier(_ dossier: Dossier) {
    var state = AdjudicationState(guideline: guideline, left: disputesLeft, dossier: dossier)
    if case .adjudication(let before) = screen, before.dossier.item.id == dossier.item.id {
      state.isJuryRevealed = before.isJuryRevealed
      state.isTextOpen = before.isTextOpen
      state.lastReason = before.lastReason
      if state.decidableFields.contains(where: { $0.id == before.focus }) {
        state.focus = before.focus
      }
    }
    screen = .adjudication(state)
  }

  /// Why a stage cannot be committed, in words.
  func sentence(for problem: StageForm.Problem) -> String {
    let title = { (id: FieldID) in
      guideline.field(id)?.title.text(in: language) ?? id
    }
    return switch problem {
    case .missing(let field): "\(title(field)) is still empty."
    case .tooLong(let field, let count, let maximum):
      "\(title(field)) has \(count) characters; \(maximum) fit. Shorten it."
    case .notOffered(let field, let value):
      "\(title(field)): '\(value)' is not offered under this criterion. Choose again."
    case .wrongKind(let field): "\(title(field)) holds a value of another kind. Enter it again."
    case .selectsNothing: "The guideline names no criterion for this. Tell your lead."
    }
  }
}

extension ItemState {
  /// The item as its annotator left it.
  init(
    opening work: WorkItem,
    course: QueuePosition,
    by person: Person,
    _ guideline: Guideline,
    now: Timestamp
  ) {
    let access = Access(work)
    // What is committed is shown at its last stage.
    let shown =
      access == .open ? work.draft?.values : work.committed[work.basis.stage]?.values
    var clock = ActiveClock(
      idleAfter: Int64(guideline.time.idleSeconds) * 1000,
      counted: work.draft?.active ?? 0
    )
    clock.tick(at: now)
    self.init(
      session: ItemSession(
        guideline: guideline,
        item: work.item,
        basis: work.basis,
        draft: shown ?? [:]
      ),
      person: person.id,
      course: QueuePosition(position: work.position, language: course.language),
      access: access,
      clock: clock,
      savedAt: access == .open ? work.draft?.at : nil,
      flags: work.flags.map(\.comment),
      suggestions: work.suggestions,
      juryNews: work.juryNews
    )
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
