import AnnotationCore
import Fixtures
import Foundation
import ProjectStore
import Testing

@Suite struct `Sessions` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  var project: Project { scratch.project }

  init() throws {
    scratch = try Scratch()
    (ann, ben) = try scratch.team()
  }

  private func claim(
    _ token: String,
    host: String = "here",
    _ insistence: SessionInsistence = .ifFree,
    isGone: Bool = false
  ) throws -> SessionClaim {
    try project.claimSession(
      person: ann.id,
      token: token,
      process: SessionProcess(host: host, boot: "b", number: 7, started: 70),
      at: Timestamp(rawValue: 50),
      insistence,
      isGone: { _ in isGone }
    )
  }

  private let holder = SessionHolder(
    process: SessionProcess(host: "here", boot: "b", number: 7, started: 70),
    since: Timestamp(rawValue: 50)
  )

  private func draft(_ session: String?) throws {
    try project.saveDraft(
      Draft(item: "a", person: ann.id, stage: .one, values: [:], at: scratch.now),
      session: session
    )
  }

  @Test func `one session of a person writes, and may claim again`() throws {
    #expect(try claim("one") == .granted)
    #expect(try claim("one") == .granted)
    #expect(try claim("two") == .held(by: holder))
    try draft("one")
  }

  @Test func `a session that is gone does not hold the claim`() throws {
    _ = try claim("one")
    #expect(try claim("two", isGone: true) == .granted)
  }

  @Test func `a session that is asked for its claim learns of it, and gives it back`() throws {
    _ = try claim("one")
    func standing(_ token: String) throws -> SessionStanding {
      try project.sessionStanding(person: ann.id, token: token)
    }
    #expect(try standing("one") == .holds)
    #expect(try claim("two", .asking) == .held(by: holder))
    #expect(try standing("one") == .isAsked)
    try draft("one")
    try project.releaseSession(person: ann.id, token: "one")
    #expect(try claim("two", .asking) == .granted)
    #expect(try standing("one") == .lost(to: holder))
    #expect(try standing("two") == .holds, "what was asked of the first is not asked of it")
  }

  @Test func `after another took over, nothing of the first is written`() throws {
    _ = try claim("one")
    #expect(try claim("two", .byForce) == .granted)
    let refused = StoreError.work(.takenOver(since: Timestamp(rawValue: 50)))
    #expect(throws: refused) { try draft("one") }
    #expect(throws: refused) {
      try project.commit(
        .one,
        stageOne(),
        of: "a",
        by: ann,
        at: scratch.now,
        session: "one"
      )
    }
    #expect(throws: refused) {
      try project.skip(
        item: "a",
        person: ann.id,
        stage: .one,
        reason: "no",
        at: scratch.now,
        session: "one"
      )
    }
    #expect(throws: refused) {
      try project.undoLast(of: ann.id, at: scratch.now, session: "one")
    }
    #expect(throws: refused) {
      try project.withdraw(item: "a", person: ann.id, at: scratch.now, session: "one")
    }
    #expect(try project.workItem("a", for: ann.id)?.draft == nil)
    try draft("two")
  }

  @Test func `only the holder gives the claim back`() throws {
    _ = try claim("one")
    try project.releaseSession(person: ann.id, token: "two")
    #expect(try claim("two") == .held(by: holder))
    try project.releaseSession(person: ann.id, token: "one")
    #expect(try claim("two") == .granted)
  }

  @Test func `a claim is a person's own`() throws {
    _ = try claim("one")
    let other = try project.claimSession(
      person: ben.id,
      token: "two",
      process: SessionProcess(host: "here", boot: "b", number: 8, started: 80),
      at: scratch.now,
      .ifFree,
      isGone: { _ in false }
    )
    #expect(other == .granted)
  }

  @Test func `a file that is moved away or replaced is not written to`() throws {
    let away = scratch.folder("away.vw")
    try FileManager.default.moveItem(atPath: project.path, toPath: away)
    #expect(throws: StoreError.file(.moved(path: project.path))) { try draft(nil) }
    try Data("another file".utf8).write(to: URL(fileURLWithPath: project.path))
    #expect(throws: StoreError.file(.moved(path: project.path))) { try draft(nil) }
    try FileManager.default.removeItem(atPath: project.path)
    try FileManager.default.moveItem(atPath: away, toPath: project.path)
    try draft(nil)
  }
}
