import AnnotationCore

/// Something to read before going on, in the middle of the screen.
enum Card: Hashable, Sendable {
  /// Another session of the same person writes to the project, or has begun to.
  case held(Holder)
  /// What is new in the guideline, in sentences.
  case changes(version: String, [String], scroll: Int)
  /// What the reference says about a training item.
  case feedback(Feedback)
  /// What the jury says of an item that the user has committed.
  case jury(JuryCard, scroll: Int)

  /// Who holds the claim.
  struct Holder: Hashable, Sendable {
    /// Where it runs, such as `process 4711 on this machine`.
    var place: String
    var since: Timestamp
    /// Whether it took the claim from this session.
    var tookOver: Bool
  }
}

/// A training item's comparison with its reference.
struct Feedback: Hashable, Sendable {
  var item: ItemID
  var comparison: ReferenceComparison
  var why: String
  var qualification: Qualification
}
