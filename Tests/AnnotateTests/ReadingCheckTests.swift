import AnnotationCore
import Fixtures
import Foundation
import ProjectStore
import SafeText
import SchemaValidation
import TerminalKit
import Testing

@testable import Annotate

/// Before the first item in a script, its reader is asked which drawing of it reads right.
@Suite struct `The reading check` {
  /// Opens the first Arabic item.
  private func opened(_ team: Team, in terminal: String = "xterm") -> Script {
    let ana = Script(team, as: \.ana, terminal: terminal)
    ana.press("enter")
    while ana.app.item?.item.language != "ar", ana.app.overlay == nil { ana.press("N") }
    return ana
  }

  private func checks(_ team: Team) throws -> [ReadingCheck] {
    try team.project.readingChecks(of: team.ana.id)
  }

  @Test func `the way that reads right is kept, and not asked again`() throws {
    let team = try Team()
    let ana = opened(team)
    #expect(ana.shown.contains("Which line of Arabic reads right?"))
    ana.press("9 x")
    #expect(try checks(team) == [], "other keys say nothing")
    ana.press("2")
    let check = ReadingCheck(script: "Arab", terminal: "xterm", answer: .reorder)
    #expect(try checks(team) == [check])
    #expect(ana.outside == [.useReading(check)])
    #expect(ana.app.overlay == nil)
    let item = ana.app.item?.item.id
    ana.press("esc enter")
    while ana.app.item?.item.id != item { ana.press("N") }
    #expect(ana.app.overlay == nil)
  }

