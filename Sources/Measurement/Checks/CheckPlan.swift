package import AnnotationCore
package import ItemFiles

/// The ways in which a canary's pair is put to a juror.
package enum CheckVariant: String, Hashable, CaseIterable, Sendable {
  /// Without its injection: what the others are compared with.
  case plain
  case injected
  /// With the choices the other way round.
  case reversed
  /// In an English prompt.
  case english
  /// With the answer said twice, which makes it longer and no better (as Zheng et al. 2023 tried the
  /// verbosity of judges).
  case longer

  /// The juror as it is asked in this way: blind, once.
  package func asked(_ juror: Juror) -> Juror {
    var juror = juror
    juror.name += " · " + rawValue
    juror.asking = Juror.Asking(
      language: self == .english ? .english : .item,
      order: self == .reversed ? .reversed : .given
    )
    juror.model.limits.attempts = 1
    return juror
  }
}

/// What is put to jurors to see whether they can be fooled.
package struct CheckPlan: Sendable {
  package let canaries: [Canary]
  /// The pairs without injections, each once, under ids of their own.
  package let pairs: [Item]
  private let pairIDs: [String: ItemID]

  package init(_ canaries: [Canary]) {
    self.canaries = canaries
    var pairs: [Item] = []
    var ids: [String: ItemID] = [:]
    for canary in canaries where ids[Self.text(canary.plain)] == nil {
      var pair = canary.plain
      pair.id = "pair-\(pairs.count + 1)"
      ids[Self.text(pair)] = pair.id
      pairs.append(pair)
    }
    self.pairs = pairs
    pairIDs = ids
  }

  /// The pair that a canary's injection stands in.
  package func pair(of canary: Canary) -> ItemID { pairIDs[Self.text(canary.plain)] ?? "" }

  /// The pairs as they are put to a juror in one way.
  package func cases(_ variant: CheckVariant) -> [ReviewCase] {
    switch variant {
    case .plain, .reversed: pairs.map { ReviewCase(item: $0) }
    case .injected: canaries.map { ReviewCase(item: $0.injected) }
    // The prompt for an English pair is English anyway.
    case .english:
      pairs.filter { !$0.language.lowercased().hasPrefix("en") }.map { ReviewCase(item: $0) }
    case .longer:
      pairs.map { pair in
        var pair = pair
        pair.answer += "\n\n" + pair.answer
        return ReviewCase(item: pair)
      }
    }
  }

  private static func text(_ item: Item) -> String {
    [item.language, item.question, item.answer].joined(separator: "\u{0}")
  }
}
