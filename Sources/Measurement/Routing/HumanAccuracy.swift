package import Agreement
package import AnnotationCore
import ProjectStore

/// How often an annotator gives the right label: measured, or as it was said.
package struct HumanAccuracy: Hashable, Sendable {
  /// From 0 to 1.
  package let accuracy: Double
  package let source: Source

  package enum Source: Hashable, Sendable {
    case gold(labels: Int)
    /// By how many pairs of two annotators' labels of one item agree.
    case agreement(pairs: Int)
    /// With so few pairs that could have been compared.
    case assumed(pairs: Int)
    case given
  }

  /// What is taken where too little can be compared.
  package static let assumed = 0.9
  /// Comparisons that are enough to measure.
  package static let enough = 30

  /// Labels of record are no measure: annotators who agree make them.
  /// - Parameters:
  ///   - given: what the user says, from 0 to 1.
  ///   - humans: the annotators' labels.
  ///   - gold: the labels that gold items are known to have.
  ///   - labels: how many there are to choose from.
  package init(given: Double?, _ humans: [Rating], gold: [ItemID: String], labels: Int) {
    if let given {
      (accuracy, source) = (given, .given)
      return
    }
    let known = humans.filter { gold[$0.item] != nil }
    if known.count >= Self.enough {
      let right = known.count { $0.label == gold[$0.item] }
      (accuracy, source) = (Double(right) / Double(known.count), .gold(labels: known.count))
      return
    }
    var (agreeing, pairs) = (0, 0)
    for (_, ratings) in Dictionary(grouping: humans, by: \.item) {
      let counts = Dictionary(grouping: ratings, by: \.label).mapValues(\.count)
      pairs += ratings.count * (ratings.count - 1) / 2
      agreeing += counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
    if pairs >= Self.enough {
      let share = Double(agreeing) / Double(pairs)
      accuracy = impliedAccuracy(ofAgreement: share, labels: labels)
      source = .agreement(pairs: pairs)
    } else {
      (accuracy, source) = (Self.assumed, .assumed(pairs: pairs))
    }
  }
}
