import AnnotationCore
import SafeText

/// Something to read before going on, in the middle of the screen.
enum Card: Hashable, Sendable {
  /// Another session of the same person writes to the project, or has begun to.
  case held(Holder)
  /// What was entered on the item and could not be saved.
  case unsaved(UnsavedDraft, scroll: Int)
  /// Lines in a script: which reads right?
  case reading(ReadingQuestion)
  /// The item's words with marks, spelled.
  case spelling([SpelledWord], scroll: Int)
  /// What is new in the guideline, in sentences.
  case changes(version: String, [String], scroll: Int)
  /// What the reference says about a training item.
  case feedback(Feedback)
  /// What the jury says of an item that the user has committed.
  case jury(JuryCard, scroll: Int)

  /// Who holds the claim.
  struct Holder: Hashable, Sendable {
    /// Where it runs, such as `process 4711 on this machine`; nil where that isn't known.
    var place: String?
    var since: Timestamp
    /// Whether it took the claim from this session.
    var tookOver: Bool
    /// Whether it is asked to save what it has, and to let this session write.
    var isAsked = false

    /// Who writes, and since when.
    var words: String {
      (place.map { "It runs as \($0)" } ?? "It writes") + " since \(since.clockWords)."
    }
  }
}

/// A training item's comparison with its reference.
struct Feedback: Hashable, Sendable {
  var item: ItemID
  var comparison: ReferenceComparison
  var why: String
  var qualification: Qualification
}
