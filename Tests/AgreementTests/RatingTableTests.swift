import Agreement
import AnnotationCore
import Testing

@Suite struct RatingTableTests {
  @Test func `the order in which ratings come does not change the table`() throws {
    var generator = SplitMix64(seed: 7)
    let ratings = randomRatings(seed: 7)
    let table = try RatingTable(ratings)
    for _ in 0..<5 {
      #expect(try RatingTable(ratings.shuffled(using: &generator)) == table)
    }
  }

  @Test func `names are listed once and sorted`() throws {
    let table = try RatingTable([
      Rating(item: "q2", rater: "Bo", label: "yes"),
      Rating(item: "q10", rater: "Ana", label: "no"),
      Rating(item: "q2", rater: "Ana", label: "yes"),
    ])
    #expect(table.items == ["q10", "q2"])
    #expect(table.raters == ["Ana", "Bo"])
    #expect(table.labels == ["no", "yes"])
    #expect(table.ratingCount == 3)
  }

  @Test(arguments: ["yes", "no"])
  func `a second rating of an item by the same rater is refused`(second: String) {
    let ratings = [
      Rating(item: "q1", rater: "Ana", label: "yes"),
      Rating(item: "q1", rater: "Bo", label: "yes"),
      Rating(item: "q2", rater: "Ana", label: "no"),
      Rating(item: "q1", rater: "Ana", label: second),
    ]
    let expected = RatingTableError.ratedTwice(
      item: "q1",
      rater: "Ana",
      first: "yes",
      second: second
    )
    #expect(throws: expected) { try RatingTable(ratings) }
    #expect(
      expected.description
        == "“Ana” rated item “q1” twice, as “yes” and as “\(second)”; keep the rating that counts."
    )
  }

  @Test func `labels that are the same text in Unicode are the same label`() throws {
    let table = try RatingTable([
      Rating(item: "q1", rater: "Ana", label: "caf\u{E9}"),
      Rating(item: "q1", rater: "Bo", label: "cafe\u{301}"),
    ])
    #expect(table.labels.count == 1)
    #expect(percentAgreement(table).value == .value(1))
  }
}
