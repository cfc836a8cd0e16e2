import AnnotationCore
import ProjectStore
import TerminalKit

/// The app's reaction to what came of its effects.
extension App {
  mutating func update(_ report: Report, now: Timestamp) -> [Effect] {
    take(report, now: now) + askWhetherReadable()
  }

  private mutating func take(_ report: Report, now: Timestamp) -> [Effect] {
    switch report {
    case .queue(let contents): showQueue(contents)
    case .opened(let work, let position, let notice):
      let before = item?.item.id == work.item.id ? item : nil
      // What is committed now was given again, or is another answer.
      takenBack.removeAll { $0.item == work.item.id && work.committed[$0.stage] != nil }
      // Who goes on to the next stage looks at what they had said there before.
      open(work, position, avoidsTexts: before != nil, now: now)
      editItem { item in
        item.noteRead(before: before?.read)
        // Opened anew, it is gone on with where the user was.
        if let before { item.goOn(from: before) }
      }
      self.notice = notice
      offerUnsaved()
    case .reopened(let work, let position, let undone):
      takenBack = takenBack.suffix(20) + [undone]
      open(work, position, avoidsTexts: true, now: now)
      notice = .good(words(for: undone))
      offerUnsaved()
    case .nothingLeft(let position, let notice, let qualification):
      // What was entered is committed; after a commit that failed, it is still due as a draft.
      editItem { $0.noteSaved($0.form.values) }
      if let qualification, !qualification.isOpen {
        self.notice = notice ?? .warning(words(for: qualification))
      } else {
        self.notice =
          notice
          ?? .good(
            position.language.map { "Nothing is left in \($0)." } ?? "Nothing is left to label."
          )
      }
      return [.loadQueue]
    case .items(let request, let found): showItems(found, for: request)
    case .progress(let completions): progress.note(completions, at: now)
    case .draftSaved(let draft):
      editItem { state in
        guard state.item.id == draft.item, state.session.stage == draft.stage else { return }
        state.noteSaved(draft.values, at: draft.at)
      }
    case .draftNotSaved(let item, let why):
      editItem { state in
        if state.item.id == item {
          let delay = Self.retryDelay - Self.draftDelay
          state.noteUnsaved(since: now.advanced(byMilliseconds: delay))
        }
      }
      notice = .bad("\(why) What you entered is still here; it is tried again.")
    case .flagged(let comment):
      editItem { $0.flags.append(comment) }
      notice = .good("The lead will see your comment.")
    case .edited(let field, let text):
      editItem { $0.take(edited: text, of: field, at: now) }
      adjudication?.take(edited: text, of: field)
    case .flags(let flags, let total): screen = FlagsState(flags: flags, total: total)
    case .adjudicated(let item, let field):
      notice = .good("saved · \(item), \(title(of: field))")
    case .nothingInDispute:
      // After a decision, that it is saved stands first.
      let saved = notice.map { $0.text + " · " } ?? ""
      notice = .good(saved + "Nothing is in dispute.")
      return [.loadQueue]
    case .dossier(let dossier, let left): showDossier(dossier, left: left)
    case .held(let holder): hold(holder, now: now)
    case .claimed: return afterClaim(now: now)
    case .sessionWanted: return draftToSave(now: now) + [.yieldSession]
    case .unsaved(let found): return take(found: found)
    case .guidelineChanged:
      notice = .warning("The guideline has changed. Your labels are kept as a draft.")
      return draftToSave(now: now) + [.reloadGuideline]
    case .guideline(let guideline, let changes): take(guideline, changes)
    case .feedback(let feedback): overlay = feedback
    case .jury(let card):
      overlay = card
      editItem { state in
        if state.item.id == card.item { state.juryNews = .seen }
      }
    case .juryWatch(let watch): showJury(watch, now: now)
    case .failed(let why): notice = .bad(why)
    }
    return []
  }

  private mutating func open(
    _ work: WorkItem,
    _ position: QueuePosition,
    avoidsTexts: Bool,
    now: Timestamp
  ) {
    screen = ItemState(
      opening: work,
      position: position,
      by: person,
      guideline,
      avoidsTexts: avoidsTexts,
      isOnScreen: metrics.isDrawn,
      now: now
    )
    metrics.answerEnd = 0
  }

  private func words(for undone: Undone) -> String {
    let what = if case .skip = undone.act { "the skip" } else { "stage \(undone.stage.rawValue)" }
    let key = metrics.isDrawn ? key(of: .redo) : ":redo"
    let again = key.map { " \($0) gives it again." } ?? ""
    // What is taken back now is the stage before.
    let reopen = metrics.isDrawn ? self.key(of: .reopen) : ":reopen"
    let earlier = item.flatMap { $0.earlierStage }.flatMap { stage in
      reopen.map { " \($0) opens stage \(stage.rawValue)." }
    }
    return "Taken back: \(what) of \(undone.item).\(again)\(earlier ?? "")"
  }

  private mutating func take(_ guideline: Guideline, _ changes: [GuidelineChanges.Change]) {
    let isNew = guideline != self.guideline
    self.guideline = guideline
    language = guideline.language(preferring: [language])
    guide = nil
    if isNew { screen = QueueState() }
    guard !changes.isEmpty else { return }
    overlay = GuidelineChangesCard(
      version: guideline.version,
      sentences: changes.map { $0.sentence(in: language) }
    )
  }
}
