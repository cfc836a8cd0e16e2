package import Agreement
import AnnotationCore
import ProjectStore

/// Whether a juror is as often right as its probabilities say.
package struct JurorCalibration: Sendable {
  package let juror: String
  package let calibration: Calibration
  /// What the choices held together before they were made to add up to 1, on average.
  package let meanMass: Double
}

/// How probable a juror held each label of each item, where it said so.
struct JurorForecasts: Sendable {
  private let labels: [String]
  /// By item, in the order of the labels, together 1.
  private(set) var byItem: [ItemID: [Double]] = [:]
  /// Of the trials over items that have a right label: what their choices held together, and how many
  /// trials these are.
  private(set) var mass = 0.0
  private(set) var trials = 0

  init(labels: [String]) { self.labels = labels }

  /// Adds what the juror said in its trials over an item: their mean.
  ///
  /// Where no label has any probability, the juror has said nothing.
  /// - Parameter right: the item's right label, where there is one.
  mutating func add(_ said: [ChoiceProbabilities], on item: ItemID, right: String?) {
    let sums = labels.map { label in said.reduce(0) { $0 + ($1.byChoice[label] ?? 0) } }
    let all = sums.reduce(0, +)
    guard all > 0 else { return }
    byItem[item] = sums.map { $0 / all }
    guard let right, labels.contains(right) else { return }
    for one in said {
      mass += one.mass
      trials += 1
    }
  }
}

extension JurySession {
  /// How probable a juror held each label of each item, where it said so; together 1 for an item.
  func probabilities(of juror: String) -> [ItemID: [String: Double]] {
    (forecasts[juror]?.byItem ?? [:]).mapValues { probabilities in
      Dictionary(uniqueKeysWithValues: zip(evidence.labels, probabilities))
    }
  }

  /// The calibration of each juror that says probabilities, on the items that humans labelled.
  func calibrations() throws(MeasurementError) -> [JurorCalibration] {
    var found: [JurorCalibration] = []
    for juror in names {
      guard let said = forecasts[juror] else { continue }
      var judged: [Forecast] = []
      for (item, probabilities) in said.byItem.sorted(by: { $0.key < $1.key }) {
        guard let truth = evidence.right[item],
          let right = evidence.labels.firstIndex(of: truth)
        else { continue }
        do {
          judged.append(try Forecast(weights: probabilities, right: right))
        } catch { throw .notAForecast(error, juror: juror, item: item) }
      }
      guard !judged.isEmpty else { continue }
      found.append(
        JurorCalibration(
          juror: juror,
          calibration: Calibration(judged),
          meanMass: said.mass / Double(said.trials)
        )
      )
    }
    return found
  }
}
