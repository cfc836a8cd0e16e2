/// A model of annotators: what each item's label probably is, and how well each rater finds it.
package struct AnnotatorModel: Hashable, Sendable {
  package var name: Name
  /// The probability of each label for each item, row by row in the order of the table's items.
  package var posteriors: [Double]
  /// The most probable label of each item, as a place among the labels; of equals the first.
  package var labels: [Int]
  /// How well each rater does, in the order of the table's raters; see ``Name/ability``.
  package var abilities: [Double]
  /// For models that have them: for each rater, q × q, row by row: the probability of giving a label
  /// (column) to an item that is truly of another (row).
  package var confusions: [[Double]]
  /// How often each label is the true one, where the model estimates it.
  package var priors: [Double]
  /// For models that have it: how hard each item is, the higher the harder.
  package var difficulties: [Double]
  /// The natural logarithm of the probability of the ratings, with that of the model's own priors
  /// where it has them; nil for models without one.
  package var logLikelihood: Double?
  package var iterations: Int
  /// The largest change of a probability of ``posteriors`` in the last iteration; nil for votes, which
  /// are counted once.
  package var change: Double?
  /// Whether the last iteration gained and changed less than the tolerances of its ``StoppingRule``.
  package var converged: Bool

  /// The models; the raw values are the names in files and on the command line.
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case majority
    case wawa
    case oneCoin = "one-coin"
    case dawidSkene = "dawid-skene"
    case mace
    case glad

    /// What the ability of a rater is in the model.
    package var ability: String {
      switch self {
      case .majority, .wawa: "share of ratings that are the majority's label"
      case .oneCoin: "probability of giving the true label"
      case .dawidSkene: "probability of giving the true label, labels as frequent as estimated"
      case .mace: "probability of not answering by habit alone"
      case .glad: "alpha: the log odds of giving the true label of an item of difficulty 1"
      }
    }
  }
}

/// Runs a model on a table.
///
/// All models begin with the shares of votes, break ties by the order of the labels, and draw nothing
/// at random, so that the same ratings in any order give the same result.
package func annotatorModel(
  _ name: AnnotatorModel.Name,
  _ table: RatingTable,
  _ categories: Categories,
  until rule: StoppingRule = StoppingRule()
) -> AnnotatorModel {
  let votes = Votes(table, categories)
  switch name {
  case .majority: return majorityVote(votes)
  case .wawa: return wawa(votes)
  case .oneCoin: return dawidSkene(votes, isOneCoin: true, until: rule)
  case .dawidSkene: return dawidSkene(votes, isOneCoin: false, until: rule)
  case .mace: return mace(votes, until: rule)
  case .glad: return glad(votes, until: rule)
  }
}

/// The model of Dawid and Skene (1979) of votes that are places already: raters who confuse labels,
/// each in a way of their own.
/// - Returns: the model as of a table with the same items, raters and labels in the same order.
package func dawidSkene(
  _ votes: Votes,
  until rule: StoppingRule = StoppingRule()
) -> AnnotatorModel {
  dawidSkene(votes, isOneCoin: false, until: rule)
}

/// Ratings as the models read them: items, raters and labels by their places; eight bytes for each.
package struct Votes: Sendable {
  let itemCount: Int
  let raterCount: Int
  /// Labels to choose from: q.
  let labelCount: Int
  /// Where each item's votes begin, with their number at the end.
  let starts: [Int]
  let raterOf: [Int32]
  let labelOf: [Int32]
  /// For how many items with the very same votes each item stands; nil where each stands for itself.
  let multiplicities: [Int]?

  /// - Parameters:
  ///   - starts: where each item's votes begin, with their number at the end: one more than there are
  ///     items.
  ///   - raterOf: the rater of each vote, in an item each at most once.
  ///   - labelOf: the label of each vote.
  ///   - multiplicities: for how many items with the very same votes each item stands; nil where each
  ///     stands for itself. Only Dawid and Skene's models read them.
  package init(
    raterCount: Int,
    labelCount: Int,
    starts: [Int],
    raterOf: [Int32],
    labelOf: [Int32],
    multiplicities: [Int]? = nil
  ) {
    itemCount = starts.count - 1
    self.raterCount = raterCount
    self.labelCount = labelCount
    self.starts = starts
    self.raterOf = raterOf
    self.labelOf = labelOf
    self.multiplicities = multiplicities
  }

  init(_ table: RatingTable, _ categories: Categories) {
    itemCount = table.items.count
    raterCount = table.raters.count
    labelCount = categories.count
    starts = table.starts
    raterOf = table.raterOf.map(Int32.init)
    labelOf = table.labelOf.map { Int32(categories.places[Int($0)]) }
    multiplicities = nil
  }

  /// How many ratings there are.
  var count: Int {
    guard let multiplicities else { return labelOf.count }
    return multiplicities.indices.reduce(0) {
      $0 + multiplicities[$1] * (starts[$1 + 1] - starts[$1])
    }
  }

  /// How many items there are, those included that others stand for.
  var allItems: Int { multiplicities?.reduce(0, +) ?? itemCount }

  /// For how many items an item stands.
  func times(_ item: Int) -> Double { multiplicities.map { Double($0[item]) } ?? 1 }

  /// The shares of votes for each label, item by item, each vote weighing as its rater does.
  func shares(weights: [Double]? = nil) -> [Double] {
    var shares = [Double](repeating: 0, count: itemCount * labelCount)
    for item in 0..<itemCount {
      var total = 0.0
      for vote in starts[item]..<starts[item + 1] {
        let weight = weights?[Int(raterOf[vote])] ?? 1
        shares[item * labelCount + Int(labelOf[vote])] += weight
        total += weight
      }
      for label in 0..<labelCount {
        // Where no vote weighs anything, nothing is known.
        shares[item * labelCount + label] =
          total > 0
          ? shares[item * labelCount + label] / total : 1 / Double(labelCount)
      }
    }
    return shares
  }

  /// The most probable label of each item; of equals the first.
  ///
  /// What differs by less than rounding counts as equal: sums in another order must not decide.
  func mostProbable(_ posteriors: [Double]) -> [Int] {
    (0..<itemCount).map { item in
      var best = 0
      for label in 1..<max(1, labelCount) {
        let gain = posteriors[item * labelCount + label] - posteriors[item * labelCount + best]
        if gain > 1e-12 { best = label }
      }
      return best
    }
  }

  /// The share of each rater's votes that are the given labels.
  func accuracy(_ labels: [Int]) -> [Double] {
    var right = [Double](repeating: 0, count: raterCount)
    var all = right
    for item in 0..<itemCount {
      for vote in starts[item]..<starts[item + 1] {
        all[Int(raterOf[vote])] += 1
        if Int(labelOf[vote]) == labels[item] { right[Int(raterOf[vote])] += 1 }
      }
    }
    return zip(right, all).map { $1 > 0 ? $0 / $1 : 0 }
  }
}
