import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

/// Who may open a project, as whom, and what they may do there.
@Suite struct `Who has a project open` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  let path: String

  init() throws {
    scratch = try Scratch()
    (ann, ben) = try scratch.team()
    try scratch.add("zoe", .lead)
    path = scratch.project.path
  }

  private func open(_ user: String, as name: String? = nil) throws -> Project {
    try Project.open(at: path, by: Identity(user: user, name: name))
  }

  private func refusal(_ body: () throws -> Void) -> TeamProblem? {
    do { try body() } catch StoreError.team(let problem) { return problem } catch {}
    return nil
  }

  @Test func `is the person whose system user they are`() throws {
    #expect(try open("ann").access.person == ann)
    #expect(try open("ann", as: "ann").access.isActing == false)
    #expect(refusal { _ = try open("eve") } == .notOnTeam(user: "eve"))
  }

  @Test func `is told the same of a name that is another's and of one that nobody has`() {
    #expect(refusal { _ = try open("ann", as: "ben") } == .notYourName("ben", user: "ann"))
    #expect(refusal { _ = try open("ann", as: "xyz") } == .notYourName("xyz", user: "ann"))
    #expect(refusal { _ = try open("eve", as: "ben") } == .notYourName("ben", user: "eve"))
  }

  @Test func `is asked for a name where several people share the account`() throws {
    for name in ["ann", "ben"] {
      try scratch.project.changePerson(
        named: name,
        PersonChange(systemUser: "lab"),
        reason: nil,
        at: scratch.now
      )
    }
    #expect(refusal { _ = try open("lab") } == .severalPeople(user: "lab"))
    #expect(try open("lab", as: "ben").access.person?.id == ben.id)
    #expect(refusal { _ = try open("ann") } == .notOnTeam(user: "ann"))
  }

  @Test func `reads and writes words under their own name alone`() throws {
    let project = try open("ann")
    #expect(try project.workload(of: ann.id).isEmpty == false)
    #expect(
      refusal { _ = try project.workload(of: ben.id) } == .notAllowed(.labels, user: "ann")
    )
    #expect(
      refusal { try project.skip(item: "a", person: ben.id, stage: .one, reason: "x", at: moment) }
        == .notYours(user: "ann")
    )
    #expect(refusal { _ = try project.status() } == .notAllowed(.figures, user: "ann"))
    #expect(refusal { _ = try project.reviews(of: "a") } == .notAllowed(.labels, user: "ann"))
  }

  @Test func `may do no more than whom they work as, where they own the project`() throws {
    let owner = Identity.tester.user
    let project = try open(owner, as: "ann")
    #expect(project.access.isActing)
    #expect(refusal { _ = try project.status() } == .notAllowed(.figures, user: owner))
    try project.noteActing(at: scratch.now)
    let noted = try scratch.raw().read { db in
      try String.fetchAll(db, sql: "SELECT system_user FROM acting WHERE person = \(ann.id)")
    }
    #expect(noted == [owner])
  }

  @Test func `can do nothing more once they are deactivated, and again once they are active`()
    throws
  {
    let project = try open("ann")
    try scratch.project.changePerson(
      named: "ann",
      PersonChange(isActive: false),
      reason: "She left.",
      at: scratch.now
    )
    #expect(refusal { _ = try project.workload(of: ann.id) } == .inactive("ann"))
    #expect(refusal { _ = try open("ann") } == .inactive("ann"))
    #expect(refusal { _ = try open(Identity.tester.user, as: "ann") } == .inactive("ann"))
    try scratch.project.changePerson(
      named: "ann",
      PersonChange(isActive: true),
      reason: nil,
      at: scratch.now
    )
    #expect(try project.workload(of: ann.id).isEmpty == false)
  }

  @Test func `may do what their role allows from the moment when it changes`() throws {
    let project = try open("ann")
    try scratch.project.changePerson(
      named: "ann",
      PersonChange(role: .lead),
      reason: nil,
      at: scratch.now
    )
    #expect(try project.status().people.count == 3)
  }

  @Test func `finds what was changed of a person, by whom and why`() throws {
    try scratch.project.changePerson(
      named: "ben",
      PersonChange(name: "benjamin", groups: ["culture": "arab", "region": "gulf"]),
      reason: "He asked.",
      at: scratch.now
    )
    try scratch.project.changePerson(
      named: "benjamin",
      PersonChange(groups: ["culture": ""]),
      reason: nil,
      at: scratch.now
    )
    let states = try scratch.project.history(ofPersonNamed: "benjamin")
    #expect(states.map(\.person.name) == ["ben", "benjamin", "benjamin"])
    #expect(states.map(\.reason) == [nil, "He asked.", nil])
    #expect(states.last?.person.groups.values == ["region": "gulf"])
    #expect(Set(states.map(\.changedBy)) == [Identity.tester.user])
    #expect(
      refusal {
        try scratch.project.changePerson(
          named: "ann",
          PersonChange(name: "benjamin"),
          reason: nil,
          at: moment
        )
      } == .personExists("benjamin")
    )
  }

  @Test func `becomes the owner where the file is theirs`() throws {
    #expect(
      refusal { try Project.takeOver(at: path, by: "eve", owningFile: false, at: moment) }
        == .notTheFilesOwner(path: path)
    )
    try Project.takeOver(at: path, by: "eve", owningFile: true, at: scratch.now)
    #expect(try open("eve").may(.leads))
    #expect(
      refusal { _ = try open(Identity.tester.user) } == .notOnTeam(user: Identity.tester.user)
    )
  }
}
