import AnnotationCore
import Fixtures
import Foundation
import ProjectStore
import SafeText
import TerminalKit
import Testing

@testable import Annotate

/// The linear mode: what is said, and what a line does.
struct PlainTests {
  @Test("an item is labelled in both stages by lines alone")
  func walk() throws {
    let talk = try Talk()
    #expect(talk.prompt == "Category> ")
    talk.say("b", "the statues", "Global", "pluralism", "w, e", "4")
    #expect(talk.prompt == "Enter commits; a number goes to its field> ")
    #expect(talk.lastSaid.contains("5  Groups concerned: Women, Older people"))
    talk.say("")
    #expect(try talk.team.committed("en-1", .one, by: talk.team.ana)?["scope"] == .single("global"))
    #expect(talk.said.contains { $0.hasPrefix("Criterion for Global, Pluralism: Stay neutral") })
    talk.say("mixed", "several", "l", "y", "3", "It is \\", "fair.", "")
    let labels = try talk.team.committed("en-1", .two, by: talk.team.ana)
    #expect(labels?["rationale"] == .text("It is \nfair."))
    #expect(talk.said.contains("saved · en-1, stage 2"))
    #expect(talk.app.item?.item.id == "ar-1", "the next item is open")
  }

  @Test("text is said in the order of reading, once, and cannot drive the terminal")
  func text() throws {
    let hostile = Item(
      id: "bad",
      language: "en",
      question: "one\u{1B}[2J two\u{202E}",
      answer: "שלום world\nsecond line"
    )
    let talk = try Talk(Team(items: [hostile]))
    #expect(talk.said.contains("one␛[2J two⟨202E⟩"))
    #expect(talk.said.contains("שלום world"))
    #expect(talk.said.contains("second line"))
    talk.say("b", "x", "g", "p", "w", "4", "")
    #expect(talk.said.count { $0 == "Item bad, en" } == 1, "stage two does not say it again")
    talk.say(":text")
    #expect(talk.said.count { $0 == "Item bad, en" } == 2)
  }

