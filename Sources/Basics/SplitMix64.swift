/// A small random number generator whose sequence is fixed by its seed, on every platform.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// A generator for words, so that the same words draw the same on every machine.
  ///
  /// Their FNV-1a hash (Fowler, Noll and Vo) is the seed, a unit separator between two words; the
  /// generator mixes what the hash of short words leaves alike.
  package init(drawnFrom words: [String]) {
    state = words.joined(separator: "\u{1F}").utf8.reduce(0xCBF2_9CE4_8422_2325) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
