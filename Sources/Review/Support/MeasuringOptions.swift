import Agreement
import ArgumentParser
import Measurement

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
      Also measure with these weights for near labels; may be given several times. Default: linear \
      and quadratic if the labels have an order.
      """
  )
  var weights: [WeightScheme] = []

  @Option(help: "Whether weights use the labels' ranks or their values as numbers.")
  var weightsBy: WeightBasis = .rank

  @Option(help: "Distance between two sets of choices.")
  var sets: SetDistance = .jaccard

  @Option(help: "Whether items with one rating count in the frequencies of labels.")
  var singles: SingleRatings = .count

  @Option(help: "Values of groups with fewer items are withheld.")
  var minimumItems = 10

  @OptionGroup var resampling: ResamplingOptions

  @Option(help: "Kind of interval; percentile where bca cannot be computed.")
  var interval: Interval.Method = .bca

  @ArgumentParser.Flag(help: "Also measure every pair of raters.")
  var pairs = false

  func validate() throws {
    guard minimumItems >= 1 else { throw ValidationError("--minimum-items is at least 1.") }
  }

  var plan: AgreementPlan {
    var plan = AgreementPlan()
    plan.coefficients = coefficients
    plan.weights = weights
    plan.basis = weightsBy
    plan.sets = sets
    plan.singles = singles
    plan.minimumItems = minimumItems
    plan.resampling = resampling.resampling
    plan.interval = interval
    plan.pairs = pairs
    return plan
  }
}
