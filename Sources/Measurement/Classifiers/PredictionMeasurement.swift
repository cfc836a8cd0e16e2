package import Agreement
import AnnotationCore

/// Labels of one or two classifiers, held against the right ones.
package struct PredictionMeasurement {
  /// A file's labels by item.
  package struct Labels: Sendable {
    package var name: String
    package var labels: [String: String]

    package init(name: String, labels: [String: String]) {
      self.name = name
      self.labels = labels
    }
  }

  /// A classifier's measures.
  package struct Classifier {
    package let name: String
    package let measures: ClassifierMeasures
  }

  package let gold: String
  package let classifiers: [Classifier]
  /// The first against the second, where there are two.
  package let comparison: ClassifierComparison?
  /// Items that all have a label of.
  package let items: Int
  /// Items that one of them has no label of.
  package let leftOut: Int

  /// - Parameter common: whether items are left out that one of them has no label of.
  /// - Throws: ``PredictionMismatch``.
  package init(
    gold: Labels,
    _ predictions: [Labels],
    common: Bool,
    _ resampling: Resampling
  ) throws(PredictionMismatch) {
    let gaps = predictions.flatMap { one in
      [
        PredictionMismatch.Gap(items: gold, lackedBy: one),
        PredictionMismatch.Gap(items: one, lackedBy: gold),
      ]
    }.compactMap(\.self)
    guard common || gaps.isEmpty else { throw .differentItems(gaps) }
    let all = Set(gold.labels.keys).union(predictions.flatMap(\.labels.keys))
    let shared = all.filter { item in
      gold.labels[item] != nil && predictions.allSatisfy { $0.labels[item] != nil }
    }.sorted()
    guard !shared.isEmpty else { throw .nothingInCommon }
    let columns = ([gold] + predictions).map { one in shared.compactMap { one.labels[$0] } }
    let labels = Set(columns.joined()).sorted()
    let place = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
    let numbers = columns.map { $0.compactMap { place[$0] } }
    self.gold = gold.name
    items = shared.count
    leftOut = all.count - shared.count
    classifiers = zip(predictions, numbers.dropFirst()).map { one, given in
      var random = resampling.random
      return Classifier(
        name: one.name,
        measures: ClassifierMeasures(
          right: numbers[0],
          given: given,
          labels: labels,
          bootstrap: resampling.plan,
          using: &random
        )
      )
    }
    guard numbers.count == 3 else {
      comparison = nil
      return
    }
    var random = resampling.random
    comparison = ClassifierComparison(
      right: numbers[0],
      first: numbers[1],
      second: numbers[2],
      labelCount: labels.count,
      bootstrap: resampling.plan,
      using: &random
    )
  }
}

/// Why labels cannot be held against the right ones.
package enum PredictionMismatch: Error, Hashable, Sendable {
  case differentItems([Gap])
  case nothingInCommon

  /// Items of one file that another has no label of.
  package struct Gap: Hashable, Sendable {
    package var file: String
    package var lackedBy: String
    package var count: Int
    /// The first of them, sorted.
    package var first: [String]

    /// Nil where there are none.
    init?(items one: PredictionMeasurement.Labels, lackedBy other: PredictionMeasurement.Labels) {
      let items = one.labels.keys.filter { other.labels[$0] == nil }.sorted()
      guard !items.isEmpty else { return nil }
      file = one.name
      lackedBy = other.name
      count = items.count
      first = Array(items.prefix(5))
    }
  }
}

extension PredictionMismatch: CustomStringConvertible {
  /// What is missing where, and what to do next.
  package var description: String {
    switch self {
    case .differentItems(let gaps):
      gaps.map { gap in
        let more = gap.count - gap.first.count
        return "\(counted(gap.count, "item")) of \(gap.file) "
          + "\(gap.count == 1 ? "has" : "have") no label in \(gap.lackedBy): "
          + gap.first.joined(separator: ", ") + (more > 0 ? " and \(more) more." : ".")
      }.joined(separator: "\n")
        + "\nGive them a label, or measure the items in common with --common."
    case .nothingInCommon: "The files have no item in common. Do they name items alike?"
    }
  }
}
