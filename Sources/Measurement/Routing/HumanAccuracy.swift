import Agreement
import AnnotationCore
import OrderedJSON
import ProjectStore

/// How often an annotator gives the right label: measured, or as it was said.
struct HumanAccuracy {
  var accuracy: Double
  var source: Source

  enum Source: Equatable {
    case gold(labels: Int)
    /// By how many pairs of two annotators' labels of one item agree.
    case agreement(pairs: Int)
    /// With so few pairs that could have been compared.
    case assumed(pairs: Int)
    case given
  }

  /// What is taken where too little can be compared.
  static let assumed = 0.9
  /// Comparisons that are enough to measure.
  static let enough = 30

  /// Labels of record are no measure: annotators who agree make them.
  /// - Parameters:
  ///   - given: what the command line says.
  ///   - gold: the labels that gold items are known to have.
  ///   - labels: how many there are to choose from.
  init(given: Double?, _ humans: [Rating], gold: [ItemID: String], labels: Int) {
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

  var text: String {
    let value = AgreementText.fixed(accuracy)
    return switch source {
    case .gold(let labels):
      "A human is right with \(value), measured on \(labels) labels of gold items."
    case .agreement(let pairs):
      "A human is right with \(value): so often are annotators who agree as ours do, on \(pairs) pairs of "
        + "labels, if they err independently."
    case .assumed(let pairs):
      "A human is taken to be right with \(value): \(pairs) pairs of annotators' labels can be compared, "
        + "and \(Self.enough) are needed to measure it; --human-accuracy says another one."
    case .given: "A human is right with \(value), as --human-accuracy says."
    }
  }

  var json: JSONValue {
    let (name, comparisons): (String, Int?) =
      switch source {
      case .gold(let labels): ("gold", labels)
      case .agreement(let pairs): ("agreement", pairs)
      case .assumed(let pairs): ("assumed", pairs)
      case .given: ("given", nil)
      }
    return .object([
      ("accuracy", .double(accuracy)), ("source", .string(name)),
      ("comparisons", comparisons.map { .int($0) } ?? .null),
    ])
  }
}
