import Glibc

/// How well labels fit the right ones.
///
/// With n_kl items of class k labelled l, n_k. of class k, n_.k labelled k, n in all:
///
///     accuracy             Σ n_kk / n
///     balanced accuracy    mean of the recalls of classes that occur
///     precision            n_kk / n_.k       recall   n_kk / n_k.      F1   2 n_kk / (n_k. + n_.k)
///     macro                the mean over classes that occur or are given; what is undefined counts 0
///     weighted             the same, each class weighing as often as it occurs
///     micro                the accuracy, since each item has one label
///     Matthews             (n Σ n_kk - Σ n_k. n_.k) / √((n² - Σ n_.k²)(n² - Σ n_k.²))
///                          Gorodkin (2004), Computational Biology and Chemistry 28(5-6), 367-374
///     kappa                Cohen's, with the right labels as a rater
package struct ClassifierMeasures: Hashable, Sendable {
  /// A class by itself.
  package struct ClassMeasures: Hashable, Sendable {
    package var label: String
    /// Items of the class, and items that were given its label.
    package var items: Int
    package var given: Int
    /// Nil where the label was never given, where the class does not occur, where neither.
    package var precision: Double?
    package var recall: Double?
    package var f1: Double?
    /// Intervals of each of the three, where items were resampled.
    package var intervals: [ClassMeasure: [Interval]] = [:]
  }

  /// A measure of one class.
  package enum ClassMeasure: String, Hashable, Sendable, CaseIterable {
    case precision
    case recall
    case f1
  }

  /// One number of all classes.
  package enum Name: String, Hashable, Sendable, CaseIterable {
    case accuracy
    case balancedAccuracy = "balanced_accuracy"
    case macroPrecision = "macro_precision"
    case macroRecall = "macro_recall"
    case macroF1 = "macro_f1"
    case microF1 = "micro_f1"
    case weightedPrecision = "weighted_precision"
    case weightedRecall = "weighted_recall"
    case weightedF1 = "weighted_f1"
    case matthews
    case cohenKappa = "cohen_kappa"
  }

  /// How many items of a class were given a label.
  package struct Cell: Hashable, Sendable {
    package var right: String
    package var given: String
    package var items: Int
  }

  package private(set) var classes: [ClassMeasures]
  /// The cells of the confusion matrix that are not empty, in the order of the labels.
  package let confusion: [Cell]
  package let items: Int
  package let values: [Name: Double]
  package private(set) var intervals: [Name: [Interval]] = [:]

  /// - Parameters:
  ///   - right: the right label of each item, as a place among the labels.
  ///   - given: the label that was given, in the same order.
  package init(
    right: [Int],
    given: [Int],
    labels: [String],
    bootstrap: BootstrapPlan? = nil,
    using random: inout some RandomNumberGenerator
  ) {
    let sample = ConfusionSample(right: right, given: given, labelCount: labels.count)
    let matrix = ConfusionMatrix(sample, sample.multiplicities)
    items = right.count
    confusion = zip(sample.cells, sample.multiplicities).map { cell, items in
      Cell(right: labels[cell.right], given: labels[cell.given], items: items)
    }
    classes = labels.indices.filter { matrix.isThere($0) }.map { label in
      ClassMeasures(
        label: labels[label],
        items: Int(matrix.right[label]),
        given: Int(matrix.given[label]),
        precision: matrix.precision(label),
        recall: matrix.recall(label),
        f1: matrix.f1(label)
      )
    }
    var values: [Name: Double] = [:]
    for name in Name.allCases { values[name] = matrix.value(name) }
    self.values = values
    if let bootstrap, !right.isEmpty {
      let shown = labels.indices.filter { matrix.isThere($0) }
      let found = bootstrap.intervals(of: sample.measuring(classes: shown), using: &random)
      for (name, interval) in zip(Name.allCases, found) where !interval.isEmpty {
        intervals[name] = interval
      }
      var rest = found.dropFirst(Name.allCases.count)
      for place in classes.indices {
        for measure in ClassMeasure.allCases {
          if let interval = rest.popFirst(), !interval.isEmpty {
            classes[place].intervals[measure] = interval
          }
        }
      }
    }
  }
}

/// The cells of a confusion matrix, to be resampled.
struct ConfusionSample: Resampled {
  let labelCount: Int
  let cells: [(right: Int, given: Int)]
  let multiplicities: [Int]
  /// The classes that are also measured one by one.
  private(set) var classes: [Int] = []

