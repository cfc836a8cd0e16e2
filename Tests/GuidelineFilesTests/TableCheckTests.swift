import Testing

@testable import GuidelineFiles

/// Which combinations of the selecting fields there are, where they depend on one another.
struct TableCheckTests {
  @Test func `selecting fields may be named in any order`() {
    #expect(complaint(about: changed("[scope, nature]", "[nature, scope]")) == nil)
  }

  @Test func `a selecting field that may be left open needs a row for that`() throws {
    let source = changed("help: Agreed?", "help: Agreed?\n        optional: true")
    let message = try #require(complaint(about: source))
    #expect(message.contains("no row fits labels with {scope: nation}, without 'nature'"))
  }

  @Test func `a field that decides whether a selecting field is asked counts, too`() throws {
    // With 'scope' out of the table, an item of scope outside has no nature and meets no row.
    let source = changed(
      "    - {when: {scope: [outside]}, set_aside: true}\n",
      "",
      in: changed("[scope, nature]", "[nature]")
    )
    let message = try #require(complaint(about: source))
    #expect(message.contains("no row fits labels without 'nature'"))
  }

  @Test(arguments: [
    ("minimum_rater", "minimum_raters"), ("titel", "title"), ("whne", "when"), ("hlp", "help"),
  ])
  func `a slip is one or two edits away`(slip: String, meant: String) {
    #expect(
      nearest(
        to: slip,
        among: GuidelineKeys.decisions + GuidelineKeys.field
          + GuidelineKeys.guideline
      ) == meant
    )
  }

  @Test func `a word that is like none gets no suggestion`() {
    #expect(nearest(to: "colour", among: GuidelineKeys.field) == nil)
    #expect(nearest(to: "", among: GuidelineKeys.field) == nil)
  }
}
