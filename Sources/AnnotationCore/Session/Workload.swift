/// Where an annotator stands with an item that was assigned to them.
package enum WorkState: String, Hashable, Sendable, Codable, CaseIterable {
  /// Nothing is committed.
  case open = "open"
  /// A stage is committed, and the next one is open.
  case started = "started"
  /// A stage is committed, and the next one opens when it is decided (gate flow).
  case waiting = "waiting"
  case done = "done"
  /// Left, with a reason.
  case skipped = "skipped"
}

/// How much work there is in one language.
package struct LanguageWorkload: Hashable, Sendable, Codable {
  package var language: String
  /// The number of items by state; a state without items may be missing.
  package var counts: [WorkState: Int]
  /// Items with something entered and not committed.
  package var drafts: Int

  package init(language: String, counts: [WorkState: Int], drafts: Int) {
    self.language = language
    self.counts = counts
    self.drafts = drafts
  }

  package subscript(state: WorkState) -> Int { counts[state] ?? 0 }

  /// Items that the annotator can work on now.
  package var remaining: Int { self[.open] + self[.started] }

  /// All items that were assigned.
  package var total: Int { counts.values.reduce(0, +) }
}