  @Test("on a terminal, lines are wrapped between words; nothing else about them differs")
  func wrapped() throws {
    let long = Item(
      id: "long",
      language: "en",
      question: "Should statues of people who were honoured once be explained or removed?",
      answer: "They should.\n  incomprehensibilities \u{1B}[2J שלום עולם 雕像應該被解釋而不是被移走"
    )
    let narrow = try Talk(Team(items: [long]), width: 30)
    let piped = try Talk(Team(items: [long]))
    #expect(piped.said.contains(long.question))
    let start = try #require(narrow.said.firstIndex(of: "Question:"))
    #expect(
      narrow.said[start...].prefix(8) == [
        "Question:", "Should statues of people who", "were honoured once be",
        "explained or removed?",
        "Answer:", "They should.", "  incomprehensibilities ␛[2J", "שלום עולם 雕像應該被解釋而不是",
      ]
    )
    for talk in [narrow, piped] {
      talk.say("b", String(repeating: "word ", count: 20), ":field-before")
    }
    #expect(piped.prompt.hasPrefix("Issue (enter keeps: word word") && piped.prompt.hasSuffix("> "))
    let prompt = narrow.prompt.split(separator: "\n")
    #expect(prompt.count > 3 && narrow.prompt.hasSuffix("> "))
    for line in narrow.said.map({ $0[...] }) + prompt {
      #expect(displayWidth(String(line)) <= 30, "\(line)")
    }
    func words(_ talk: Talk) -> String {
      (talk.said + [talk.prompt]).joined().filter { !$0.isWhitespace }
    }
    #expect(words(narrow) == words(piped))
  }

  @Test(
    "a line that is no answer changes nothing, and says what the field takes",
    arguments: [
      ("", "Category is still empty."),
      ("7", "'7' is not a choice of Category. It takes: g, s, h, e, b, r, t."),
      ("b g", "'b g' is not a choice of Category. It takes: g, s, h, e, b, r, t."),
      (":dance", "There is no command ':dance' here. :help lists them."),
      (":", "There is no command ':' here. :help lists them."),
      (":re", "':re' could be :redo or :reopen or :restore-unsaved."),
      (":redo", "Nothing was taken back here."),
    ]
  )
  func refused(line: String, sentence: String) throws {
    let talk = try Talk()
    talk.say(line)
    #expect(talk.refusal == sentence)
    #expect(talk.lastSaid == [sentence])
    #expect(talk.app.item?.form.values.isEmpty == true)
    talk.say("b")
    #expect(talk.refusal == nil)
  }

  @Test("a rationale that is too long, a step that is none: the field keeps what it has")
  func refusedValues() throws {
    let talk = try Talk()
    talk.say("b", String(repeating: "x", count: 201))
    #expect(talk.refusal == "Issue has 201 characters; 200 fit. Shorten it.")
    talk.say("statues", "g", "p", "w", "9")
    #expect(talk.refusal == "9 is not a step of Confidence: 1 to 5.")
    #expect(talk.prompt == "Confidence> ")
  }

  @Test("none is said by a dash or its word; a title counts in any language")
  func written() throws {
    let talk = try Talk()
    talk.say("b", "statues", "g", "p", "none")
    #expect(talk.app.item?.form.values["concerned_groups"] == .multiple([]))
    talk.say(":field-before", "-")
    #expect(talk.app.item?.form.values["concerned_groups"] == .multiple([]))
    talk.say(":field-before", "WOMEN, e")
    #expect(
      talk.app.item?.form.chosen(in: try #require(talk.app.guideline.field("concerned_groups")))
        .count == 2
    )
  }

  @Test("an empty line keeps what a field holds; :field-before and a number go back to it")
  func goingBack() throws {
    let talk = try Talk()
    talk.say("b", "statues", ":field-before")
    #expect(talk.prompt == "Issue (enter keeps: statues)> ")
    talk.say("", "g", "p", "w", "4", "2", "squares", "", "", "", "", "")
    #expect(try talk.team.committed("en-1", .one, by: talk.team.ana)?["issue"] == .text("squares"))
  }

  @Test("what is entered is a draft after each line, and is there again")
  func drafts() throws {
    let talk = try Talk()
    talk.say("b", "statues")
    #expect(
      try talk.team.draft(of: "en-1", by: talk.team.ana)
        == ["category": .single("belief_expression"), "issue": .text("statues")]
    )
    let again = try Talk(talk.team)
    #expect(again.prompt == "Scope> ")
    again.say(":field-before", "one \\")
    #expect(
      try talk.team.draft(of: "en-1", by: talk.team.ana)?["issue"] == .text("one \n"),
      "a text that goes on"
    )
  }

  @Test("skip, flag and jump take their words in the same line, or ask for them")
  func words() throws {
    let talk = try Talk()
    talk.say(":flag look at the second sentence")
    #expect(talk.said.contains("The lead will see your comment."))
    talk.say(":skip")
    #expect(talk.prompt == "Reason for skipping> ")
    talk.say("not my field")
    #expect(try talk.team.state(of: "en-1", for: talk.team.ana) == .skipped)
    talk.say(":jump en-1")
    #expect(talk.said.contains("Your flag: look at the second sentence"))
    talk.say(":jump nowhere")
    #expect(talk.refusal == "Item nowhere is not assigned to you.")
    talk.say(":skip", "")
    #expect(talk.refusal == "Nothing was entered, so nothing was done.")
    #expect(talk.prompt == "Category> ")
  }

  @Test("undo takes back answers, then the commit")
  func undo() throws {
    let talk = try Talk()
    talk.say("b", "statues", "g", "p", "w", "4", ":undo")
    #expect(talk.prompt == "Confidence> ")
    talk.say(":redo")
    #expect(talk.prompt == "Confidence (enter keeps: 4)> ")
    talk.say("", "", ":undo")
    #expect(talk.said.contains("Taken back: stage 1 of en-1. :redo gives it again."))
    #expect(try talk.team.committed("en-1", .one, by: talk.team.ana) == nil)
  }

  @Test("a text may begin with a colon")
  func colon() throws {
    let talk = try Talk()
    talk.say("b", "::statues")
    #expect(talk.app.item?.form.values["issue"] == .text(":statues"))
  }

  @Test("items are listed, searched and opened by their id")
  func items() throws {
    let talk = try Talk()
    talk.say(":items")
    #expect(talk.lastSaid.contains { $0.hasPrefix("ar-1, ar, open: ") })
    talk.say(":show-skipped")
    #expect(talk.lastSaid == ["There is no such item."])
    talk.say(":search 像", ":show-all", ":more")
    #expect(talk.refusal == "That was the last of them.")
    talk.say("ja-1")
    #expect(talk.app.item?.item.id == "ja-1")
  }

  @Test("the queue says what is left, and opens a language")
  func queue() throws {
    let talk = try Talk()
    talk.say(":queue")
    #expect(talk.lastSaid.first == "values, ana: 0 done today, 4 left of 4.")
    talk.say("xx")
    #expect(talk.refusal == "You have no items in 'xx'. Your languages: ar en ja th.")
    talk.say("th")
    #expect(talk.app.item?.item.language == "th")
    talk.say(":quit")
    #expect(talk.hasLeft)
  }

  @Test("the guideline is said for the field that is asked, and for words")
  func guideline() throws {
    let talk = try Talk()
    talk.say(":guideline")
    #expect(talk.lastSaid.first == "Category")
    talk.say(":guideline bomb")
    #expect(talk.lastSaid.count == 1)
    #expect(talk.lastSaid.first?.contains("with a bomb ticking") == true)
    talk.say(":help")
    #expect(talk.lastSaid.contains(":skip  Leave the item, with a reason."))
  }

  @Test("one can leave although the project cannot be written to")
  func leaving() throws {
    let team = try Team()
    let talk = try Talk(team)
    talk.say("b")
    try FileManager.default.moveItem(atPath: team.path, toPath: team.path + ".away")
    talk.say("statues", ":quit")
    #expect(talk.hasLeft)
    #expect(talk.parting?.contains(#""issue":"statues""#) == true)
  }

  @Test("a second session is told, and takes over when it says so")
  func sessions() throws {
    let team = try Team()
    let first = try Talk(team, session: "first")
    let second = try Talk(team, session: "second")
    #expect(second.prompt == ":take-over or :quit> ")
    second.say("b")
    #expect(second.refusal == "Another session writes for you.")
    second.say(":take-over", "en", "b")
    #expect(try team.draft(of: "en-1", by: team.ana) == ["category": .single("belief_expression")])
    first.say("g")
    #expect(first.lastSaid.contains { $0.hasPrefix("Another session of yours took over.") })
    #expect(first.refusal != nil)
  }
}

