import Agreement
import AnnotationCore
import JSON
import Measurement
import SafeText

/// Measures of classifiers as text of at most 80 columns.
enum MetricsText {
  static func text(_ measured: PredictionMeasurement) -> String {
    let leftOut = measured.leftOut > 0 ? ", \(measured.leftOut) left out" : ""
    let head = "\(counted(measured.items, "item"))\(leftOut), right labels of \(measured.gold)"
    let parts = measured.classifiers.map { one in
      [
        one.name, values(one.measures), classes(one.measures), confusion(one.measures),
      ].joined(separator: "\n\n")
    }
    return ([head] + parts + [measured.comparison.map { comparison($0, measured) }])
      .compactMap(\.self).joined(separator: "\n\n")
  }

  private static func values(_ measures: ClassifierMeasures) -> String {
    table(
      [["", "value", "interval"]]
        + ClassifierMeasures.Name.allCases.map { name in
          [
            words(name), measures.values[name].map(AgreementText.fixed) ?? "–",
            interval(measures.intervals[name]),
          ]
        }
    )
  }

  private static func classes(_ measures: ClassifierMeasures) -> String {
    func number(_ value: Double?) -> String { value.map(AgreementText.fixed) ?? "–" }
    let values = table(
      [["class", "items", "given", "precision", "recall", "F1"]]
        + measures.classes.map { one in
          [
            truncated(one.label, to: widest), "\(one.items)", "\(one.given)", number(one.precision),
            number(one.recall), number(one.f1),
          ]
        }
    )
    guard measures.classes.contains(where: { !$0.intervals.isEmpty }) else { return values }
    let intervals = table(
      [["interval of", "precision", "recall", "F1"]]
        + measures.classes.map { one in
          [truncated(one.label, to: widest)]
            + ClassifierMeasures.ClassMeasure.allCases.map { interval(one.intervals[$0]) }
        }
    )
    return values + "\n\n" + intervals
  }

  /// A matrix of a few labels; of more, the labels that were most often given for another.
  private static func confusion(_ measures: ClassifierMeasures) -> String {
    let labels = measures.classes.map(\.label)
    guard labels.count <= mostInMatrix else {
      let wrong = measures.confusion.filter { $0.right != $0.given }
        .sorted { ($1.items, $0.right, $0.given) < ($0.items, $1.right, $1.given) }
      return "Most often given for another label\n"
        + table(
          [["right", "given", "items"]]
            + wrong.prefix(mostConfusions).map {
              [truncated($0.right, to: widest), truncated($0.given, to: widest), "\($0.items)"]
            }
        )
    }
    var counts: [[String]: Int] = [:]
    for cell in measures.confusion { counts[[cell.right, cell.given]] = cell.items }
    return table(
      [["right \\ given"] + labels.map { truncated($0, to: 9) }]
        + labels.map { right in
          [truncated(right, to: 13)] + labels.map { "\(counts[[right, $0]] ?? 0)" }
        }
    )
  }

  private static func comparison(
    _ comparison: ClassifierComparison,
    _ measured: PredictionMeasurement
  ) -> String {
    let paired = comparison.paired
    let names = measured.classifiers.map(\.name)
    return """
      \(names[0]) less \(names[1])

      \(differences(comparison))

      Right alone: \(paired.onlyFirst) and \(counted(paired.onlySecond, "item"))
      McNemar: p \(pValue(paired.exact)) exact, \(pValue(paired.midP)) mid-p
      """
  }

  private static func differences(_ comparison: ClassifierComparison) -> String {
    table(
      [["", "difference", "interval"]]
        + ClassifierMeasures.Name.allCases.map { name in
          [
            words(name), comparison.differences[name].map(AgreementText.fixed) ?? "–",
            interval(comparison.intervals[name]),
          ]
        }
    )
  }

  private static func interval(_ found: [Interval]?) -> String {
    preferred(found).map {
      "\(AgreementText.fixed($0.lower)) … \(AgreementText.fixed($0.upper))"
    } ?? ""
  }

  /// The interval that is reported of those that were found.
  fileprivate static func preferred(_ found: [Interval]?) -> Interval? {
    found?.first { $0.method == .bca } ?? found?.first
  }

  private static func words(_ name: ClassifierMeasures.Name) -> String {
    switch name {
    case .accuracy: "accuracy"
    case .balancedAccuracy: "balanced accuracy"
    case .macroPrecision: "precision, macro"
    case .macroRecall: "recall, macro"
    case .macroF1: "F1, macro"
    case .microF1: "F1, micro"
    case .weightedPrecision: "precision, weighted"
    case .weightedRecall: "recall, weighted"
    case .weightedF1: "F1, weighted"
    case .matthews: "Matthews"
    case .cohenKappa: "Cohen's kappa"
    }
  }

  private static let widest = 30
  private static let mostInMatrix = 6
  private static let mostConfusions = 10
}

/// A probability, with three digits where they say something.
func pValue(_ p: Double) -> String { p < 0.001 ? "< 0.001" : AgreementText.fixed(p) }

extension PredictionMeasurement {
  /// As `schemas/report.schema.json` has it.
  var json: JSONValue {
    .object([
      ("gold", .string(gold)),
      ("items", .int(items)),
      ("left_out", .int(leftOut)),
      ("classifiers", .array(classifiers.map(\.json))),
      ("comparison", comparison?.json ?? .null),
    ])
  }
}

extension PredictionMeasurement.Classifier {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)),
      ("measures", measured(measures.values, measures.intervals)),
      ("classes", .array(measures.classes.map(\.json))),
      (
        "confusion",
        .array(
          measures.confusion.map { cell in
            .object([
              ("right", .string(cell.right)), ("given", .string(cell.given)),
              ("items", .int(cell.items)),
            ])
          }
        )
      ),
    ])
  }
}

extension ClassifierMeasures.ClassMeasures {
  fileprivate var json: JSONValue {
    .object([
      ("label", .string(label)),
      ("items", .int(items)),
      ("given", .int(given)),
      ("precision", precision.map { .double($0) } ?? .null),
      ("recall", recall.map { .double($0) } ?? .null),
      ("f1", f1.map { .double($0) } ?? .null),
      (
        "intervals",
        .object(
          ClassifierMeasures.ClassMeasure.allCases.map { measure in
            (measure.rawValue, MetricsText.preferred(intervals[measure])?.json ?? .null)
          }
        )
      ),
    ])
  }
}

extension ClassifierComparison {
  fileprivate var json: JSONValue {
    .object([
      ("only_first", .int(paired.onlyFirst)),
      ("only_second", .int(paired.onlySecond)),
      ("mcnemar_exact", .double(paired.exact)),
      ("mcnemar_mid_p", .double(paired.midP)),
      ("differences", measured(differences, intervals)),
    ])
  }
}

/// Values with their intervals, by name.
private func measured(
  _ values: [ClassifierMeasures.Name: Double],
  _ intervals: [ClassifierMeasures.Name: [Interval]]
) -> JSONValue {
  .object(
    ClassifierMeasures.Name.allCases.map { name in
      (
        name.rawValue,
        .object([
          ("value", values[name].map { .double($0) } ?? .null),
          ("interval", MetricsText.preferred(intervals[name])?.json ?? .null),
        ])
      )
    }
  )
}
