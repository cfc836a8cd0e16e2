import AnnotationCore
import Fixtures
import Foundation
import ProjectStore
import SchemaValidation
import TerminalKit
import Testing

@testable import Annotate

/// One annotator with two windows: one of them writes, and neither loses or replaces what the other has.
@Suite struct `Two windows of one annotator` {
  let team: Team
  let folder: TemporaryFolder
  let first: Script

  init() throws {
    team = try Team()
    folder = try TemporaryFolder()
    first = Script(team, as: \.ana, session: .first)
  }

  private func second() -> Script { Script(team, as: \.ana, session: .second) }

  private func issue() throws -> FieldValue? {
    try team.draft(of: "en-1", by: team.ana)?["issue"]
  }

  /// Takes over as the keys do it, while the other window is there to answer.
  private func takeOver(_ window: Script, from other: Script) {
    window.wait(milliseconds: 1000)
    window.press("T")
    other.wait(milliseconds: 1000)
    window.wait(milliseconds: 100)
  }

  @Test func `the second is told of the first, and waits for its word`() throws {
    first.press("enter b")
    let second = second()
    #expect(second.shown.contains("You have this project open in another session."))
    #expect(second.shown.contains("process 4711"))
    second.press("x enter")
    #expect(second.app.item == nil)
    second.press("T")
    #expect(second.shown.contains("It is asked to save what it has…"))
  }

  @Test func `a takeover lets the other window save what it has`() throws {
    first.press("enter b")
    first.type("sta")
    let second = second()
    second.press("T")
    #expect(try issue() == nil)
    first.wait(milliseconds: 1000)
    #expect(first.shown.contains("Another session of yours took over."))
    #expect(try issue() == .text("sta"))
    second.wait(milliseconds: 100)
    second.press("enter")
    #expect(second.app.item?.form.values["issue"] == .text("sta"))
  }

  @Test func `a window that does not answer loses the claim, and is told within two seconds`()
    throws
  {
    first.press("enter b")
    first.wait(milliseconds: 500)
    let second = second()
    second.press("T")
    for _ in 0..<15 { second.wait(milliseconds: 100) }
    #expect(second.app.overlay == nil)
    first.wait(milliseconds: 2000)
    #expect(first.shown.contains("Another session of yours took over."))
  }

  @Test func `after it took back, a window shows the record, and offers what it had not saved`()
    throws
  {
    first.press("enter b")
    let second = second()
    second.press("T")
    for _ in 0..<15 { second.wait(milliseconds: 100) }
    second.press("enter h")
    second.wait(milliseconds: 500)
    first.type("statues")
    first.wait(milliseconds: 500)
    takeOver(first, from: second)
    #expect(first.app.item?.form.values == ["category": .single("history_identity")])
    #expect(first.shown.contains("Belief & Expression"))
    #expect(first.shown.contains("saved: History & Identity"))
    first.press("T")
    #expect(first.app.item?.form.values["issue"] == .text("statues"))
    #expect(try issue() == .text("statues"), "it is the draft now")
    first.press("U")
    #expect(first.app.item?.form.values == ["category": .single("history_identity")])
  }

  @Test func `what was entered can be discarded, or decided upon later`() throws {
    first.press("enter b")
    let second = second()
    second.press("T")
    for _ in 0..<15 { second.wait(milliseconds: 100) }
    takeOver(first, from: second)
    #expect(first.shown.contains("saved: –"))
    first.press("esc")
    #expect(first.app.item?.form.values == [:])
    first.press("esc enter")
    #expect(first.shown.contains("saved: –"), "it is offered whenever the item opens")
    first.press("D esc enter")
    #expect(first.app.overlay == nil)
  }

  @Test func `a stage that the other window committed is not replaced by what this one shows`()
    throws
  {
    first.press("enter")
    first.fillStageOne()
    let second = second()
    takeOver(second, from: first)
    second.press("enter ^D")
    #expect(try team.committed("en-1", .one, by: team.ana) != nil)
    takeOver(first, from: second)
    #expect(first.screen[0].contains("en-1 · stage 2 of 2"))
    #expect(first.app.overlay == nil, "nothing of it is unsaved")
  }

  @Test func `what was entered for a stage that is committed since cannot be put over it`() throws {
    first.press("enter b")
    let second = second()
    second.press("T")
    for _ in 0..<15 { second.wait(milliseconds: 100) }
    second.press("enter")
    second.fillStageOne()
    second.press("enter")
    first.type("mine")
    takeOver(first, from: second)
    #expect(first.screen[0].contains("en-1 · stage 2 of 2"))
    #expect(first.shown.contains("Stage 1 is not open any more"))
    first.press("T")
    #expect(first.shown.contains("Stage 1 is not open any more"), "T is not offered")
    #expect(first.app.item?.form.values == [:])
  }

