import AnnotationCore
import Measurement
import ProjectStore

/// Carries out effects on the project, and reports what came of them.
///
/// The one place where the app acts on what it decided; the terminal's own effects are the loop's.
struct EffectRunner {
  var project: Project { didSet { jurorWeights = nil } }
  let person: Person
  /// This session, among those that the person may have open; nil where nobody asks.
  var session: SessionIdentity?
  /// The present moment.
  let now: () -> Timestamp
  /// The start of the user's day.
  let startOfDay: () -> Timestamp
  /// Where what cannot be saved is kept.
  var unsavedDrafts: UnsavedDraftStore?
  /// What the user must know after leaving, since it is not in the project.
  private(set) var parting: String?
  /// When the oldest draft was saved that a loss of power would lose.
  private(set) var unsettledSince: Timestamp?
  /// What the jury's votes are worth, from when a lead has disputes to decide.
  private(set) var jurorWeights: JurorWeightsMeasurement?

  /// - Returns: what came of it, in order.
  mutating func run(_ effect: Effect) -> [Report] {
    do throws(StoreError) {
      return try perform(effect)
    } catch {
      switch error {
      case .work(.takenOver(let since)):
        return [.held(SessionCard(place: nil, since: since, tookOver: true))]
      case .work(.guidelineChanged): return [.guidelineChanged]
      default:
        if case .saveDraft(let draft) = effect { return [.draftNotSaved(draft.item, "\(error)")] }
        return [.failed("\(error)")]
      }
    }
  }

  private mutating func perform(_ effect: Effect) throws(StoreError) -> [Report] {
    switch effect {
    case .loadQueue: return try loadQueue()
    case .openNext(let position): return try next(position, notice: nil)
    case .openPrevious(let position): return try previous(position)
    case .openFollowing(let position): return try following(position)
    case .openItem(let item, let position): return try open(item, position, notice: nil)
    case .loadItems(let request): return [try items(request)]
    case .saveDraft(let draft):
      try project.saveDraft(draft, session: session?.token)
      unsettledSince = unsettledSince ?? draft.at
      return [.draftSaved(draft)]
    case .commit(let commit): return try keep(commit)
    case .restartTraining:
      try project.restartTraining(of: person.id, at: now(), session: session?.token)
      return try loadQueue()
    case .undo(let position):
      let undone = try project.undoLast(of: person.id, at: now(), session: session?.token)
      return try reopen(undone, position.leavingItem)
    case .withdraw(let item, let position):
      let undone = try project.withdraw(
        item: item,
        person: person.id,
        at: now(),
        session: session?.token
      )
      return try reopen(undone, position)
    case .skip(let item, let stage, let reason, let position):
      try project.skip(
        item: item,
        person: person.id,
        stage: stage,
        reason: reason,
        at: now(),
        session: session?.token
      )
      return try next(position, notice: .good("saved · \(item) skipped"))
    case .flag(let item, let comment):
      _ = try project.flag(item: item, person: person.id, comment: comment, at: now())
      return [.flagged(comment: comment)]
    case .showJury(let item, let position):
      return [.jury(try juryCard(on: item, position))]
    case .watchJury(let previous):
      return [.juryWatch(try project.juryWatch(for: person, since: previous, at: now()))]
    case .loadFlags:
      return [
        .flags(
          try project.flags(for: person, limit: FlagsState.most),
          total: try project.flagCount(for: person)
        )
      ]
    case .openDispute(let item): return try nextDispute(after: item)
    case .adjudicate(let item, let field, let value, let reason, let juryRevealed):
      var weights = jurorWeights ?? JurorWeightsMeasurement(of: project)
      jurorWeights = nil
      defer { jurorWeights = weights }
      try project.adjudicateByRules(
        item: item,
        field: field,
        value: value,
        reason: reason,
        lead: person,
        juryRevealed: juryRevealed,
        measuring: &weights,
        at: now()
      )
      let saved = Report.adjudicated(item, field)
      guard try project.isDisputed(item) else { return [saved] + (try nextDispute(after: item)) }
      return [saved, try dispute(item)]
    case .reopenDispute(let item):
      return try project.isDisputed(item) ? [try dispute(item)] : nextDispute(after: item)
    case .claimSession(let insistence): return try claim(insistence)
    case .watchSession: return try watchSession()
    case .yieldSession: return try yieldSession()
    case .findUnsaved: return unsavedDrafts.map { [.unsaved($0.all())] } ?? []
    case .forgetUnsaved(let entered):
      unsavedDrafts?.forget(entered)
      return []
    case .announceGuideline: return try announceGuideline()
    case .reloadGuideline: return try reloadGuideline() + (try loadQueue())
    case .markGuidelineSeen:
      try project.markGuidelineSeen(by: person.id, at: now())
      return []
    case .recordReading(let check):
      try project.note(check, of: person.id, at: now())
      return []
    case .ask, .notify, .explain, .edit, .apply, .repaint, .suspend, .useReading, .quit, .leave:
      return []
    }
  }
}

