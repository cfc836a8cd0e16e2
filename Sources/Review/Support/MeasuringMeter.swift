import Agreement
import CommandLineKit

/// How far a measurement is, on a terminal: shown once it takes long, and a few times a second.
final class MeasuringMeter {
  private let line = ProgressLine()
  private let clock = ContinuousClock()
  private var next: ContinuousClock.Instant
  private var isShown = false

  init() { next = clock.now + .seconds(1) }

  func show(_ progress: MeasuringProgress) {
    // A look at the clock takes longer than many a resample.
    guard progress.done % 64 == 0, clock.now >= next else { return }
    next = clock.now + .milliseconds(200)
    isShown = true
    line.show(Self.text(progress))
  }

  func clear() { if isShown { line.clear() } }

  static func text(_ progress: MeasuringProgress) -> String {
    let what =
      switch progress.what {
      case .resamples: "resamples"
      case .pairs: "pairs of raters"
      }
    return "\(progress.done) of \(progress.all) \(what)"
  }
}
