import AnnotationCore
import Fixtures
import ProjectStore
import SafeText
import TerminalKit
import Testing

@testable import Annotate

/// Keys that were struck by mistake, or that say less than they could: what happens then.
@Suite struct `Slips of the hand` {
  private func opened(_ team: Team) -> Script {
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    return ana
  }

  @Test func `a key struck twice at once answers one field`() throws {
    let team = try Team()
    let ana = opened(team)
    ana.fillStageOne()
    ana.press("enter c b l enter")
    // As from a finger that bounced.
    ana.send(.key(.character("y")))
    team.wait(milliseconds: 30)
    ana.send(.key(.character("y")))
    #expect(ana.app.item?.form.values["judgment"] == .single("appropriate"))
    #expect(ana.footer == " y came twice at once, and counts once.")
    #expect(ana.app.item?.focus == "stage_two_confidence")
    ana.press("y 3")
    #expect(ana.app.item?.form.values["stage_two_confidence"] == .scale(3))
  }

  @Test func `after U the next U takes back too, and is no letter of a text`() throws {
    let team = try Team()
    let ana = opened(team)
    ana.fillStageOne()
    ana.press("enter")
    ana.fillStageTwo(rationale: "It is fair.")
    ana.press("U")
    #expect(ana.app.item?.form.values["rationale"] == nil)
    #expect(ana.app.item?.focus == nil)
    ana.press("U")
    #expect(ana.app.item?.form.values["stage_two_confidence"] == nil)
    ana.press("3")
    ana.type("It is fair.")
    ana.press("enter enter U U")
    #expect(ana.app.item?.session.stage == .one, "the second took back stage one")
  }

  @Test func `what U took back is given again`() throws {
    let team = try Team()
    let ana = opened(team)
    ana.label()
    ana.press("esc U ^R")
    #expect(try team.committed("en-1", .two, by: team.ana)?["judgment"] == .single("appropriate"))
    ana.press("esc U")
    ana.press("2 ^R")
    #expect(try team.committed("en-1", .two, by: team.ana) == nil, "it stands no more as it was")
  }

  @Test func `two stages that U took back are given again one after the other`() throws {
    let team = try Team()
    let ana = opened(team)
    ana.label()
    ana.press("esc U alt-u ^R")
    #expect(try team.committed("en-1", .one, by: team.ana) != nil)
    #expect(ana.app.item?.session.stage == .two)
    #expect(ana.app.item?.focusedField?.kind.isText == false, "no text is stumbled into")
    ana.press("^R")
    #expect(try team.committed("en-1", .two, by: team.ana)?["judgment"] == .single("appropriate"))
  }

  @Test func `U takes back what is on the screen, or asks`() throws {
    let team = try Team()
    let ana = opened(team)
    ana.label()
    ana.press("b tab")
    ana.wait(milliseconds: 1000)
    ana.press("esc enter alt-u")
    #expect(
      ana.footer == " Nothing to take back here. Once more takes back your last commit or skip."
    )
    #expect(try team.committed("en-1", .two, by: team.ana) != nil)
    ana.press("tab #")
    ana.type("en-1")
    ana.press("enter U")
    #expect(ana.app.item?.item.id == "en-1")
    #expect(try team.committed("en-1", .two, by: team.ana) == nil)
  }

  @Test func `the language that one works in stays`() throws {
    let team = try Team()
    let ana = Script(team, as: \.ana)
    ana.press("down enter S")
    let language = ana.app.item?.position.language
    #expect(language != nil)
    ana.type("too long")
    ana.press("enter esc U esc")
    #expect(ana.app.queue?.language == language)
  }

  @Test func `a skip that U took back is given again with its reason`() throws {
    let team = try Team()
    let ana = opened(team)
    ana.press("S")
    ana.type("I know the author.")
    ana.press("enter esc U ^R")
    #expect(try team.state(of: "en-1", for: team.ana) == .skipped)
  }

  @Test func `the key of the field below goes there where no choice need be taken`() throws {
    let ana = opened(try Team())
    ana.press("b")
    ana.type("statues")
    ana.press("enter g p 4")
    #expect(ana.app.item?.form.values["concerned_groups"] == .multiple([]))
    #expect(ana.app.item?.form.values["stage_one_confidence"] == .scale(4))
    ana.press("enter c b l n")
    #expect(ana.app.item?.form.values["judgment"] == .single("inappropriate"))
    #expect(ana.app.item?.form.values["violations"] == .multiple(["loaded_wording"]))
  }

  @Test func `optional texts are passed by, and written by who goes there`() throws {
    let team = try Team(change: { guideline in
      for stage in guideline.stages.indices {
        for field in guideline.stages[stage].fields.indices
        where guideline.stages[stage].fields[field].kind.isText {
          guideline.stages[stage].fields[field].isOptional = true
        }
      }
    })
    let ana = opened(team)
    ana.press("b g p 4 enter")
    #expect(ana.screen[0].contains("stage 2 of 2"))
    ana.press("c b y 3 enter")
    #expect(try team.committed("en-1", .two, by: team.ana)?["judgment"] == .single("appropriate"))
    #expect(ana.screen[0].contains(" · ar-1 · "))
    ana.press("b tab")
    ana.press("up up")
    #expect(ana.app.item?.focus == "issue")
  }
}

/// How far an answer was read.
@Suite struct `An answer's end` {
  private func long(_ lines: Int) throws -> Team {
    var item = sampleItems[0]
    item.answer = (1...lines).map { "Sentence \($0)." }.joined(separator: "\n")
    return try Team(items: [item])
  }

  private func read(_ team: Team, _ stage: StageNumber) throws -> Int? {
    let dossier = try team.project.dossier(of: "en-1", for: team.noor)
    return dossier.annotations.last { $0.stage == stage && $0.person == team.ana.id }?.read
  }

