package import AnnotationCore

/// Everything that was said and decided about one item.
package struct Dossier: Hashable, Sendable {
  package var item: Item
  /// The commits and skips in force, by person and stage.
  package var annotations: [Annotation]
  /// Every attempt of every juror, by juror and attempt.
  package var reviews: [Review]
  /// What each juror of the jury in force says who was asked, by name.
  package var jury: [JurorStatement]
  /// What counts towards decisions: the commits, and the verdicts of the jury in force.
  package var ballots: [Ballot]
  /// The decisions in force, by field.
  package var decisions: [FieldID: Decision]
  /// What stands in the way of deciding the other fields.
  package var disputes: [FieldID: Dispute]
  package var flags: [Flag]
  /// What annotators were shown of the jury, or were drawn not to be; the first one first.
  package var exposures: [Exposure]
  /// Commits that are no longer in force and stood when their author was first shown the jury, by
  /// person and stage.
  package var earlier: [Annotation]

  package init(
    item: Item,
    annotations: [Annotation] = [],
    reviews: [Review] = [],
    jury: [JurorStatement] = [],
    ballots: [Ballot] = [],
    decisions: [FieldID: Decision] = [:],
    disputes: [FieldID: Dispute] = [:],
    flags: [Flag] = [],
    exposures: [Exposure] = [],
    earlier: [Annotation] = []
  ) {
    self.item = item
    self.annotations = annotations
    self.reviews = reviews
    self.jury = jury
    self.ballots = ballots
    self.decisions = decisions
    self.disputes = disputes
    self.flags = flags
    self.exposures = exposures
    self.earlier = earlier
  }
}
