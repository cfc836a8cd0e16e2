/// Coefficients that tell raters apart, and so compare each with each.
///
/// Of r raters, p_gk is the share of rater g's ratings with label k; item u has m_u ratings, and pa is
/// the mean over items of the (weighted) agreeing pairs, as for Fleiss' kappa:
///
///     pe, Conger   Σ_{g≠h} Σ_kl w_kl p_gk p_hl / (r (r - 1)): what two raters would agree by chance,
///                  on average over the pairs of raters
///     Conger       (pa - pe) / (1 - pe)
///     Light        the mean of Cohen's kappa over the pairs of raters that have one
///
/// Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. Psychological
/// Bulletin 88(2), 322-328; with missing ratings, and weighted, Gwet (2014), Handbook of Inter-Rater
/// Reliability, 4th edition. Light, R. J. (1971). Measures of response agreement for qualitative data.
/// Psychological Bulletin 76(5), 365-377. Of two raters both are Cohen's kappa where no rating is
/// missing.
struct NamedRaterSample: Resampled {
  private let patterns: RaterPatterns
  private let schemes: [Weights]
  private let names: [Coefficient.Name]
  /// An item's own agreement, by weights, then by pattern; 0 for items with one rating.
  private let agreements: [[Double]]
  /// The cross tables of pairs of raters who met, and where the cells of each begin among those of all.
  private let crosses: [(table: CrossTable, start: Int)]
  /// The cells to which each pattern adds, one for each pair of its ratings.
  private let cellsOf: [[Int]]

  var multiplicities: [Int] { patterns.multiplicities }

  /// - Parameters:
  ///   - names: Conger's kappa, Light's, or both.
  ///   - schemes: what to weigh by; each coefficient is measured by each.
  init(_ patterns: RaterPatterns, _ names: [Coefficient.Name], _ schemes: [Weights]) {
    self.patterns = patterns
    self.schemes = schemes
    self.names = names
    agreements = schemes.map { weights in
      patterns.patterns.map { votes in
        guard votes.count > 1 else { return 0 }
        var sum = 0.0
        for (place, one) in votes.enumerated() {
          for other in votes[(place + 1)...] { sum += weights[one.label, other.label] }
        }
        return 2 * sum / Double(votes.count * (votes.count - 1))
      }
    }
    (crosses, cellsOf) =
      names.contains(.lightKappa) ? Self.crossed(patterns) : ([], patterns.patterns.map { _ in [] })
  }

  private static func crossed(
    _ patterns: RaterPatterns
  ) -> ([(table: CrossTable, start: Int)], [[Int]]) {
    let q = patterns.labelCount
    func pair(_ one: RaterPatterns.Vote, _ other: RaterPatterns.Vote) -> (pair: Int, cell: Int) {
      (one.rater * patterns.raterCount + other.rater, one.label * q + other.label)
    }
    var counts: [Int: [Int: Int]] = [:]
    for (votes, times) in zip(patterns.patterns, patterns.multiplicities) {
      for (place, one) in votes.enumerated() {
        for other in votes[(place + 1)...] {
          let found = pair(one, other)
          counts[found.pair, default: [:]][found.cell, default: 0] += times
        }
      }
    }
    var crosses: [(table: CrossTable, start: Int)] = []
    var places: [Int: [Int: Int]] = [:]
    var start = 0
    for (number, cells) in counts.sorted(by: { $0.key < $1.key }) {
      let table = CrossTable(counts: cells, labelCount: q)
      for (place, cell) in table.cells.enumerated() {
        places[number, default: [:]][cell.one * q + cell.other] = start + place
      }
      crosses.append((table, start))
      start += table.cells.count
    }
    let cellsOf = patterns.patterns.map { votes in
      votes.enumerated().flatMap { place, one in
        votes[(place + 1)...].compactMap { other in
          let found = pair(one, other)
          return places[found.pair]?[found.cell]
        }
      }
    }
    return (crosses, cellsOf)
  }

  /// Sums over items from which the coefficients follow.
  private struct Sums {
    /// Items that count, and those with at least two ratings.
    var items = 0.0
    var pairableItems = 0.0
    /// Ratings of the latter.
    var ratings = 0.0
    /// How often each rater gave each label, rater by rater.
    var given: [Double]
    /// The sum of the items' own agreement, by weights.
    var agreement: [Double]
    var cells: [Int]
  }

  private func add(_ pattern: Int, times: Int, to sums: inout Sums) {
    let votes = patterns.patterns[pattern]
    let weight = Double(times)
    sums.items += weight
    for vote in votes { sums.given[vote.rater * patterns.labelCount + vote.label] += weight }
    guard votes.count > 1 else { return }
    sums.pairableItems += weight
    sums.ratings += weight * Double(votes.count)
    for scheme in schemes.indices { sums.agreement[scheme] += weight * agreements[scheme][pattern] }
    for cell in cellsOf[pattern] { sums.cells[cell] += times }
  }

  private func sums(_ multiplicities: [Int]) -> Sums {
    var sums = Sums(
      given: [Double](repeating: 0, count: patterns.raterCount * patterns.labelCount),
      agreement: [Double](repeating: 0, count: schemes.count),
      cells: [Int](repeating: 0, count: crosses.last.map { $0.start + $0.table.cells.count } ?? 0)
    )
    for (pattern, times) in multiplicities.enumerated() where times != 0 {
      add(pattern, times: times, to: &sums)
    }
    return sums
  }

  /// What the raters who rated anything would agree by chance.
  private struct Chance {
    /// pe.
    var expected = 0.0
    /// The raters who rated anything: r, and what follows of each.
    var raters: [Int] = []
    /// Ratings by each: n_g.
    var counts: [Double] = []
    /// Of each and each label, how much of an agreement it is with the others' shares:
    /// Σ_{h≠g} Σ_k w_kl p_hk.
    var withOthers: [[Double]] = []
    /// The same on average over the rater's own shares.
    var means: [Double] = []
  }