  @Test func `who has not seen it is told once, and the record keeps how far they read`() throws {
    let team = try long(100)
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.fillStageOne()
    ana.press("enter")
    #expect(ana.footer.hasPrefix(" ! The end of the answer was never on the screen ("))
    #expect(try team.committed("en-1", .one, by: team.ana) == nil)
    ana.press("enter")
    let first = try #require(try read(team, .one))
    #expect((1..<50).contains(first))
    ana.press("pagedown pagedown pagedown pagedown pagedown pagedown")
    ana.fillStageTwo()
    ana.press("enter")
    #expect(try read(team, .two) == 100)
  }

  @Test func `what was read in a stage is read in the next`() throws {
    let team = try long(100)
    let ana = Script(team, as: \.ana)
    ana.press("enter pagedown pagedown pagedown pagedown pagedown pagedown")
    ana.label()
    #expect(try read(team, .one) == 100)
    #expect(try read(team, .two) == 100)
  }

  @Test func `a very long one is laid out as far as it is read, and its end is found`() throws {
    let team = try long(40_000)
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    let answer = try #require(ana.app.item).item.answer
    #expect(try #require(ana.app.item).shownAnswer.utf8.count <= 200_000)
    #expect(answer.utf8.count > 500_000)
    ana.press("pagedown")
    #expect(ana.shown.contains("Sentence 40."))
    ana.press("end")
    #expect(ana.shown.contains("Sentence 40000."))
    #expect(ana.shown.contains("100 % · pgup"))
    #expect(ana.app.item?.shownAnswer == answer)
    ana.press("enter")
    #expect(ana.app.item?.read == 100)
    let other = Script(team, as: \.ben)
    other.press("enter /")
    other.type("Sentence 39999.")
    other.press("enter")
    #expect(other.shown.contains("Sentence 39999."))
  }

  @Test func `more of it is laid out before it is reached`() throws {
    let team = try long(40_000)
    let ana = Script(team, as: \.ana, size: Size(rows: 1000, columns: 100))
    ana.press("enter pagedown b")
    let first = try #require(ana.app.item).shownAnswer.utf8.count
    for _ in 1...12 { ana.press("pagedown") }
    #expect(try #require(ana.app.item).shownAnswer.utf8.count > first)
  }

  @Test func `by lines all of it is printed, and nobody is told of a screen`() throws {
    let team = try long(100)
    let ana = Script(team, as: \.ana)
    ana.press("enter b")
    ana.wait(milliseconds: 1000)
    ana.press("^C")
    #expect(try team.project.workItem("en-1", for: team.ana.id)?.read.map { $0 < 100 } == true)
    let talk = try Talk(team)
    talk.say("statues", ":undo")
    #expect(talk.prompt == "Issue> ")
    talk.say("statues", "g", "p", "w", "4", "")
    #expect(try team.committed("en-1", .one, by: team.ana) != nil)
  }

  @Test func `a short answer is read at once`() throws {
    let team = try long(3)
    let ana = Script(team, as: \.ana)
    ana.press("enter")
    ana.label()
    #expect(try read(team, .two) == 100)
  }
}

/// Quoting the answer by keys.
@Suite struct `A passage of the answer` {
  @Test func `is marked by sentences and words, and quoted in the text`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    ana.fillStageOne()
    ana.press("enter c b enter y 3")
    ana.type("It says")
    ana.press("alt-q")
    #expect(ana.footer.hasPrefix(" ↑ ↓ sentence  ← → end"))
    ana.press("down tab right left h left enter")
    #expect(
      ana.app.item?.form.values["rationale"]
        == .text("It says “see them as a record that should be explained rather” ")
    )
    ana.type("and more.")
    ana.press("enter")
    ana.press("\" x")
    #expect(ana.app.item?.passage == nil, "another key ends it")
    #expect(ana.app.item?.form.values["violations"] == .multiple([]), "and answers nothing")
    ana.press("enter")
    #expect(try ana.team.committed("en-1", .two, by: ana.team.ana) != nil)
  }

  @Test func `sentences of other scripts are found`() {
    #expect(Sentences.ranges(in: "一つ目。二つ目です！").count == 2)
    #expect(Sentences.ranges(in: "यह पहला है। यह दूसरा है।").count == 2)
    #expect(Sentences.ranges(in: "هل هذا سؤال؟ نعم، هو.").count == 2)
    #expect(Sentences.ranges(in: "").isEmpty)
    #expect(Sentences.ranges(in: "  One.  Two. ") == [2..<6, 8..<12])
  }
}

@Suite struct `The text in the user's own editor` {
  @Test func `what is to be read stands below, and is not taken`() {
    let below = OutsideText.reading(sampleItems[0])
    #expect(below.contains("# Should a city remove the statues of its colonial founders?"))
    #expect(below.contains("# Some residents see the statues as honours"))
    #expect(below.hasSuffix("\n#\n#\n#\n#\n#\n#\n#\n#\n"))
    #expect(OutsideText.written(in: "It is fair.\n\nTwo.\n" + below) == "It is fair.\n\nTwo.")
    #expect(OutsideText.written(in: below) == "")
    #expect(OutsideText.written(in: "All by itself\n") == "All by itself")
    let cut = below.drop { $0 != "\n" }
    #expect(OutsideText.written(in: "Text" + cut) == "Text", "the line that ends it may be gone")
    #expect(OutsideText.written(in: "# a heading\n" + below) == "# a heading")
  }

  @Test func `control characters of an item's author reach no editor`() {
    var item = sampleItems[0]
    item.answer = "red \u{1B}[31m, and a line\r"
    #expect(!OutsideText.reading(item).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }
}
