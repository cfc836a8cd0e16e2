import AnnotationCore
import ProjectStore

/// Carries out effects on the project, and reports what came of them.
///
/// The one place where the app acts on what it decided; the terminal's own effects are the loop's.
struct EffectRunner {
  let project: Project
  let person: Person
  /// The present moment.
  let now: () -> Timestamp
  /// The start of the user's day.
  let startOfDay: () -> Timestamp

  /// - Returns: what came of it, or nil where nobody needs to know.
  func run(_ effect: Effect) -> Report? {
    do throws(StoreError) {
      return try perform(effect)
    } catch {
      if case .saveDraft(let draft) = effect { return .draftNotSaved(draft.item, "\(error)") }
      return .failed("\(error)")
    }
  }

  private func perform(_ effect: Effect) throws(StoreError) -> Report? {
    switch effect {
    case .loadQueue:
      let disputes: Int? =
        person.role == .lead ? try project.disputedItems(for: person).count : nil
      return .queue(
        try project.workload(of: person.id),
        doneToday: try project.commitCount(of: person.id, since: startOfDay()),
        disputes: disputes
      )
    case .openNext(let position, let language):
      return try next(after: position, language: language, notice: nil)
    case .openItem(let item):
      return try open(item, notice: nil)
    case .saveDraft(let draft):
      try project.saveDraft(draft)
      return .draftSaved(draft.item, at: draft.at)
    case .commit(let item, let stage, let labels, let next, let position, let language):
      try project.commit(
        item: item,
        person: person.id,
        stage: stage,
        labels: labels,
        next: next,
        at: now()
      )
      let saved = Notice.good("saved · \(item), stage \(stage.rawValue)")
      if next == .stageTwo { return try open(item, language: language, notice: saved) }
      return try self.next(after: position, language: language, notice: saved)
    case .undo:
      let undone = try project.undoLast(of: person.id, at: now())
      let what = if case .skip = undone.act { "the skip" } else { "stage \(undone.stage.rawValue)" }
      return try open(undone.item, notice: .good("Taken back: \(what) of \(undone.item)."))
    case .skip(let item, let stage, let reason, let position, let language):
      try project.skip(
        item: item,
        person: person.id,
        stage: stage,
        reason: reason,
        at: now()
      )
      return try next(
        after: position,
        language: language,
        notice: .good("saved · \(item) skipped")
      )
    case .flag(let item, let comment):
      _ = try project.flag(item: item, person: person.id, comment: comment, at: now())
      return .flagged(comment: comment)
    case .loadDisputes: return .disputes(try project.disputedItems(for: person))
    case .openDispute(let item): return .dossier(try project.dossier(of: item, for: person))
    case .adjudicate(let item, let field, let value, let reason, let juryRevealed):
      _ = try project.adjudicate(
        item: item,
        field: field,
        value: value,
        reason: reason,
        lead: person,
        juryRevealed: juryRevealed,
        at: now()
      )
      let waiting = try project.disputedItems(for: person)
      if waiting.contains(where: { $0.item == item }) {
        return .dossier(try project.dossier(of: item, for: person))
      }
      return .disputes(waiting)
    case .ask, .explain, .edit, .repaint, .suspend, .quit: return nil
    }
  }

  private func open(
    _ item: ItemID,
    language: String? = nil,
    notice: Notice?
  ) throws(StoreError) -> Report {
    guard let work = try project.workItem(item, for: person.id) else {
      return .failed("Item \(item) is not assigned to you.")
    }
    return .opened(work, language: language, notice)
  }

  private func next(
    after position: Int?,
    language: String?,
    notice: Notice?
  ) throws(StoreError) -> Report {
    let work = try project.nextItem(
      for: person.id,
      languages: language.map { [$0] },
      after: position
    )
    guard let work else { return .nothingLeft(language: language, notice) }
    return .opened(work, language: language, notice)
  }
}
