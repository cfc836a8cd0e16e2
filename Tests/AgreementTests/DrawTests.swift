import AnnotationCore
import Testing

@testable import Agreement

@Suite struct DrawTests {
  /// So that a seed gives the intervals that it gave before.
  @Test(arguments: [1, 2, 3, 1000, 1 << 40, Int.max])
  func `draws are those of the standard library`(bound: Int) {
    var (own, other) = (SplitMix64(seed: 7), SplitMix64(seed: 7))
    for _ in 0..<1_000 {
      #expect(own.number(below: bound) == Int.random(in: 0..<bound, using: &other))
      #expect(own.share() == Double.random(in: 0..<1, using: &other))
    }
  }
}
