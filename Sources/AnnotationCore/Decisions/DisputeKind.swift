/// A dispute without its numbers, to count by.
package enum DisputeKind: String, Hashable, Sendable, Codable, CaseIterable {
  case humansDiffer = "humans_differ"
  case juryDisagrees = "jury_disagrees"
  case jurySplit = "jury_split"
  case juryShort = "jury_short"
  case tooFewRaters = "too_few_raters"
  case awaits = "awaits"

  /// The reason in words, as people read it.
  package var words: String {
    switch self {
    case .humansDiffer: "raters differ"
    case .juryDisagrees: "raters agree, the jury does not"
    case .jurySplit: "raters agree, the jury has no majority"
    case .juryShort: "too few verdicts that count"
    case .tooFewRaters: "too few raters who count"
    case .awaits: "waiting for an earlier field"
    }
  }
}

extension Dispute {
  /// The kind to count it under.
  package var kind: DisputeKind {
    switch self {
    case .humansDiffer: .humansDiffer
    case .juryDisagrees: .juryDisagrees
    case .jurySplit: .jurySplit
    case .juryShort: .juryShort
    case .tooFewRaters: .tooFewRaters
    case .awaits: .awaits
    }
  }
}
