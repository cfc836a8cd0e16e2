import AnnotationCore
import Fixtures
import ProjectStore
import TerminalKit

@testable import Annotate

/// The way to a screen that is drawn in the golden tests and shown in the documents.
struct Situation: Sendable, CustomStringConvertible {
  let name: String
  let script: @Sendable (Size) throws -> Script
  var isASCII = false

  init(_ name: String, isASCII: Bool = false, _ script: @escaping @Sendable (Size) throws -> Script)
  {
    self.name = name
    self.isASCII = isASCII
    self.script = script
  }

  var description: String { name }

  /// The screen as the terminal gets it.
  func frame(_ size: Size) throws -> Frame {
    let frame = try script(size).frame
    return isASCII ? frame.ascii() : frame
  }

  static let all = queues + items + lists + overlays + assistance + disputes + juries

  static let queues = [
    // Somebody who has done an item, has begun another and left a third.
    Situation("queue") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter")
      ana.label()
      ana.press("h esc end enter S")
      ana.type("I know the author.")
      ana.press("enter esc down")
      return ana
    },
    Situation("queue-empty") { Script(try Team(items: []), as: \.ana, size: $0) },
    Situation("queue-of-a-lead") { Script(try Team.inDispute(), as: \.noor, size: $0) },
  ]

  static let items = [
    Situation("stage-one") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter b")
      ana.type("statues")
      ana.press("enter g p w m")
      return ana
    },
    // A rationale is being written, from the right and from the left.
    Situation("stage-two-arabic") { try stageTwo($0) },
    Situation("stage-two-japanese") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("end up enter")
      ana.fillStageOne(issue: "夫婦別姓")
      ana.press("enter c b")
      return ana
    },
    Situation("stage-two-ascii", isASCII: true) { try stageTwo($0) },
    Situation("long-item") { size in
      let ana = Script(try Team(items: [longItem]), as: \.ana, size: size)
      ana.press("enter pgdn")
      return ana
    },
    Situation("folded") { size in
      let ana = Script(try Team(items: [longItem]), as: \.ana, size: size)
      ana.press("enter ]")
      return ana
    },
    Situation("commit-refused") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter g C")
      return ana
    },
    Situation("committed") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter")
      ana.label()
      ana.press("P")
      return ana
    },
    Situation("found") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("end up enter /")
      ana.type("の")
      ana.press("enter n")
      return ana
    },
  ]

  static let lists = [
    Situation("items") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter")
      ana.label()
      ana.press("h ^T")
      ana.type("Is this a translation?")
      ana.press("enter I down")
      return ana
    },
    Situation("items-none") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("I s")
      return ana
    },
    Situation("guideline") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter b s enter G")
      return ana
    },
    Situation("guideline-searched") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter G /")
      ana.type("mainstream")
      ana.press("enter n")
      return ana
    },
  ]

  static let overlays = [
    Situation("help") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter ?")
      return ana
    },
    Situation("palette") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter :")
      ana.type("item")
      return ana
    },
    Situation("skip-asked") { size in
      let ana = Script(try Team(), as: \.ana, size: size)
      ana.press("enter S")
      ana.type("أعرف الكاتب")
      return ana
    },
    Situation("second-session") { size in
      let team = try Team()
      _ = Script(team, as: \.ana, session: .first)
      return Script(team, as: \.ana, size: size, session: .second)
    },
    Situation("feedback") { size in
      let team = try Team(
        references: [
          Reference(
            item: "en-1",
            purpose: .training,
            values: [
              "scope": .single("global"), "nature": .single("pluralism"),
              "viewpoint_coverage": .single("one_side"), "judgment": .single("inappropriate"),
            ],
            why: "The answer reports the view that statues honour conquest as what some residents "
              + "think, and the other view as what others think; but it weighs only one of them."
          )
        ],
        change: { $0.training = TrainingPolicy(passShare: 0.8) }
      )
      let ana = Script(team, as: \.ana, size: size)
      ana.press("enter")
      ana.label()
      return ana
    },
    Situation("guideline-changed") { size in
      let team = try Team()
      _ = Script(team, as: \.ana)
      var guideline = team.project.guideline.guideline
      guideline.version = "1.1.0"
      guideline.stages[0].fields[0].help = LocalizedText("The part of life.")
      guideline.stages[1].fields[0].title = LocalizedText("Stance")
      guideline.criteria[0].points.removeLast()
      try team.project.replaceGuideline(with: guideline, source: "x", hash: "new", at: team.now)
      let ana = Script(team, as: \.ana, size: size)
      ana.act([.reloadGuideline])
      return ana
    },
    Situation("window-too-small") { size in
      Script(try Team(), as: \.ana, size: Size(rows: size.rows / 4, columns: size.columns / 2))
    },
  ]

  static let assistance = [
    // On the judgment of an item with suggestions.
    Situation("suggestions") { size in
      let team = try Team.assisted(.before, control: 0.000_001)
      try team.review("en-1")
      let ana = Script(team, as: \.ana, size: size)
      ana.press("enter")
      ana.fillStageOne()
      ana.press("enter c b l enter")
      return ana
    },
    Situation("jury-card") { size in
      let ana = Script(try Team.afterCommit(), as: \.ana, size: size)
      ana.press("I r enter")
      return ana
    },
    Situation("items-reviewed") { size in
      let ana = Script(try Team.afterCommit(), as: \.ana, size: size)
      ana.press("I")
      return ana
    },
  ]

  static let disputes = [
    Situation("dispute") { size in
      let noor = Script(try Team.inDispute(), as: \.noor, size: size)
      noor.press("D")
      return noor
    },
    Situation("dispute-revealed") { size in
      let noor = Script(try Team.inDispute(), as: \.noor, size: size)
      noor.press("D R O")
      return noor
    },
    // A text that raters wrote differently, being written by the lead.
    Situation("dispute-text") { size in
      let noor = Script(try DisputedFieldTests.team(), as: \.noor, size: size)
      noor.press("D enter")
      noor.type("old statues")
      return noor
    },
    // A step of a scale, with more raters than there are columns.
    Situation("dispute-scale") { size in
      let noor = Script(try DisputedFieldTests.team(others: 9), as: \.noor, size: size)
      noor.press("D K ] ] right")
      return noor
    },
  ]

  static let juries = [
    Situation("jury") { size in
      let noor = Script(try Team.withJuryAtWork(), as: \.noor, size: size)
      noor.press("J")
      return noor
    },
    // A jury that was left alone, longer than a small window, at its end.
    Situation("jury-idle") { size in
      let team = try Team.withJuryAtWork(others: 16)
      team.wait(milliseconds: 7_500_000)
      let noor = Script(team, as: \.noor, size: size)
      noor.press("J end")
      return noor
    },
    Situation("jury-none") { size in
      let noor = Script(try Team(), as: \.noor, size: size)
      noor.press("J")
      return noor
    },
  ]

  private static func stageTwo(_ size: Size) throws -> Script {
    let ana = Script(try Team(), as: \.ana, size: size)
    ana.press("down enter")
    ana.fillStageOne(issue: "رموز")
    ana.press("enter c b l enter y 4")
    ana.type("كلمة “يثقل” مشحونة")
    return ana
  }

  /// An answer that fits no window.
  private static let longItem = Item(
    id: "en-long",
    language: "en",
    question: "Should a city remove the statues of its colonial founders?",
    answer: (1...60).map { "Sentence \($0) weighs what the statues meant and mean." }
      .joined(separator: " "),
    source: nil,
    model: nil
  )
}

extension SessionIdentity {
  /// Two sessions on one machine, whose processes are this one.
  static let first = SessionIdentity(
    token: "one",
    process: SessionProcess(host: "here", boot: "b", number: 4711, started: 1)
  )
  static let second = SessionIdentity(
    token: "two",
    process: SessionProcess(host: "elsewhere", boot: "c", number: 4712, started: 2)
  )
}