  private func chance(_ sums: Sums, _ weights: Weights) -> Chance? {
    let q = patterns.labelCount
    var chance = Chance()
    var shares: [[Double]] = []
    var all = [Double](repeating: 0, count: q)
    for rater in 0..<patterns.raterCount {
      let given = sums.given[(rater * q)..<((rater + 1) * q)]
      let count = given.reduce(0, +)
      guard count > 0.5 else { continue }
      chance.raters.append(rater)
      chance.counts.append(count)
      shares.append(given.map { $0 / count })
      for (label, times) in given.enumerated() { all[label] += times / count }
    }
    let r = Double(shares.count)
    guard r > 1 else { return nil }
    var sum = 0.0
    for own in shares {
      let others = zip(all, own).map { $0 - $1 }
      let weighted = (0..<q).map { weights.weighted(others, at: $0) }
      let mean = zip(own, weighted).reduce(0) { $0 + $1.0 * $1.1 }
      chance.withOthers.append(weighted)
      chance.means.append(mean)
      sum += mean
    }
    chance.expected = sum / (r * (r - 1))
    return chance
  }

  private func conger(_ sums: Sums, _ scheme: Int) -> Estimate {
    guard sums.pairableItems > 0.5, let chance = chance(sums, schemes[scheme]) else {
      return Estimate()
    }
    let observed = sums.agreement[scheme] / sums.pairableItems
    let rest = 1 - chance.expected
    return Estimate(
      value: rest > 1e-12 ? (observed - chance.expected) / rest : nil,
      observed: observed,
      expected: chance.expected
    )
  }

  private func light(_ sums: Sums, _ scheme: Int) -> Estimate {
    let kappas = crosses.compactMap { cross, start in
      CrossSample(cross: cross, weights: schemes[scheme], names: [.cohenKappa])
        .estimates(Array(sums.cells[start..<(start + cross.cells.count)]))[0]
    }
    guard !kappas.isEmpty else { return Estimate() }
    return Estimate(value: kappas.reduce(0, +) / Double(kappas.count))
  }

  private func estimate(_ name: Coefficient.Name, _ sums: Sums, _ scheme: Int) -> Estimate {
    name == .lightKappa ? light(sums, scheme) : conger(sums, scheme)
  }

  private func values(_ sums: Sums) -> [Double?] {
    schemes.indices.flatMap { scheme in
      names.map { estimate($0, sums, scheme).value }
    }
  }

  func estimates(_ multiplicities: [Int]) -> [Double?] { values(sums(multiplicities)) }

  func leavingOneOut() -> [[Double?]] {
    let whole = sums(multiplicities)
    return multiplicities.indices.map { pattern in
      var rest = whole
      add(pattern, times: -1, to: &rest)
      return values(rest)
    }
  }

  /// The coefficients, by weights, then in the order of their names.
  func coefficients(
    scale: Scale,
    raters: [String],
    named: (Int) -> String
  ) -> [Coefficient] {
    let sums = sums(multiplicities)
    let label = patterns.patterns.first { $0.count > 1 }?.first?.label
    let nothing: Undefined =
      label.map { .oneCategoryOnly(label: named($0)) } ?? .noPairableRatings
    return schemes.indices.flatMap { scheme in
      names.map { name in
        let estimate = estimate(name, sums, scheme)
        return Coefficient(
          name: name,
          scale: scale,
          weights: schemes[scheme].scheme,
          basis: schemes[scheme].basis,
          value: estimate.value.map(Measure.value) ?? .undefined(nothing),
          observed: estimate.observed,
          expected: estimate.expected,
          standardError: name == .congerKappa ? standardError(sums, scheme) : nil,
          items: Int(sums.pairableItems),
          raters: raters,
          ratings: Int(sums.ratings)
        )
      }
    }
  }

  /// The standard error of Conger's kappa over items, by linearisation: Gwet (2008), Psychometrika
  /// 73(3), 407-430, and Gwet (2014), chapter 5.
  ///
  /// As for Fleiss' kappa, with e_u the item's own chance agreement: of n items, rater g rated n_g,
  /// and W_g(l) is how much of an agreement label l is with the others' shares:
  ///
  ///     e_u = pe + Σ_{g rated u} (n / n_g) (W_g(l_ug) - Σ_l p_gl W_g(l)) / (r (r - 1))
  private func standardError(_ sums: Sums, _ scheme: Int) -> Double? {
    let n = sums.items
    guard let value = conger(sums, scheme).value, let chance = chance(sums, schemes[scheme]),
      n > 1.5
    else { return nil }
    let r = Double(chance.raters.count)
    var places = [Int](repeating: 0, count: patterns.raterCount)
    for (place, rater) in chance.raters.enumerated() { places[rater] = place }
    let rest = 1 - chance.expected
    var squares = 0.0
    for (pattern, votes) in patterns.patterns.enumerated() {
      let shift = votes.reduce(0) { sum, vote in
        let place = places[vote.rater]
        let gain = chance.withOthers[place][vote.label] - chance.means[place]
        return sum + n / chance.counts[place] * gain
      }
      let expected = votes.count > 1 ? chance.expected : 0
      let own =
        n / sums.pairableItems * (agreements[scheme][pattern] - expected) / rest
        - 2 * (1 - value) * shift / (r * (r - 1)) / rest
      squares += Double(multiplicities[pattern]) * (own - value) * (own - value)
    }
    return (squares / (n * (n - 1))).squareRoot()
  }
}
