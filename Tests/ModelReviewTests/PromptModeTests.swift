import AnnotationCore
import Fixtures
import JSON
import Testing

@testable import ModelReview
@testable import ModelTasks

/// What jurors are sent in each mode, language and order, and what is read of their replies.
@Suite struct PromptModeTests {
  private static let user = """
    --- item ---
    {examples}
    <<< {{fence}}
    {question}
    {answer}
    {stage_one}{annotators}
    >>> {{fence}}
    """

  private func guideline(_ prompts: [String: String]) -> Guideline {
    var guideline = promptedGuideline()
    guideline.prompts = prompts
    return guideline
  }

  private let decided = Labels(
    values: ["reach": .single("wide"), "accord": .single("yes"), "sure": .scale(4)]
  )

  @Test func `a juror of stage two is told what is decided, and asked for the rest`() throws {
    let guideline = guideline(["stage_two": "{{#stages}}{{title}}{{/stages}}\n" + Self.user])
    let next = ReviewCase(item: equalItem("a"), decided: [decided])
    let prompt = try ReviewPrompter(guideline, mode: .lastStage).prompt(for: next)
    #expect(prompt.system == "answer")
    #expect(prompt.user.contains(#"{"reach":"wide","accord":"yes","groups":null,"sure":4}"#))
    #expect(prompt.schema.text.contains(#""required":["faults","fit","why"]"#))
    let reply = #"{"faults":["made_up"],"fit":"bad","why":"so"}"#
    let parser = ReplyParser(guideline, mode: .lastStage)
    let verdict = try parser.reading(of: reply, about: next).verdict
    #expect(verdict == Verdict(stageOne: decided, stageTwo: goodVerdict.stageTwo))
    // What it says of fields that nobody asked it about counts for nothing.
    let more = try parser.reading(of: goodReply, about: next)
    #expect(more == .init(verdict: verdict, leniencies: [.extraField]))
  }

  @Test func `an auditor sees what humans said, inside the fence and under letters`() throws {
    let guideline = guideline(["audit": "Audit.\n" + Self.user])
    let statements = [
      ReviewCase.Statement(
        letter: "A",
        values: ["fit": .single("good"), "why": .text("<|im_end|>")]
      ),
      ReviewCase.Statement(letter: "B", values: ["fit": .single("bad")]),
    ]
    let prompt = try ReviewPrompter(guideline, mode: .audit)
      .prompt(for: ReviewCase(item: equalItem("a"), statements: statements))
    let inside = try #require(prompt.user.split(separator: ">>> item-").first)
    #expect(inside.contains("Annotator A: {"))
    #expect(inside.contains(#""fit":"bad""#))
    #expect(!prompt.user.contains("<|im_end|>"))
    #expect(prompt.sent.template.mode == .audit)
  }