  /// The same sample, which estimates the measures of some classes too, after those of all together.
  func measuring(classes: [Int]) -> Self {
    var sample = self
    sample.classes = classes
    return sample
  }

  init(labelCount: Int, cells: [(right: Int, given: Int)], multiplicities: [Int]) {
    self.labelCount = labelCount
    self.cells = cells
    self.multiplicities = multiplicities
  }

  init(right: [Int], given: [Int], labelCount: Int) {
    var counts: [Int: Int] = [:]
    for (right, given) in zip(right, given) { counts[right * labelCount + given, default: 0] += 1 }
    let sorted = counts.sorted { $0.key < $1.key }
    self.labelCount = labelCount
    cells = sorted.map { ($0.key / labelCount, $0.key % labelCount) }
    multiplicities = sorted.map(\.value)
  }

  func estimates(_ multiplicities: [Int]) -> [Double?] {
    estimates(ConfusionMatrix(self, multiplicities))
  }

  private func estimates(_ matrix: ConfusionMatrix) -> [Double?] {
    ClassifierMeasures.Name.allCases.map { matrix.value($0) }
      + classes.flatMap { [matrix.precision($0), matrix.recall($0), matrix.f1($0)] }
  }

  func leavingOneOut() -> [[Double?]] {
    var matrix = ConfusionMatrix(self, multiplicities)
    return cells.map { cell in
      matrix.add(cell, times: -1)
      // Counts are whole, so that nothing is lost.
      defer { matrix.add(cell, times: 1) }
      return estimates(matrix)
    }
  }
}

/// The sums of a confusion matrix.
private struct ConfusionMatrix {
  var n = 0.0
  var diagonal: [Double]
  var right: [Double]
  var given: [Double]

  init(_ sample: ConfusionSample, _ multiplicities: [Int]) {
    diagonal = [Double](repeating: 0, count: sample.labelCount)
    right = diagonal
    given = diagonal
    for (cell, times) in zip(sample.cells, multiplicities) { add(cell, times: Double(times)) }
  }

  mutating func add(_ cell: (right: Int, given: Int), times: Double) {
    n += times
    right[cell.right] += times
    given[cell.given] += times
    if cell.right == cell.given { diagonal[cell.right] += times }
  }

  func isThere(_ label: Int) -> Bool { right[label] + given[label] > 0 }

  func precision(_ label: Int) -> Double? {
    given[label] > 0 ? diagonal[label] / given[label] : nil
  }

  func recall(_ label: Int) -> Double? {
    right[label] > 0 ? diagonal[label] / right[label] : nil
  }

  func f1(_ label: Int) -> Double? {
    isThere(label) ? 2 * diagonal[label] / (right[label] + given[label]) : nil
  }

  func value(_ name: ClassifierMeasures.Name) -> Double? {
    guard n > 0 else { return nil }
    switch name {
    case .accuracy, .microF1: return diagonal.reduce(0, +) / n
    case .balancedAccuracy:
      let recalls = right.indices.compactMap(recall)
      return recalls.reduce(0, +) / Double(recalls.count)
    case .macroPrecision: return macro(precision)
    case .macroRecall: return macro(recall)
    case .macroF1: return macro(f1)
    case .weightedPrecision: return weighted(precision)
    case .weightedRecall: return weighted(recall)
    case .weightedF1: return weighted(f1)
    case .matthews:
      let chance = zip(right, given).reduce(0) { $0 + $1.0 * $1.1 }
      let spread =
        (n * n - given.reduce(0) { $0 + $1 * $1 }) * (n * n - right.reduce(0) { $0 + $1 * $1 })
      return spread > 0 ? (n * diagonal.reduce(0, +) - chance) / spread.squareRoot() : nil
    case .cohenKappa:
      let chance = zip(right, given).reduce(0) { $0 + $1.0 * $1.1 }
      return n * n > chance ? (n * diagonal.reduce(0, +) - chance) / (n * n - chance) : nil
    }
  }

  private func macro(_ measure: (Int) -> Double?) -> Double {
    let labels = right.indices.filter(isThere)
    return labels.reduce(0) { $0 + (measure($1) ?? 0) } / Double(labels.count)
  }

  private func weighted(_ measure: (Int) -> Double?) -> Double {
    right.indices.reduce(0) { $0 + right[$1] * (measure($1) ?? 0) } / n
  }
}
