package import AnnotationCore

/// What a release holds, in numbers.
package struct ReleaseCounts: Hashable, Sendable {
  package private(set) var released = 0
  package private(set) var setAside = 0
  /// Items that are not wholly decided, and so left out.
  package private(set) var open = 0
  package private(set) var byLanguage: [String: Int] = [:]
  /// Released items by field with one choice, and by its label of record.
  package private(set) var byLabel: [FieldID: [ChoiceID: Int]] = [:]
  package private(set) var byHow: [Decision.How: Int] = [:]
  package private(set) var annotations = 0
  package private(set) var verdicts = 0
  /// Attempts of jurors that ended without a verdict.
  package private(set) var withoutVerdict = 0

  /// Annotations that were given after their author was shown the jury.
  package private(set) var assisted = 0
  /// Annotations among ``assisted`` that say something else than their author had said before.
  package private(set) var revised = 0
  /// Decisions that rest on one of ``assisted``.
  package private(set) var assistedDecisions = 0

  package init() {}

  mutating func add(_ entry: ReleaseItem, state: Release.State, guideline: Guideline) {
    annotations += entry.annotations.count
    for review in entry.reviews {
      if case .verdict = review.outcome { verdicts += 1 } else { withoutVerdict += 1 }
    }
    for decision in entry.decisions.values { byHow[decision.basis.how, default: 0] += 1 }
    if !entry.exposures.isEmpty {
      assisted += entry.annotations.count { $0.isCommit && entry.assistance(of: $0) != nil }
      revised += entry.earlier.count { earlier in
        entry.revision(of: earlier).map { $0.isCommit && $0.act != earlier.act } ?? false
      }
      assistedDecisions += entry.decisions.values.count { !entry.assisted($0).isEmpty }
    }
    switch state {
    case .open: open += 1
    case .setAside: setAside += 1
    case .released:
      released += 1
      byLanguage[entry.item.language, default: 0] += 1
      for (field, decision) in entry.decisions {
        if case .single(let choice) = decision.value {
          byLabel[field, default: [:]][choice, default: 0] += 1
        }
      }
    }
  }
}

extension Annotation {
  /// Whether it gave labels.
  fileprivate var isCommit: Bool { if case .commit = act { true } else { false } }
}