/// Leaving.
extension EffectRunner {
  /// Saves what is entered, or keeps it in a file; whatever happens, the user can leave.
  mutating func leave(saving entered: UnsavedDraft?) {
    guard var entered else { return }
    do throws(StoreError) {
      return try project.saveDraft(entered.draft, session: session?.token)
    } catch { entered.why = "\(error)" }
    let place = "\(entered.draft.item), stage \(entered.draft.stage.rawValue)"
    let kept = unsavedDrafts?.keep(entered)
    parting =
      kept.map { file in
        "What you entered last (\(place)) is not in the project. \(entered.why)\n"
          + "It is kept in \(file), and offered when you start again."
      }
      ?? "What you entered last (\(place)) is saved nowhere. \(entered.why)\nIt was: "
      + UnsavedDraftStore.text(of: entered)
  }
}

/// Drafts and a loss of power.
extension EffectRunner {
  /// How long to wait for a key before drafts are put on disk; nil where all of them are.
  var checkpointDue: Int64? { unsettledSince == nil ? nil : 1000 }

  /// Puts drafts on disk when the user pauses, and every fifteen seconds while they don't.
  mutating func checkpoint(isIdle: Bool) {
    guard let since = unsettledSince else { return }
    guard isIdle || now().rawValue - since.rawValue > 15_000 else { return }
    unsettledSince = nil
    // What cannot be synced is still in the file, and the next write brings it along.
    try? project.checkpoint()
  }
}

/// Measuring what the jury's votes are worth, a little at a time, so that no key waits for it.
extension EffectRunner {
  /// How long to wait for a key before more is measured; nil where nothing is to be.
  var measuringDue: Int64? {
    unsettledSince == nil && jurorWeights?.isBehind == true ? 0 : nil
  }

  /// Measures a little more.
  mutating func measure() {
    guard measuringDue != nil else { return }
    // What cannot be read now is read, or fails, when a lead decides.
    do throws(StoreError) { try jurorWeights?.advance(by: 50) } catch { jurorWeights = nil }
  }
}

/// The queue, and going to items.
extension EffectRunner {
  private mutating func loadQueue() throws(StoreError) -> [Report] {
    let disputes: Int? =
      person.role == .lead ? try project.disputedItemCount(for: person) : nil
    if let disputes, disputes > 0 {
      jurorWeights = jurorWeights ?? JurorWeightsMeasurement(of: project)
    }
    let contents = QueueContents(
      workload: try project.workload(of: person.id),
      disputes: disputes,
      flags: person.role == .lead ? try project.flagCount(for: person) : nil,
      qualification: try project.qualification(of: person.id),
      juryNews: try project.juryNewsCount(
        for: person.id,
        atMost: QueueContents.mostJuryNews
      )
    )
    return try progress() + [.queue(contents)]
  }

  /// The item in dispute that follows another one; what a lead has left for later comes round again after
  /// the rest.
  private func nextDispute(after item: ItemID?) throws(StoreError) -> [Report] {
    guard let next = try project.disputedItem(after: item, for: person) else {
      return [.nothingInDispute]
    }
    return [try dispute(next)]
  }

  private func dispute(_ item: ItemID) throws(StoreError) -> Report {
    .dossier(
      try project.dossier(of: item, for: person),
      left: try project.disputedItemCount(for: person)
    )
  }

