import AnnotationCore
import TerminalKit
import Testing

@testable import Annotate

/// Reading question, answer and guideline.
@Suite struct ReadingTests {
  private let long = Item(
    id: "en-long",
    language: "en",
    question: "Which?",
    answer: (1...90).map { "Line \($0) of it." }.joined(separator: "\n"),
    source: nil,
    model: nil
  )

  @Test func `a long text is scrolled by page and by line, and stops at its end`() throws {
    let ana = Script(try Team(items: [long]), as: \.ana)
    ana.press("enter")
    #expect(ana.shown.contains("% · pgdn"))
    ana.press("alt-j")
    #expect(!ana.shown.contains("QUESTION"))
    ana.press("pgdn pgdn pgdn pgdn pgdn pgdn pgdn")
    #expect(ana.shown.contains("Line 90 of it."))
    #expect(ana.shown.contains("100 % · pgup"))
    ana.press("pgup")
    #expect(!ana.shown.contains("Line 90 of it."))
  }

  @Test func `question and answer fold to a line`() throws {
    let ana = Script(try Team(items: [long]), as: \.ana)
    ana.press("enter ]")
    #expect(ana.shown.contains("ANSWER  folded: ] opens"))
    #expect(!ana.shown.contains("Line 2 of it."))
    ana.press("]")
    #expect(ana.shown.contains("Line 2 of it."))
  }

  @Test func `the split moves by key and is to be remembered`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter > >")
    #expect(ana.app.appearance.split == 55)
    #expect(ana.outside.last == .apply(ana.app.appearance))
    ana.press("< < < < < < < < < < < <")
    #expect(ana.app.appearance.split == 25)
  }

  @Test func `words are found through wrapping, and n and N go from hit to hit`() throws {
    let ana = Script(try Team(items: [long]), as: \.ana)
    ana.press("enter /")
    ana.type("line 8")
    ana.press("enter")
    #expect(ana.footer.contains("'line 8' 1 of 11"))
    ana.press("N")
    #expect(ana.footer.contains("11 of 11"))
    #expect(ana.shown.contains("Line 89 of it."))
    ana.press("n n")
    #expect(ana.footer.contains("2 of 11"))
    ana.press("esc")
    #expect(ana.app.item?.find == nil)
    #expect(ana.screen[0].contains("en-long"))
  }

  @Test func `an answer ends the search, so that n is an answer again`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter /")
    ana.type("statues")
    ana.press("enter b")
    #expect(ana.app.item?.find == nil)
    #expect(ana.app.item?.form.values["category"] == .single("belief_expression"))
  }

  @Test func `words that are not there are said not to be there`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter /")
    ana.type("unicorn")
    ana.press("enter")
    #expect(ana.footer == " Neither the question nor the answer has 'unicorn'.")
  }

  @Test func `the guideline opens at the focused field and comes back to the same place`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter b")
    ana.type("statues")
    ana.press("enter")
    let before = ana.app.item
    ana.press("G")
    #expect(ana.shown.contains("For whom is this an issue?"))
    #expect(ana.shown.contains("QUESTION"))
    ana.press("j j pgdn G")
    #expect(ana.app.item?.session == before?.session)
    #expect(ana.app.item?.focus == before?.focus)
  }

  @Test func `the guideline's parts are reached by number, and its words by searching`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("G 3")
    #expect(ana.screen[2].contains("Criteria"))
    ana.press("/")
    ana.type("torture")
    ana.press("enter")
    #expect(ana.screen[2...].joined().contains("torture"))
    ana.press("esc")
    #expect(ana.app.guide == nil)
  }

  @Test func `the guideline's language follows the annotator's choice`() throws {
    let team = try Team(change: { guideline in
      guideline.languages = ["en", "ar"]
      guideline.title.byLanguage["ar"] = "القيم"
    })
    let ana = Script(team, as: \.ana)
    ana.press("F7")
    #expect(ana.app.language == "ar")
    #expect(ana.shown.contains("ميقلا"))
    #expect(ana.app.appearance.language == "ar")
  }

  @Test func `a search in the guideline says which match is shown of how many`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter G /")
    ana.type("the")
    ana.press("enter")
    let count = try #require(ana.app.guide?.hits.count)
    #expect(count > 1)
    #expect(ana.footer == " match 1 of \(count)")
    ana.press("n")
    #expect(ana.footer == " match 2 of \(count)")
    ana.press("N N")
    #expect(ana.footer == " match \(count) of \(count)")
  }
}
