import Glibc

/// Whether a juror may stand in for an annotator.
///
/// Calderon, N., Reichart, R. and Dror, R. (2025). The alternative annotator test for LLM-as-a-judge:
/// How to statistically justify replacing human annotators with LLMs. ACL 2025, arXiv 2501.10970. For
/// annotator j and item i, S(x) says how near x is to the labels of the *other* annotators (section 3.1):
///
///     accuracy   the share of them who gave x
///     rmse       -√(mean of (x - theirs)²), of labels that are numbers
///
/// The juror does at
/// least as well on the item where S(juror) ≥ S(j), and j does where S(j) ≥ S(juror); a tie counts for
/// both. With ρf_j and ρh_j the shares of such items, juror against annotator, and ε the price of an
/// annotator's time:
///
///     H0: ρf_j ≤ ρh_j - ε, tested one-sided on the items' differences: by the t-test, and with fewer
///         than 30 items by Wilcoxon's signed ranks (normal approximation, corrected for ties)
///     ω = share of annotators for whom H0 is rejected, Benjamini-Yekutieli at 0.05
///     ρ = mean of ρf_j, the average advantage probability
///
/// The juror passes where ω ≥ 0.5.
package struct AlternativeAnnotatorTest: Hashable, Sendable {
  /// How near a label is to those of others.
  package enum Alignment: String, Hashable, Sendable, CaseIterable {
    case accuracy
    case rmse
  }

  package struct Options: Hashable, Sendable {
    /// 0.2 for experts, 0.15 for skilled annotators, 0.1 for crowds, as the authors advise.
    package var epsilon: Double
    /// The false discovery rate.
    package var rate: Double
    /// An annotator with fewer items is not compared.
    package var minimumItems: Int
    /// With fewer items ranks are tested instead of means.
    package static let itemsForMeans = 30

    package init(epsilon: Double = 0.2, rate: Double = 0.05, minimumItems: Int = 10) {
      self.epsilon = epsilon
      self.rate = rate
      self.minimumItems = minimumItems
    }
  }

  /// One annotator against the juror.
  package struct Comparison: Hashable, Sendable {
    package var annotator: String
    /// Items that both rated, and another annotator too.
    package var items: Int
    /// ρf: how often the juror is at least as near to the others.
    package var juror: Double
    /// ρh: how often the annotator is.
    package var human: Double
    package var p: Double
    /// Whether the juror does no worse than this annotator by more than ε.
    package var isBeaten: Bool
  }

  package let juror: String
  package let options: Options
  package let alignment: Alignment
  package let comparisons: [Comparison]
  /// Annotators with too few items, and how many they have.
  package let leftOut: [String: Int]

  /// ω, or nil where no annotator could be compared.
  package var winningRate: Double? {
    comparisons.isEmpty
      ? nil : Double(comparisons.count { $0.isBeaten }) / Double(comparisons.count)
  }

  /// ρ, or nil where no annotator could be compared.
  package var averageAdvantage: Double? {
    comparisons.isEmpty
      ? nil : comparisons.reduce(0) { $0 + $1.juror } / Double(comparisons.count)
  }

  package var passes: Bool { (winningRate ?? 0) >= 0.5 }

  /// - Parameters:
  ///   - table: ratings of the annotators and of the juror.
  ///   - annotators: who of the raters is an annotator.
  ///   - numbers: the number that each of the table's labels is (``Categories/numbers(of:)``), where
  ///     nearness is by their distance; nil where labels are the same or not.
  package init(
    _ table: RatingTable,
    juror: String,
    annotators: Set<String>,
    _ options: Options = Options(),
    numbers: [Double]? = nil
  ) {
    self.juror = juror
    self.options = options
    alignment = numbers == nil ? .accuracy : .rmse
    let nearness = Nearness(numbers: numbers)
    let isAnnotator = table.raters.map(annotators.contains)
    let own = table.raters.firstIndex(of: juror).map { UInt32($0) }
    var tallies: [Int: Tally] = [:]
    for item in table.items.indices {
      let positions = table.positions(ofItem: item)
      guard let juror = positions.first(where: { table.raterOf[$0] == own }) else { continue }
      let humans = positions.filter { isAnnotator[Int(table.raterOf[$0])] }
      guard humans.count > 1 else { continue }
      for human in humans {
        let others = humans.filter { $0 != human }.map { table.labelOf[$0] }
        tallies[Int(table.raterOf[human]), default: Tally()]
          .note(
            juror: nearness.of(table.labelOf[juror], to: others),
            human: nearness.of(table.labelOf[human], to: others)
          )
      }
    }
    var found: [Comparison] = []
    var leftOut: [String: Int] = [:]
    for (rater, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      let name = table.raters[rater]
      guard tally.items >= options.minimumItems else {
        leftOut[name] = tally.items
        continue
      }
      found.append(tally.comparison(name, options))
    }
    let beaten = Self.rejected(found.map(\.p), rate: options.rate)
    for index in found.indices { found[index].isBeaten = beaten[index] }
    comparisons = found
    self.leftOut = leftOut
  }

  /// S, up to what does not change which of two is larger: the number of the others, and a root.
  private struct Nearness {
    let numbers: [Double]?

    func of(_ label: UInt32, to others: [UInt32]) -> Double {
      guard let numbers else { return Double(others.count { $0 == label }) }
      return -others.reduce(0) { sum, other in
        let distance = numbers[Int(label)] - numbers[Int(other)]
        return sum + distance * distance
      }
    }
  }

  /// Who was nearer to the others, over an annotator's items.
  private struct Tally {
    var items = 0
    var juror = 0
    var human = 0
    var ties = 0

    mutating func note(juror: Double, human: Double) {
      items += 1
      // Sums of squares that are one, may differ in the last bits.
      let isTie = abs(juror - human) <= 1e-12 * max(abs(juror), abs(human))
      if isTie || juror > human { self.juror += 1 }
      if isTie || human > juror { self.human += 1 }
      if isTie { ties += 1 }
    }

    func comparison(_ annotator: String, _ options: Options) -> Comparison {
      let n = Double(items)
      return Comparison(
        annotator: annotator,
        items: items,
        juror: Double(juror) / n,
        human: Double(human) / n,
        p: items < Options.itemsForMeans ? byRanks(options.epsilon) : byMeans(options.epsilon),
        isBeaten: false
      )
    }

    /// The t-test of the differences, which are 1, 0 or -1 for each item.
    private func byMeans(_ epsilon: Double) -> Double {
      let n = Double(items)
      let mean = Double(human - juror) / n
      let squares = Double(items - ties) - n * mean * mean
      let error = (max(0, squares) / (n - 1) / n).squareRoot()
      guard error > 0 else { return mean < epsilon ? 0 : 1 }
      return Student.below((mean - epsilon) / error, degrees: n - 1)
    }

    /// Wilcoxon's test of the differences less ε.
    ///
    /// Wilcoxon, F. (1945). Individual comparisons by ranking methods. Biometrics Bulletin 1(6), 80-83.
    private func byRanks(_ epsilon: Double) -> Double {
      // Differences of 1, 0 and -1: `human` counts 1 and 0, `juror` 0 and -1.
      let values = [
        (1 - epsilon, items - juror), (-epsilon, ties), (-1 - epsilon, items - human),
      ].filter { $0.0 != 0 && $0.1 > 0 }
      let groups = Dictionary(grouping: values) { abs($0.0) }.sorted { $0.key < $1.key }
      var ranked = 0.0
      var positive = 0.0
      var tied = 0.0
      for (_, group) in groups {
        let size = Double(group.reduce(0) { $0 + $1.1 })
        let rank = ranked + (size + 1) / 2
        positive += rank * Double(group.filter { $0.0 > 0 }.reduce(0) { $0 + $1.1 })
        ranked += size
        tied += size * size * size - size
      }
      let n = ranked
      let variance = n * (n + 1) * (2 * n + 1) / 24 - tied / 48
      guard variance > 0 else { return 1 }
      return Normal.below((positive - n * (n + 1) / 4) / variance.squareRoot())
    }
  }

  /// Which hypotheses are rejected at a false discovery rate, under any dependence: the smallest k of m
  /// p-values, with k the last for which p_(k) ≤ k · rate / (m Σ 1/i).
  ///
  /// Benjamini, Y. and Yekutieli, D. (2001). The control of the false discovery rate in multiple
  /// testing under dependency. Annals of Statistics 29(4), 1165-1188.
  static func rejected(_ p: [Double], rate: Double) -> [Bool] {
    let m = Double(p.count)
    let harmonic = p.indices.reduce(0) { $0 + 1 / Double($1 + 1) }
    let sorted = p.sorted()
    var limit = -1.0
    for (place, value) in sorted.enumerated()
    where value <= Double(place + 1) * rate / (m * harmonic) {
      limit = value
    }
    return p.map { $0 <= limit }
  }
}
