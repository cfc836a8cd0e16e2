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

  @Option(
    help: """
      Whether linear and quadratic weights use the labels' ranks or their values as numbers. Default: \
      values on the scales interval and ratio, ranks on the ordinal scale.
      """
  )
  var weightsBy: WeightBasis?

  @Option(help: "Distance between two sets of choices. Default: jaccard.")
  var sets: SetDistance?

  @Option(
    help: """
      Whether items with one rating count in the frequencies of labels: count or leave-out. Default: \
      count.
      """
  )
  var singles: SingleRatings?

  @Option(help: "Values of groups with fewer items are withheld. Default: 10.")
  var minimumItems: Int?

  @OptionGroup var resampling: ResamplingOptions

  @Option(
    help: """
      Kind of interval; percentile where bca cannot be computed. Default: bca.
      """
  )
  var interval: Interval.Method?

  @ArgumentParser.Flag(help: "Also measure every pair of raters, by the same weights.")
  var pairs = false

  @ArgumentParser.Flag(
    help: "With --by: also measure how every two groups of items differ, with intervals."
  )
  var differences = false

  @Option(
    help: """
      Also tell how many items an interval of this width needs, such as 0.1, if further items are like \
      these.
      """
  )
  var width: Double?

  func validate() throws {
    guard minimumItems ?? 1 >= 1 else { throw ValidationError("--minimum-items is at least 1.") }
    if let width {
      guard width > 0, width <= 2 else {
        throw ValidationError("--width is the whole interval, above 0 and at most 2, such as 0.1.")
      }
    }
    guard !resampling.isOff || interval == nil else {
      throw ValidationError("--interval is for resampling, and --resamples is 0. Leave one out.")
    }
    guard !resampling.isOff || width != nil || resampling.level == nil else {
      throw ValidationError("--level is for intervals, and --resamples is 0. Leave one out.")
    }
    guard !resampling.isOff || !differences else {
      throw ValidationError(
        "--differences has intervals, and --resamples is 0. Leave one of them out."
      )
    }
  }

  /// Whether nothing is said.
  var isEmpty: Bool {
    coefficients.isEmpty && weights.isEmpty && weightsBy == nil && sets == nil && singles == nil
      && minimumItems == nil && resampling.resamples == nil && resampling.level == nil
      && resampling.seed == nil && interval == nil && !pairs && !differences && width == nil
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
    plan.interval = interval ?? .bca
    plan.pairs = pairs
    plan.differences = differences
    plan.width = width
    return plan
  }
}
