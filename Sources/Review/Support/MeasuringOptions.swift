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
