import ArgumentParser
import Measurement

/// How items are resampled for intervals, as the command line says it.
struct ResamplingOptions: ParsableArguments {
  @Option(
    help: """
      Number of bootstrap resamples; 0 for no intervals, where a report allows it. Default: 1000.
      """
  )
  var resamples: Int?

  @Option(help: "Confidence level of the intervals. Default: 0.95.")
  var level: Double?

  @Option(
    help: "Seed for the resampling; the same seed gives the same intervals. Default: 1."
  )
  var seed: UInt64?

  func validate() throws {
    let (resamples, level) = (resampling.resamples, resampling.level)
    guard level > 0, level < 1 else {
      throw ValidationError("--level is between 0 and 1, such as 0.95.")
    }
    guard resamples == 0 || resamples > 1 else {
      throw ValidationError("--resamples is 0 for no intervals, or at least 2.")
    }
    try check("--resamples", resamples, atMost: Bounds.resamples)
    guard resamples > 0 || seed == nil else {
      throw ValidationError(
        "--seed is for resampling, and --resamples is 0. Leave one of them out."
      )
    }
  }

  /// Whether no intervals are asked for.
  var isOff: Bool { resampling.resamples == 0 }

  var resampling: Resampling {
    var resampling = Resampling()
    if let resamples { resampling.resamples = resamples }
    if let level { resampling.level = level }
    if let seed { resampling.seed = seed }
    return resampling
  }
}
