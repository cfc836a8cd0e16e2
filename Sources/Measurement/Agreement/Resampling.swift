package import Agreement
package import AnnotationCore

/// How items are resampled for intervals.
package struct Resampling: Hashable, Sendable {
  /// How many resamples; 0 for no interval.
  package var resamples: Int
  /// How sure an interval is, between 0 and 1.
  package var level: Double
  /// The same seed gives the same interval.
  package var seed: UInt64

  package init(resamples: Int = 1000, level: Double = 0.95, seed: UInt64 = 1) {
    self.resamples = resamples
    self.level = level
    self.seed = seed
  }

  /// The plan of the bootstrap, or nil where no interval is asked for.
  package var plan: BootstrapPlan? {
    resamples > 0 ? BootstrapPlan(resamples: resamples, level: level) : nil
  }

  /// What draws the resamples, from the beginning.
  ///
  /// Each value is resampled alike, whatever was measured before it.
  package var random: SplitMix64 { SplitMix64(seed: seed) }
}
