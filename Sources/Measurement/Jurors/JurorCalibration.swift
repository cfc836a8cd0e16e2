import Agreement
import AnnotationCore
import ProjectStore

/// Whether a juror is as often right as its probabilities say.
struct JurorCalibration {
  var juror: String
  var calibration: Calibration
  /// What the choices held together before they were made to add up to 1, on average.
  var meanMass: Double
}

extension JurySession {
  /// How probable a juror held each label of each item, where it said so; together 1 for an item.
  ///
  /// Probabilities of several trials over an item are averaged. Where no label has any, the juror has
  /// said nothing.
  func probabilities(of juror: String) -> [ItemID: [String: Double]] {
    let own = trials.filter { $0.juror == juror && $0.probabilities != nil }
    return Dictionary(grouping: own, by: \.item).compactMapValues { trials in
      let said = trials.compactMap(\.probabilities?.byChoice)
      let sums = evidence.labels.map { label in said.reduce(0) { $0 + ($1[label] ?? 0) } }
      let all = sums.reduce(0, +)
      guard all > 0 else { return nil }
      return Dictionary(uniqueKeysWithValues: zip(evidence.labels, sums.map { $0 / all }))
    }
  }

  /// The calibration of each juror that says probabilities, on the items that humans labelled.
  func calibrations() throws -> [JurorCalibration] {
    try names.compactMap { juror in
      let said = probabilities(of: juror).sorted { $0.key < $1.key }
      var forecasts: [Forecast] = []
      var judged: Set<ItemID> = []
      for (item, probabilities) in said {
        guard let truth = evidence.right[item],
          let right = evidence.labels.firstIndex(of: truth)
        else { continue }
        do {
          let weights = evidence.labels.map { probabilities[$0] ?? 0 }
          forecasts.append(try Forecast(weights: weights, right: right))
        } catch { throw CommandFailure("\(juror), item \(item): \(error)") }
        judged.insert(item)
      }
      guard !forecasts.isEmpty else { return nil }
      let masses = trials.filter { $0.juror == juror && judged.contains($0.item) }
        .compactMap(\.probabilities?.mass)
      return JurorCalibration(
        juror: juror,
        calibration: Calibration(forecasts),
        meanMass: masses.reduce(0, +) / Double(masses.count)
      )
    }
  }
}
