package import AnnotationCore

/// What is wrong with a juror, a review or a batch.
package enum JuryProblem: Hashable, Sendable, CustomStringConvertible {
  case noSuchJuror(String)
  /// The name stood for another model, prompt or sampling when it gave its verdicts.
  case jurorChanged(String)
  /// Two jurors of a jury are one model that is asked in one way.
  case jurorsAlike(String, String)
  /// A new name for a juror that has spoken, or has a batch under way.
  case jurorRenamed(String, from: String)
  case alreadyReviewed(item: ItemID, juror: String, attempt: Int)
  /// The name stood for another model, prompt or sampling when an open batch was written.
  case jurorInBatchChanged(String)
  /// Another open batch asks the juror about the item.
  case trialInBatch(item: ItemID, juror: String)
  /// Another program did something with the batch meanwhile.
  case batchMovedOn(String)
  case noSuchBatch(String)

  package var description: String {
    switch self {
    case .noSuchJuror(let name):
      "There is no juror called '\(name)' in the jury. Check the jury file."
    case .jurorChanged(let name):
      "The juror '\(name)' gave its verdicts with another model, way of asking or sampling. Give the "
        + "changed juror a new name in the jury file, so that nobody takes the one for the other."
    case .jurorsAlike(let one, let other):
      "The jurors '\(one)' and '\(other)' are the same model, asked in the same way: it would have two "
        + "votes. Take one of them out of the jury file, or give them different seeds."
    case .jurorRenamed(let name, let old):
      "The juror '\(name)' is '\(old)' under a new name, and what '\(old)' said would not count any more. "
        + "Keep the name '\(old)' in the jury file."
    case .alreadyReviewed(let item, let juror, let attempt):
      "The juror '\(juror)' has a review of the item '\(item)' already (attempt \(attempt)). "
        + "Perhaps a second run is under way."
    case .jurorInBatchChanged(let name):
      "The juror '\(name)' has a batch under way that asks another model, or in another way. Collect it "
        + "with the jury file it was written for, or give the changed juror a new name."
    case .trialInBatch(let item, let juror):
      "The juror '\(juror)' is asked about the item '\(item)' in another batch already. A second "
        + "'review jury batch' is under way: wait for it, then try again."
    case .batchMovedOn(let key):
      "Something happened to the batch \(key) meanwhile: a second 'review jury batch' is under way. "
        + "Wait for it, then try again."
    case .noSuchBatch(let key):
      "There is no batch \(key) in the project. 'review jury batch PROJECT --list' shows which there are."
    }
  }
}