  @Test func `who takes over goes on in the text that was in focus`() throws {
    first.press("enter b")
    first.type("sta")
    let second = second()
    takeOver(second, from: first)
    takeOver(first, from: second)
    #expect(first.app.overlay == nil)
    #expect(first.app.item?.focus == "issue")
    first.type("tues")
    #expect(first.app.item?.form.values["issue"] == .text("statues"))
  }
}

/// A window can always be left, and what it could not save is kept.
@Suite struct `Leaving a window that cannot save` {
  let team: Team
  let home: TemporaryFolder

  init() throws {
    team = try Team()
    home = try TemporaryFolder()
  }

  private func start(_ session: SessionIdentity = .first) -> Script {
    let drafts = UnsavedDraftStore(
      project: team.project,
      person: team.ana,
      session: session.token,
      environment: ["XDG_STATE_HOME": home.path]
    )
    return Script(team, as: \.ana, session: session, unsavedDrafts: drafts)
  }

  /// A window whose last words are not saved, since another one took over.
  private func stuck() -> Script {
    let window = start()
    window.press("enter b")
    window.type("statues")
    _ = try? team.project.claimSession(
      person: team.ana.id,
      token: "two",
      process: SessionIdentity.second.process,
      at: team.now,
      .byForce,
      isGone: { _ in false }
    )
    return window
  }

  private var kept: [String] {
    let folder = URL(fileURLWithPath: team.path).deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.contains(".unsaved-") }.map { folder + "/" + $0 }
  }

  @Test(arguments: ["^C", "q"])
  func `its last words are kept in a file that only their owner may read`(way: String) throws {
    let window = stuck()
    window.wait(milliseconds: 1000)
    window.press(way)
    #expect(window.outside == [.quit])
    let parting = try #require(window.parting)
    #expect(parting.contains("en-1, stage 1"))
    let file = try #require(kept.first)
    #expect(parting.contains(URL(fileURLWithPath: file).lastPathComponent))
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(try SchemaValidator.problems(in: .init(text, file: "unsaved.schema.json")) == [])
  }

  @Test func `the next start offers them, and removes the file once they are a draft`() throws {
    stuck().press("^C")
    try team.project.releaseSession(person: team.ana.id, token: "two")
    let next = start(.second)
    #expect(next.app.item?.item.id == "en-1")
    #expect(next.shown.contains("statues"))
    next.press("T")
    #expect(try team.draft(of: "en-1", by: team.ana)?["issue"] == .text("statues"))
    #expect(kept == [])
  }

  @Test func `another annotator is not offered them`() throws {
    stuck().press("^C")
    let drafts = UnsavedDraftStore(
      project: team.project,
      person: team.ben,
      session: "b",
      environment: [:]
    )
    #expect(drafts.all() == [])
  }

  @Test func `with the project gone, the file is in the user's own folder`() throws {
    let window = start()
    window.press("enter b")
    window.type("statues")
    let folder = URL(fileURLWithPath: team.path).deletingLastPathComponent().path
    try FileManager.default.moveItem(atPath: folder, toPath: folder + ".away")
    defer { try? FileManager.default.moveItem(atPath: folder + ".away", toPath: folder) }
    window.press("^C")
    #expect(window.outside == [.quit])
    #expect(window.parting?.contains(home.path) == true)
  }

  @Test func `where no file can be written, they are said`() throws {
    let drafts = UnsavedDraftStore(
      project: team.project,
      person: team.ana,
      session: "a",
      environment: [:]
    )
    let window = Script(team, as: \.ana, session: .first, unsavedDrafts: drafts)
    window.press("enter b")
    window.type("statues")
    let folder = URL(fileURLWithPath: team.path).deletingLastPathComponent().path
    try FileManager.default.moveItem(atPath: folder, toPath: folder + ".away")
    defer { try? FileManager.default.moveItem(atPath: folder + ".away", toPath: folder) }
    window.press("^C")
    #expect(
      window.parting?.contains(#"It was: {"category":"belief_expression","issue":"statues"}"#)
        == true
    )
  }

  @Test func `a window whose item was committed elsewhere can be left`() throws {
    let window = start()
    window.press("enter b")
    let other = Script(team, as: \.ana)
    other.press("enter")
    other.label()
    window.press("^C")
    #expect(window.outside == [.quit])
    #expect(kept.count == 1)
  }
}

@Suite struct `The process of a session` {
  let session = SessionIdentity.ofThisProcess()

  @Test func `it is there while it runs`() { #expect(!session.isGone(session.process)) }

  @Test func `its number may be another process's by now, or another day's`() {
    var later = session.process
    later.started += 1
    #expect(session.isGone(later))
    var rebooted = session.process
    rebooted.boot += "x"
    #expect(session.isGone(rebooted))
  }

  @Test func `of one on another machine nobody knows`() {
    let other = SessionProcess(host: "elsewhere", boot: "b", number: 1, started: 1)
    #expect(!session.isGone(other))
  }
}
