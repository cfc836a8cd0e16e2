/// A dispute without its numbers, to count by.
package enum DisputeKind: String, Hashable, Sendable, Codable, CaseIterable {
  case humansDiffer = "humans_differ"
  case juryDisagrees = "jury_disagrees"
  case jurySplit = "jury_split"
  case juryShort = "jury_short"
  case tooFewRaters = "too_few_raters"
  case awaits = "awaits"
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
