import ProjectStore
import Testing

@testable import Review

@Suite struct AdjudicateCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.makeProject(items: [Workplace.item("a")])
  }

  private func refusal(_ field: String, _ label: String) -> String {
    do {
      try place.run(
        AdjudicateCommand.self,
        [place.project, "a", field, label, "--reason", "so", "--as", "noor"]
      )
      return "no error"
    } catch { return "\(error)" }
  }

  @Test(arguments: [
    (
      "stage_two_confidence", "abc",
      "'abc' is not a value of 'stage_two_confidence'. It takes: 1 to 5."
    ),
    ("stage_two_confidence", "9", "9 is not a step of 'stage_two_confidence': 1 to 5."),
    ("judgment", "maybe", "'maybe' is not a choice of 'judgment'. It takes: "),
    ("judgment", "-", "'judgment' is still empty."),
    ("violations", "loaded_wording,rude", "'rude' is not a choice of 'violations'"),
  ])
  func `a label that its field does not take is refused by name`(
    field: String,
    label: String,
    said: String
  ) {
    #expect(refusal(field, label).contains(said))
  }

  @Test(arguments: [
    ("judgment", "Appropriate"), ("violations", "loaded_wording, Loaded Wording"),
    ("violations", "-"),
  ])
  func `a label is told by its id or title`(field: String, label: String) {
    // It is read, and nothing is in dispute.
    #expect(refusal(field, label).contains("dispute"))
  }
}
