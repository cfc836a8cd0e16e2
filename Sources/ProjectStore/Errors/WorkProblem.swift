package import AnnotationCore

/// Why an annotator's work cannot be kept or changed.
package enum WorkProblem: Hashable, Sendable, CustomStringConvertible {
  case noSuchItem(ItemID)
  case notAssigned(item: ItemID)
  /// The stage cannot be worked on where the annotator stands with the item.
  case notNow(item: ItemID, stage: StageNumber, state: WorkState)
  /// The stage was filled in under an earlier stage that is no longer in force.
  case earlierStageChanged(item: ItemID)
  /// The guideline in force would not take the labels.
  case doesNotFit(item: ItemID, stage: StageNumber)
  case emptyReason
  case emptyComment
  /// A reason or a comment is longer than what is kept.
  case remarkTooLong(count: Int)
  case nothingToUndo
  /// Another session of the same person writes since then.
  case takenOver(since: Timestamp)
  /// The project has a later version of its guideline.
  case guidelineChanged(version: String)
  /// Real items are not open to the person yet.
  case trainingFirst(item: ItemID)
  /// The training is not over, or it is passed.
  case trainingNotFailed
  /// A decision rests on what was to be taken back or replaced.
  case usedDownstream(item: ItemID)

  package var description: String {
    switch self {
    case .noSuchItem(let id): "There is no item '\(id)' in the project. Check the id."
    case .notAssigned(let item): "The item '\(item)' is not assigned to this person."
    case .notNow(let item, let stage, let state):
      "Stage \(stage.rawValue) of the item '\(item)' cannot be worked on now: it is \(state.words)."
    case .earlierStageChanged(let item):
      "An earlier stage of the item '\(item)' was changed meanwhile, perhaps in another window, so that "
        + "this stage would be judged by another criterion. Open the item again and go on from there."
    case .doesNotFit(let item, let stage):
      "What was entered for stage \(stage.rawValue) of the item '\(item)' does not fit the guideline in "
        + "force. Open the item again and fill in what is missing."
    case .emptyReason: "A reason is needed. Say in a few words why."
    case .emptyComment: "A flag needs a comment. Say in a few words what the lead should see."
    case .remarkTooLong(let count):
      "The text has \(count) characters; \(Remark.longest) fit. Shorten it."
    case .nothingToUndo: "There is nothing to take back."
    case .takenOver: "Another session of yours writes to the project now. Take over there or here."
    case .guidelineChanged(let version):
      "The project's guideline is now version \(version). Open the project again to go on with it."
    case .trainingFirst(let item):
      "The item '\(item)' opens after your training. Finish the training items; where they are done, "
        + "ask a lead."
    case .trainingNotFailed:
      "A training begins anew only once it is over and was not passed."
    case .usedDownstream(let item):
      "The item '\(item)' has been decided with what you said, so it cannot be taken back. Tell a "
        + "lead, or flag the item."
    }
  }
}

extension WorkState {
  fileprivate var words: String {
    switch self {
    case .open: "open, and earlier stages come first"
    case .started: "started, at another stage"
    case .waiting: "waiting until what was committed is decided"
    case .done: "done"
    case .skipped: "skipped"
    }
  }
}

extension Remark {
  /// - Parameter empty: what is thrown for one that says nothing.
  static func check(_ text: String, empty: WorkProblem = .emptyReason) throws(StoreError) {
    if isEmpty(text) { throw .work(empty) }
    if isTooLong(text) { throw .work(.remarkTooLong(count: text.unicodeScalars.count)) }
  }
}
