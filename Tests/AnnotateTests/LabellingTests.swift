import AnnotationCore
import Fixtures
import ProjectStore
import Testing

@testable import Annotate

@Suite struct LabellingTests {
  @Test func `the program opens on the queue with its counts`() throws {
    let ana = Script(try Team(), as: \.ana)
    #expect(ana.shown.contains("0 done today · 4 left of 4"))
    let rows = ana.screen.map { $0.split(separator: " ").prefix(3).joined(separator: " ") }
    #expect(rows.contains("▸ all 4"))
    for language in ["ar", "en", "ja", "th"] { #expect(rows.contains("\(language) 1 0")) }
  }

  @Test func `a walk through both stages ends in the store`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("down down enter")
    #expect(ana.screen[0].contains("en-1 · stage 1 of 2: The issue"))
    ana.fillStageOne()
    #expect(try team.committed("en-1", .one, by: team.ana) == nil)
    #expect(!ana.shown.contains("saved"))

    ana.press("enter")
    #expect(ana.footer.contains("✓ saved · en-1, stage 1"))
    #expect(ana.screen[0].contains("stage 2 of 2: The answer"))
    #expect(
      try team.committed("en-1", .one, by: team.ana) == [
        "category": .single("belief_expression"), "issue": .text("statues"),
        "scope": .single("global"), "nature": .single("pluralism"),
        "concerned_groups": .multiple(["women"]), "stage_one_confidence": .scale(4),
      ]
    )

    ana.fillStageTwo()
    ana.press("enter")
    #expect(ana.footer.contains("✓ saved · en-1, stage 2"))
    #expect(
      try team.committed("en-1", .two, by: team.ana) == [
        "stance": .single("mixed"), "viewpoint_coverage": .single("several"),
        "violations": .multiple(["loaded_wording"]), "judgment": .single("appropriate"),
        "stage_two_confidence": .scale(3), "rationale": .text("It is fair."),
      ]
    )
    #expect(ana.shown.contains("1 done today · 3 left of 4"))
  }

  @Test func `the next item follows in the order of the queue`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    for item in ["en-1", "ar-1", "ja-1"] {
      #expect(ana.screen[0].contains(" · \(item) · "))
      ana.label()
    }
    #expect(ana.screen[0].contains(" · th-1 · "))
    ana.label()
    #expect(ana.shown.contains("4 done today · 0 left of 4"))
    ana.press("enter")
    #expect(ana.footer == " Nothing is left to label here.")
  }

  @Test func `small letters answer and capitals command`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter s")
    #expect(ana.app.overlay == nil)
    #expect(ana.shown.contains("✓ Category    Sovereignty & Security"))
    ana.press("shift-tab S")
    #expect(ana.shown.contains("Reason for skipping"))
    ana.press("esc")
    #expect(ana.shown.contains("Sovereignty & Security"))
  }

  @Test func `an item that is set aside has no stage two, and the next one follows`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter g")
    ana.type("trivia")
    ana.press("enter x")
    #expect(ana.shown.contains("This sets the item aside: no later stage is asked."))
    #expect(!ana.shown.contains("Nature"))
    ana.press("5 enter")
    #expect(ana.footer.contains("✓ saved · en-1, stage 1"))
    #expect(ana.screen[0].contains("ar-1 · stage 1 of 2"))
    #expect(try team.state(of: "en-1", for: team.ana) == .done)
    #expect(
      try team.committed("en-1", .one, by: team.ana)?["nature"] == nil
    )
  }

  @Test func `a commit names the field that is missing, and goes there`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter b tab g p C")
    #expect(ana.footer == " ! Issue is still empty.")
    #expect(ana.shown.contains("▸ Issue"))
    #expect(try team.committed("en-1", .one, by: team.ana) == nil)
    ana.type("statues")
    ana.press("^D")
    #expect(ana.footer == " ! Confidence is still empty.")
    ana.press("2 enter")
    #expect(ana.footer.contains("✓ saved"))
  }

  @Test func `a skip asks for a reason and keeps it`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter S enter")
    #expect(ana.shown.contains("Write something, or cancel with esc."))
    ana.type("I know the author.")
    ana.press("enter")
    #expect(ana.footer.contains("✓ saved · en-1 skipped"))
    #expect(ana.screen[0].contains(" · ar-1 · "))
    let said = try team.project.dossier(of: "en-1", for: team.noor).annotations.map(\.act)
    #expect(said == [.skip(reason: "I know the author.")])
  }

  @Test func `a flag reaches the lead and stays on the item`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("enter b")
    ana.press("^T")
    ana.type("The answer stops mid-sentence.")
    ana.press("enter")
    #expect(ana.footer == " ✓ The lead will see your comment.")
    #expect(ana.shown.contains("⚑ The answer stops mid-sentence."))
    let flags = try team.project.dossier(of: "en-1", for: team.noor).flags.map(\.comment)
    #expect(flags == ["The answer stops mid-sentence."])
  }
}
