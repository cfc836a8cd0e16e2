package import AnnotationCore

/// One assigned item as its annotator may see it: nothing that others said is in it, but for what the
/// guideline lets them see of the jury.
package struct WorkItem: Hashable, Sendable {
  /// The item, without what wrote its answer.
  package var item: Item
  /// Its place in the annotator's queue, from 1.
  package var position: Int
  package var state: WorkState
  /// The stage that is open, or else the last one that is committed, with what it is filled in on: the
  /// annotator's own labels under the walk flow, the decided ones (filled up with their own) under the
  /// gate flow.
  package var basis: StageBasis
  /// What was entered and not committed in the stage that is open.
  package var draft: Draft?
  /// The annotator's own flags on the item.
  package var flags: [Flag]
  /// What the annotator has committed and not taken back.
  package var committed: [StageNumber: Labels]
  /// How much of the answer was on their screen, whenever they had the item open and kept something of it, in
  /// percent; nil where that is not known.
  package var read: Int?
  /// Whether a decision rests on it, so that it cannot be taken back.
  package var isSettled: Bool
  /// What the jury suggests; see ``Project/withSuggestions(_:for:at:session:)``, which alone fills it in.
  package var suggestions: JuryOpinion?
  /// Whether the annotator, having committed, can look at what the jury says; nil where they can't.
  package var juryNews: JuryNews?

  package init(
    item: Item,
    position: Int,
    state: WorkState,
    basis: StageBasis,
    draft: Draft?,
    flags: [Flag],
    committed: [StageNumber: Labels] = [:],
    read: Int? = nil,
    isSettled: Bool = false,
    suggestions: JuryOpinion? = nil,
    juryNews: JuryNews? = nil
  ) {
    self.item = item
    self.position = position
    self.state = state
    self.basis = basis
    self.draft = draft
    self.flags = flags
    self.committed = committed
    self.read = read
    self.isSettled = isSettled
    self.suggestions = suggestions
    self.juryNews = juryNews
  }
}

/// What was taken back.
package struct Undone: Hashable, Sendable {
  package var item: ItemID
  package var stage: StageNumber
  /// The commit or the skip that no longer counts; a commit's values are a draft again.
  package var act: Annotation.Act

  package init(item: ItemID, stage: StageNumber, act: Annotation.Act) {
    self.item = item
    self.stage = stage
    self.act = act
  }
}