  @Test func `who can read none is told what helps, and the lead that they cannot`() throws {
    let team = try Team()
    let ana = opened(team)
    ana.press("n")
    #expect(ana.shown.contains("You cannot read Arabic in this terminal."))
    #expect(ana.shown.contains("fonts-noto-core"))
    ana.press("enter")
    #expect(ana.app.overlay == nil)
    let progress = try team.project.status().people.first { $0.person.id == team.ana.id }
    #expect(
      progress?.readings == [ReadingCheck(script: "Arab", terminal: "xterm", answer: .unreadable)]
    )
  }

  @Test func `it can be put off, and asked for again`() throws {
    let team = try Team()
    let ana = opened(team)
    ana.press("esc")
    #expect(ana.app.overlay == nil)
    #expect(try checks(team) == [])
    let item = ana.app.item?.item.id
    ana.press("N esc P")
    #expect(ana.app.item?.item.id == item)
    #expect(ana.app.overlay == nil, "not twice in one session")
    ana.press(":")
    ana.type("reading check")
    ana.press("enter")
    #expect(ana.shown.contains("Which line of Arabic reads right?"))
    ana.press("1")
    #expect(try checks(team).map(\.answer) == [.reorderAndShape])
  }

  @Test func `another terminal is asked about by itself`() throws {
    let team = try Team()
    opened(team).press("1")
    #expect(opened(team, in: "kitty").shown.contains("Which line of Arabic reads right?"))
  }

  @Test func `without a terminal nothing is asked`() throws {
    let ana = Script(try Team(), as: \.ana)
    ana.press("enter")
    while ana.app.item?.item.language != "ar" { ana.press("N") }
    #expect(ana.app.overlay == nil)
  }

  @Test func `each script of an item is asked about, and a few letters are no script`() throws {
    let arabic = "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق"
    #expect(Readings.scripts(of: "The declaration begins: \(arabic), in Arabic.") == [.arabic])
    #expect(Readings.scripts(of: "The angle α, in English") == [])
    #expect(Readings.scripts(of: "α") == [SafeText.Script(rawValue: "Grek")])
    let team = try Team()
    let ana = opened(team)
    ana.press("1")
    let mixed = Item(
      id: "mixed",
      language: "ar",
      question: arabic,
      answer: "Все люди рождаются \(arabic)"
    )
    try team.project.importItems([mixed], at: team.now)
    try team.project.assign([.init(item: "mixed", person: team.ana.id)], at: team.now)
    ana.press("#")
    ana.type("mixed")
    ana.press("enter")
    #expect(ana.shown.contains("Does this line of Cyrillic read right?"))
    ana.press("y")
    #expect(ana.app.overlay == nil)
    ana.press(":")
    ana.type("reading check")
    ana.press("enter")
    #expect(ana.shown.contains("Which line of Arabic"))
    ana.press("2")
    #expect(ana.shown.contains("Does this line of Cyrillic"))
    ana.press("y")
    #expect(ana.app.overlay == nil)
    #expect(try Set(checks(team).map(\.answer)) == [.reorder, .asWritten])
  }

  @Test func `who chose the order is asked whether that reads right`() {
    let question = ReadingQuestion(.arabic, language: "ar", text: "", order: .terminal)
    #expect(question.ways == [.terminal])
    let other = ReadingQuestion(.devanagari, language: "hi", text: "", order: .terminal)
    #expect(other.ways == [.asWritten, .visual])
  }

  @Test func `every sample is in its script, and says its language`() {
    for language in [
      "ar", "fa", "ur", "he", "hi", "bn", "ta", "te", "th", "my", "ko", "ja", "zh", "ru",
    ] {
      let question = ReadingQuestion(language: language)
      #expect(question != nil, "\(language)")
    }
    #expect(ReadingQuestion(language: "en") == nil)
    #expect(ReadingQuestion(language: "pt-BR") == nil)
    #expect(ReadingQuestion(language: "zh-Hant")?.script.name == "Han")
    #expect(SafeText.Script(of: "One kana, す, in an English text") == .latin)
    #expect(ReadingQuestion(.hebrew, language: "ar", text: "").sample.hasPrefix("כל"))
    #expect(SafeText.Script(of: "拒否すれば")?.name == "Japanese")
  }

  @Test func `answers come back by terminal, from a file as its schema has it`() throws {
    let folder = try TemporaryFolder()
    let store = ReadingStore(of: "ana", environment: ["XDG_STATE_HOME": folder.path])
    #expect(store.recall("xterm") == [:])
    store.keep(ReadingCheck(script: "Arab", terminal: "xterm", answer: .reorder))
    store.keep(ReadingCheck(script: "Deva", terminal: "xterm", answer: .unreadable))
    store.keep(ReadingCheck(script: "Arab", terminal: "kitty", answer: .terminal))
    #expect(store.recall("xterm") == [.arabic: .reorder, .devanagari: .unreadable])
    #expect(store.recall("kitty") == [.arabic: .terminal])
    let other = ReadingStore(of: "ben", environment: ["XDG_STATE_HOME": folder.path])
    #expect(other.recall("xterm") == [:], "who works on the same account is asked by themselves")
    let file = try #require(store.file.url)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(try SchemaValidator.problems(in: .init(text, file: "readings.schema.json")) == [])
    try Data("{".utf8).write(to: file)
    #expect(store.recall("xterm") == [:], "a broken file is as none")
  }

  @Test func `an answer goes before the terminal's own way, and a choice before both`() {
    var display = TerminalDisplay(choice: .auto, environment: ["TERM": "xterm-kitty"])
    #expect(display.display.bidi == .terminal)
    display.readings = [.arabic: .reorder, .devanagari: .asWritten]
    #expect(display.display.bidiByScript == [.arabic: .reorder])
    #expect(display.display.signsByScript == [.devanagari: .asWritten])
    var chosen = TerminalDisplay(choice: .reorderAndShape, environment: ["TERM": "xterm-kitty"])
    chosen.readings = display.readings
    #expect(chosen.display.bidi == .reorderAndShape)
    #expect(chosen.display.bidiByScript == [:])
    #expect(chosen.display.signsByScript == [.devanagari: .asWritten])
  }

  @Test func `the page shows every script of the project in every way`() {
    let page = TerminalPage(languages: ["ar", "en", "fr", "hi", "th"])
    let display = TerminalDisplay(choice: .auto, environment: ["TERM": "xterm-kitty"])
    let (frame, most) = page.draw(display, size: Size(rows: 40, columns: 90), from: 0)
    let shown = frame.text.joined(separator: "\n")
    for words in [
      "This terminal: kitty", "Arabic", "reorder+shape", "Devanagari", "visual", "Thai",
    ] {
      #expect(shown.contains(words))
    }
    #expect(most == 0)
    #expect(page.draw(display, size: Size(rows: 10, columns: 90), from: 3).most > 0)
  }
}
