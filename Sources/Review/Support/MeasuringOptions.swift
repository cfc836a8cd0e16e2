import Agreement
import AnnotationCore
import ArgumentParser

extension Scale: ExpressibleByArgument {}
extension WeightScheme: ExpressibleByArgument {}
extension WeightBasis: ExpressibleByArgument {}
extension SetDistance: ExpressibleByArgument {}
extension SingleRatings: ExpressibleByArgument {}
extension Interval.Method: ExpressibleByArgument {}
extension Coefficient.Name: ExpressibleByArgument {}

/// How agreement is measured, as the command line says it.
struct MeasuringOptions: ParsableArguments {
  @Option(
    name: .customLong("coefficient"),
    help: "Only this coefficient; may be given several times."
  )
  var coefficients: [Coefficient.Name] = []

  @Option(
    help: """
      Weights for labels that are near each other, besides unweighted agreement; may be given \
      several times. Default: linear and quadratic where labels have an order.
      """
  )
  var weights: [WeightScheme] = []

  @Option(help: "Whether weights go by the labels' places or by their numbers.")
  var weightsBy: WeightBasis = .rank

  @Option(help: "How far two sets of choices are apart.")
  var sets: SetDistance = .jaccard

  @Option(help: "Whether items with one rating count in how often labels are given.")
  var singles: SingleRatings = .count

  @Option(help: "In a stratum with fewer items, a value is withheld.")
  var minimumItems = 10

  @OptionGroup var resampling: ResamplingOptions

  @Option(help: "Which interval is reported; percentile where bca cannot be found.")
  var interval: Interval.Method = .bca

  @ArgumentParser.Flag(help: "Measure every two raters too.")
  var pairs = false

  func validate() throws {
    guard minimumItems >= 1 else { throw ValidationError("--minimum-items is at least 1.") }
  }

  func measurement(_ scale: Scale, labels: Int, minimumItems: Int) -> MeasurementOptions {
    // Weighing all pairs of a thousand numbers takes long: only where it is asked for.
    let isOrdered = labels <= 100 && (scale == .ordinal || scale == .interval || scale == .ratio)
    return MeasurementOptions(
      weights: weights.isEmpty && isOrdered ? [.linear, .quadratic] : weights,
      basis: weightsBy,
      sets: sets,
      singles: singles,
      minimumItems: minimumItems,
      bootstrap: resampling.resamples > 0 ? resampling.plan : nil
    )
  }

  /// The coefficients of some items of a table, those that were asked for.
  func measure(
    _ table: RatingTable,
    _ categories: Categories,
    items: [Int]? = nil
  ) -> [Coefficient] {
    // Each part of a table is resampled alike, whatever was measured before it.
    var random = resampling.random
    let least = items == nil ? 1 : minimumItems
    let measurement = Measurement(
      table,
      categories,
      measurement(categories.scale, labels: categories.count, minimumItems: least),
      items: items
    )
    var found = measurement.coefficients(using: &random)
    if pairs, table.raters.count > 2 {
      found += measurement.pairs([.cohenKappa, .scottPi], using: &random)
    }
    guard !coefficients.isEmpty else { return found }
    return found.filter { coefficients.contains($0.name) }
  }

  /// The interval that is reported of those that were found.
  func reported(_ intervals: [Interval]) -> Interval? {
    intervals.first { $0.method == interval } ?? intervals.first
  }
}
