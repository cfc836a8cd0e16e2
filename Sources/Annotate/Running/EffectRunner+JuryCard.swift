import AnnotationCore
import ProjectStore

/// What the jury says, as far as the guideline lets the user see it.
extension EffectRunner {
  /// An item that is opened, with suggestions; of one that is committed, the jury's news at once.
  func opened(
    _ work: WorkItem,
    _ position: QueuePosition,
    _ notice: Notice?
  ) throws(StoreError) -> [Report] {
    let work = try withSuggestions(work)
    let report = Report.opened(work, position, notice)
    return work.juryNews == .new
      ? [report, .jury(try juryCard(on: work.item.id, position))] : [report]
  }

  /// An item with what the jury suggests, where its annotator gets to see that.
  func withSuggestions(_ work: WorkItem) throws(StoreError) -> WorkItem {
    try project.withSuggestions(work, for: person.id, at: now(), session: session?.token)
  }

  /// What the jury says of an item that was just completed, where it has been through with it before.
  func juryNews(on commit: Commit) throws(StoreError) -> [Report] {
    guard try project.workItem(commit.item, for: person.id)?.juryNews == .new else { return [] }
    return [.jury(try juryCard(on: commit.item, commit.position))]
  }

  func juryCard(on item: ItemID, _ position: QueuePosition) throws(StoreError) -> JuryCard {
    let opinion = try project.juryOpinion(
      on: item,
      for: person.id,
      at: now(),
      session: session?.token
    )
    let work = try project.workItem(item, for: person.id)
    return JuryCard(
      item: item,
      language: work?.item.language ?? "en",
      position: position,
      opinion: opinion,
      own: work?.committed ?? [:],
      isSettled: work?.isSettled ?? false
    )
  }
}
