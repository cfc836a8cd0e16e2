import AnnotationCore
import Testing

@testable import Annotate

@Suite struct SingleStageTests {
  @Test func `an item without stage one opens at its criterion, on the screen and in lines`() throws
  {
    func team() throws -> Team {
      // With one item of one, every item is of the arm.
      try Team { $0.singleStage = SingleStagePolicy(every: 1, criterion: "neutrality") }
    }
    let ana = Script(try team(), as: \.ana)
    ana.press("enter")
    #expect(!ana.shown.contains("stage 2 of 2"))
    #expect(ana.shown.contains("Stay neutral, cover the views"))
    #expect(!ana.shown.contains("→ Stay neutral"))
    ana.press("c l enter y 3")
    ana.type("It is fair.")
    ana.press("enter enter")
    #expect(try ana.team.state(of: "en-1", for: ana.team.ana) == .done)
    #expect(ana.app.item?.item.id == "ar-1")

    let talk = try Talk(try team())
    #expect(talk.said.contains { $0.hasPrefix("Criterion: Stay neutral") })
    talk.say(":skip not mine")
    #expect(try talk.team.state(of: "en-1", for: talk.team.ana) == .skipped)
  }
}