/// Somebody who talks with the linear mode, on a real project.
final class Talk {
  let team: Team
  private var session: PlainSession
  private var runner: EffectRunner
  private let width: Int?
  /// Everything that was said, and what was said last.
  private(set) var said: [String] = []
  private(set) var lastSaid: [String] = []
  private(set) var prompt = ""
  private(set) var hasLeft = false

  /// - Parameter width: the columns of the terminal; nil for a pipe.
  init(
    _ team: @autoclosure () throws -> Team = try Team(),
    as who: KeyPath<Team, Person> = \.ana,
    session token: String? = nil,
    width: Int? = nil
  ) throws {
    let team = try team()
    self.team = team
    self.width = width
    let guideline = team.project.guideline.guideline
    session = PlainSession(
      app: App(
        guideline: guideline,
        person: team[keyPath: who],
        project: "values",
        language: "en",
        size: Size(rows: 24, columns: 80)
      )
    )
    runner = EffectRunner(
      project: team.project,
      person: team[keyPath: who],
      session: token.map {
        SessionIdentity(
          token: $0,
          process: SessionProcess(host: $0, boot: "b", number: 1, started: 1)
        )
      },
      now: { team.now },
      startOfDay: { Timestamp(rawValue: 0) }
    )
    act(on: session.opening)
    read()
  }

  var app: App { session.app }
  var refusal: String? { session.refusal }
  var parting: String? { runner.parting }

  func say(_ lines: String...) {
    for line in lines {
      act(on: session.handle(line: line, now: team.now))
      read()
    }
  }

  private func read() {
    let words = session.flush(width: width)
    lastSaid = words.lines
    said += words.lines
    prompt = words.prompt
  }

  private func act(on effects: [Effect]) {
    if !runner.carryOut(effects, for: &session) { hasLeft = true }
    while session.isAsking { passTime() }
  }

  /// Lets as much time pass as the claim is to be looked at after.
  func passTime() {
    guard let due = session.claimDue(now: team.clock) else { return }
    team.wait(milliseconds: due)
    _ = runner.carryOut(session.lookAtClaim(now: team.now), for: &session)
  }
}
