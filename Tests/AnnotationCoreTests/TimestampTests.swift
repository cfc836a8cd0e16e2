import AnnotationCore
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (1_795_233_161_007, "2026-11-21T03:52:41.007Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
  ])
  func `a moment is written in UTC`(milliseconds: Int64, written: String) {
    #expect(Timestamp(rawValue: milliseconds).iso8601 == written)
  }
}