  private func progress() throws(StoreError) -> [Report] {
    [.progress(try project.completions(of: person.id, since: startOfDay()))]
  }

  private func open(
    _ item: ItemID,
    _ position: QueuePosition,
    notice: Notice?
  ) throws(StoreError) -> [Report] {
    guard let work = try project.workItem(item, for: person.id) else {
      return [.failed("Item \(item) is not assigned to you.")]
    }
    return try opened(work, position, notice)
  }

  private func next(_ position: QueuePosition, notice: Notice?) throws(StoreError) -> [Report] {
    let work = try project.nextItem(
      for: person.id,
      languages: position.language.map { [$0] },
      after: position.place
    )
    guard let work else {
      return [.nothingLeft(position, notice, try project.qualification(of: person.id))]
    }
    return try opened(work, position.leavingItem, notice)
  }

  private func previous(_ position: QueuePosition) throws(StoreError) -> [Report] {
    let work = try project.itemBefore(
      position.place ?? Int.max,
      for: person.id,
      languages: position.language.map { [$0] }
    )
    guard let work else { return [.failed("This is your first item.")] }
    return try opened(work, position.leavingItem, nil)
  }

  private func following(_ position: QueuePosition) throws(StoreError) -> [Report] {
    let work = try project.itemAfter(
      position.place ?? 0,
      for: person.id,
      languages: position.language.map { [$0] }
    )
    guard let work else { return [.failed("This is your last item.")] }
    return try opened(work, position.leavingItem, nil)
  }

  private func items(_ request: ItemsRequest) throws(StoreError) -> Report {
    .items(
      request,
      try project.items(
        of: person.id,
        matching: request.filter,
        from: request.from ?? 1,
        backwards: request.goesBack,
        limit: ItemsRequest.pageLength
      )
    )
  }

  private func reopen(_ undone: Undone, _ position: QueuePosition) throws(StoreError) -> [Report] {
    guard let work = try project.workItem(undone.item, for: person.id) else { return [] }
    let shown = try withSuggestions(work)
    return [.reopened(shown, position, undone)] + (try progress())
  }
}

/// Committing.
extension EffectRunner {
  private func keep(_ commit: Commit) throws(StoreError) -> [Report] {
    let next = try project.commit(
      commit.completed,
      item: commit.item,
      person: person.id,
      active: commit.active,
      read: commit.read,
      at: now(),
      session: session?.token
    ).next
    let saved = notice(of: commit)
    // What is committed is committed, whatever becomes of going on.
    do throws(StoreError) {
      if next == .nextStage { return try open(commit.item, commit.position, notice: saved) }
      let following = try progress() + self.next(commit.position, notice: saved)
      return next == .done
        ? try following + feedback(on: commit) + juryNews(on: commit) : following
    } catch {
      return [
        .nothingLeft(commit.position, saved, nil),
        .failed("\(commit.item) is saved, but the next item could not be opened. \(error)"),
      ]
    }
  }

  private func notice(of commit: Commit) -> Notice {
    let saved = "saved · \(commit.item), stage \(commit.completed.stage.rawValue)"
    guard commit.isHasty else { return .good(saved) }
    let seconds = max(1, commit.active / 1000)
    return .good(
      "\(saved) — in \(seconds) s, faster than most can read it. U takes it back."
    )
  }

  /// What the reference says, for a training item, or for a gold item where the guideline shows it.
  private func feedback(on commit: Commit) throws(StoreError) -> [Report] {
    guard let reference = try project.reference(for: commit.item) else { return [] }
    let guideline = project.guideline.guideline
    guard reference.purpose == .training || guideline.gold?.showsResults == true else { return [] }
    let committed = try project.workItem(commit.item, for: person.id)?.committed ?? [:]
    let given = committed.values.reduce(into: FieldValues()) { all, labels in
      all.merge(labels.values) { $1 }
    }
    return [
      .feedback(
        FeedbackCard(
          item: commit.item,
          comparison: ReferenceComparison(reference: reference, given: given, guideline: guideline),
          why: reference.why,
          qualification: try project.qualification(of: person.id)
        )
      )
    ]
  }
}
