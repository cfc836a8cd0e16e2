import AnnotationCore
import ProjectStore
import TerminalKit
import Testing

@testable import Annotate

/// Training before the real items, and gold among them.
@Suite struct TrainingTests {
  private let training = Reference(
    item: "en-1",
    purpose: .training,
    values: ["nature": .single("pluralism"), "judgment": .single("inappropriate")],
    why: "Calling it conquest takes a side."
  )

  private func team(passShare: Double) throws -> Team {
    try Team(references: [training], change: { $0.training = TrainingPolicy(passShare: passShare) })
  }

  @Test func `training comes first, with what the reference says and why`() throws {
    let ana = Script(try team(passShare: 0.5), as: \.ana)
    #expect(ana.shown.contains("Training: 0 of 1 item done."))
    ana.press("enter")
    #expect(ana.screen[0].contains(" · en-1 · "))
    ana.label(nature: "p", judgment: "y")
    #expect(ana.shown.contains("1 of 2 as in the reference"))
    #expect(ana.shown.contains("✗ Judgment  inappropriate, not appropriate"))
    #expect(ana.shown.contains("Calling it conquest takes a side."))
    #expect(ana.shown.contains("Training is over: your items are open."))
    ana.press("enter")
    #expect(ana.screen[0].contains(" · ar-1 · "))
  }

  @Test func `below the threshold the real items stay closed until a lead opens them`() throws {
    let team = try team(passShare: 0.9)
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label(nature: "p", judgment: "y")
    ana.press("enter")
    #expect(ana.shown.contains("Training is over with 50 % as in the reference; 90 % are needed."))
    ana.press("enter")
    #expect(ana.shown.contains("! Training is over with 50 % as in the reference"))
    #expect(!ana.shown.contains("Nothing is left"))
    try team.project.waiveTraining(of: team.ana.id, reason: "We talked.", at: team.now)
    ana.press("enter")
    #expect(ana.screen[0].contains(" · ar-1 · "))
  }

  @Test func `a training that was not passed begins anew`() throws {
    let team = try team(passShare: 0.9)
    let ana = Script(team, as: \.ana)
    ana.press("T")
    #expect(ana.footer == " A training begins anew only once it is over and was not passed.")
    ana.press("enter")
    ana.label(nature: "p", judgment: "y")
    ana.press("enter")
    #expect(ana.shown.contains("T begins it anew;"))
    ana.press("T")
    #expect(ana.shown.contains("Training: 0 of 1 item done."))
    ana.press("enter")
    #expect(ana.screen[0].contains(" · en-1 · "))
    #expect(ana.app.item?.form.values.isEmpty == true, "nothing is filled in from before")
    ana.label(nature: "p", judgment: "n")
    #expect(ana.shown.contains("Training is over: your items are open."))
    ana.press("enter")
    #expect(ana.screen[0].contains(" · ar-1 · "))
    #expect(throws: StoreError.work(.trainingNotFailed)) {
      try team.project.restartTraining(of: team.ana.id, at: team.now)
    }
  }

  @Test func `gold is not marked, and its result is the lead's`() throws {
    let gold = Reference(
      item: "en-1",
      purpose: .gold,
      values: ["judgment": .single("inappropriate")],
      why: "It takes a side."
    )
    let team = try Team(references: [gold], change: { $0.gold = GoldPolicy(every: 2) })
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    #expect(!ana.shown.lowercased().contains("gold"))
    ana.label(judgment: "y")
    #expect(ana.app.overlay == nil)
    let results = try team.project.referenceResults(of: team.ana.id, for: .gold)
    #expect(results.comparisons.map(\.matching) == [0])
  }

  @Test func `a guideline that shows gold results shows them`() throws {
    let gold = Reference(
      item: "en-1",
      purpose: .gold,
      values: ["judgment": .single("appropriate")],
      why: "Both sides are named."
    )
    let team = try Team(
      references: [gold],
      change: { $0.gold = GoldPolicy(every: 2, showsResults: true) }
    )
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label(judgment: "y")
    #expect(ana.shown.contains("Both sides are named."))
  }
}
