import ArgumentParser
import Measurement

/// How items are resampled for intervals, as the command line says it.
struct ResamplingOptions: ParsableArguments {
  @Option(
    help: "Number of bootstrap resamples; 0 for no intervals, where a report allows it."
  )
  var resamples = 1000

  @Option(help: "Confidence level of the intervals.")
  var level = 0.95

  @Option(help: "Seed for the resampling; the same seed gives the same intervals.")
  var seed: UInt64 = 1

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level is between 0 and 1, such as 0.95.")
    }
    guard resamples >= 0 else { throw ValidationError("--resamples is at least 0.") }
    try check("--resamples", resamples, atMost: Bounds.resamples)
  }

  var resampling: Resampling { Resampling(resamples: resamples, level: level, seed: seed) }
}