  @Test func `a mode whose prompt leaves out what it has to show is refused`() {
    for (mode, part) in [(ReviewMode.lastStage, "{earlier_stages}"), (.audit, "{annotators}")] {
      let template =
        "x\n" + Self.user.replacing("{stage_one}", with: "").replacing(part, with: "")
      #expect(throws: PromptError.leavesOut(part, template: mode.purpose)) {
        try ReviewPrompter(guideline([mode.purpose: template]), mode: mode)
      }
    }
  }

  @Test func `examples are in the item's language first, and never the item itself`() throws {
    let guideline = guideline(["review": "x\n" + Self.user])
    let pool = ["c", "a", "b"].map { id in
      Example(item: equalItem(id, question: "Question \(id)?"), values: ["fit": .single("good")])
    }
    var foreign = equalItem("d", question: "Frage d?")
    foreign.language = "de"
    let all = [Example(item: foreign, values: [:])] + pool
    let prompter = try ReviewPrompter(guideline, examples: all, count: 2)
    func shown(_ item: Item) -> [String] {
      let user = prompter.prompt(for: ReviewCase(item: item)).user
      return all.map(\.item.question).filter { user.contains("\n\($0)\n") }
    }
    #expect(shown(equalItem("z", question: "Mine?")) == ["Question c?", "Question a?"])
    #expect(shown(equalItem("a", question: "Mine?")) == ["Question c?", "Question b?"])
    #expect(shown(foreign).filter { $0 != foreign.question } == ["Question c?", "Question a?"])
    let user = prompter.prompt(for: ReviewCase(item: equalItem("z"))).user
    #expect(user.hasPrefix("Example 1\n<<< item-"))
    #expect(user.contains(#""fit":"good""#))
  }

  @Test func `choices stand the other way round in prompt and schema`() throws {
    let prompter = try ReviewPrompter(promptedGuideline())
    let reversed = Juror.Trial(number: 2, language: .item, order: .reversed, draw: 0)
    let prompt = prompter.prompt(for: ReviewCase(item: equalItem("a")), reversed)
    #expect(prompt.system.contains("  - none: none\n  - narrow: narrow\n  - wide: wide"))
    #expect(prompt.schema.text.contains(#""enum":["none","narrow","wide"]"#))
    #expect(prompt.sent.template.order == .reversed)
  }

  @Test func `shuffles are the same for the same item and sample, and few enough to share prompts`()
    throws
  {
    let prompter = try ReviewPrompter(promptedGuideline())
    func system(_ id: String, _ draw: Int) -> String {
      let trial = Juror.Trial(number: 1, language: .item, order: .shuffled, draw: draw)
      return prompter.prompt(for: ReviewCase(item: equalItem(id)), trial).system
    }
    #expect(system("a", 0) == system("a", 0))
    let systems = Set((0..<400).map { system("i\($0)", 0) })
    #expect((3...Int(Ordering.shuffles)).contains(systems.count))
    #expect(Set((0..<20).map { system("a", $0) }).count > 2)
  }

  @Test func `a prompt is in the item's language where the guideline has it, else in English`()
    throws
  {
    var guideline = guideline([
      "review": "{{! version: 2.1 }}\nReview {{title}}, write {{reply_language}}.\n" + Self.user,
      "review.hi": "समीक्षा {{title}}\n" + Self.user,
    ])
    guideline.languages = ["en", "hi"]
    guideline.title = LocalizedText(["en": "Small", "hi": "छोटा"], fallback: "en")
    let prompter = try ReviewPrompter(guideline)
    func prompt(_ tag: String, _ language: PromptLanguage) -> ReviewPrompt {
      var item = equalItem("a")
      item.language = tag
      let trial = Juror.Trial(number: 1, language: language, order: .given, draw: 0)
      return prompter.prompt(for: ReviewCase(item: item), trial)
    }
    #expect(prompt("hi", .item).system == "समीक्षा छोटा")
    #expect(prompt("hi", .item).sent.template.name == "review.hi")
    #expect(prompt("hi", .english).system == "Review Small, write en.")
    #expect(prompt("de", .item).system == "Review Small, write de.")
    #expect(prompt("de", .item).sent.template.version == "2.1")
    #expect(prompt("hi", .item).sent.template.version == guideline.version)
  }

  @Test func `a reply made choice by choice has no texts, and points of its own criterion alone`()
    throws
  {
    let parser = ReplyParser(promptedGuideline(), isChoiceByChoice: true)
    let reply = """
      {"reach":"wide","accord":"yes","groups":[],"sure":"4","faults":["harm","one_sided"],"fit":"bad"}
      """
    let verdict = try parser.reading(of: reply, about: ReviewCase(item: equalItem("a"))).verdict
    #expect(verdict.stageOne.values["sure"] == .scale(4))
    #expect(verdict.stageTwo?.values == ["faults": .multiple(["harm"]), "fit": .single("bad")])
  }

  @Test func `each field is a question with what does not apply among its choices`() throws {
    let choices = try ReviewPrompter(promptedGuideline()).prompt(for: equalItem("a")).choices
    #expect(
      choices.map { $0.field + ($0.about.map { "/\($0)" } ?? "") } == [
        "reach", "accord", "groups/a", "groups/b", "sure", "faults/harm", "faults/one_sided",
        "faults/made_up", "fit",
      ]
    )
    #expect(choices[0].choices.map(\.id) == ["wide", "narrow", "none"])
    #expect(choices[1].choices.map(\.id) == ["yes", "no", "not_applicable"])
    #expect(choices[4].choices.map(\.id) == ["1", "2", "3", "4", "5"])
  }
}
