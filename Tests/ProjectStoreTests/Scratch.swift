import AnnotationCore
import Fixtures
import GRDB
import ProjectStore

/// A project in a folder of its own, with ways to fill it in a line.
final class Scratch {
  let folder: TemporaryFolder
  let project: Project
  private var random = SplitMix64(seed: 7)
  private(set) var clock = Timestamp(rawValue: 1_000)

  convenience init(
    flow: Guideline.Flow = .walk,
    jury: DecisionPolicy.JuryRole = .ignored,
    quorum: Int = 1
  ) throws {
    try self.init(guideline: smallGuideline(flow: flow, jury: jury, quorum: quorum))
  }

  init(guideline: Guideline) throws {
    folder = try TemporaryFolder()
    project = try Project.create(at: folder("p.vw"), guideline: guideline, at: clock)
  }

  /// The next moment.
  var now: Timestamp {
    clock = clock.advanced(byMilliseconds: 1)
    return clock
  }

  /// The file through a connection of its own, past every method of the store.
  func raw() throws -> DatabaseQueue { try DatabaseQueue(path: project.path) }

  @discardableResult
  func add(_ name: String, _ role: Person.Role = .annotator) throws -> Person {
    try project.addPerson(
      name: name,
      role: role,
      languages: ["en", "fr"],
      at: now,
      using: &random
    )
  }

  @discardableResult
  func importItems(_ items: [Item], chunk: Int = 5000) throws -> ImportReport {
    try project.importItems(items, chunk: chunk, at: now)
  }

  func assign(_ items: [ItemID], to people: [Person]) throws {
    try project.assign(items, to: people, at: now)
  }

  /// Two annotators, items a, b, c … assigned to both.
  func team(items count: Int = 3) throws -> (ann: Person, ben: Person) {
    let people = (try add("ann"), try add("ben"))
    let items = (0..<count).map { item(String(UnicodeScalar(UInt8(97 + $0)))) }
    try importItems(items)
    try assign(items.map(\.id), to: [people.0, people.1])
    return people
  }

  @discardableResult
  func commit(_ item: ItemID, _ person: Person, one labels: Labels) throws -> Int64 {
    try project.commit(.one, labels, of: item, by: person, at: now).annotation
  }

  @discardableResult
  func commit(_ item: ItemID, _ person: Person, two labels: Labels) throws -> Int64 {
    try project.commit(.two, labels, of: item, by: person, at: now).annotation
  }

  /// Both stages at once.
  func label(
    _ item: ItemID,
    _ person: Person,
    _ one: Labels = stageOne(),
    _ two: Labels = stageTwo("good")
  ) throws {
    try commit(item, person, one: one)
    if !project.guideline.guideline.setsAside(one.values) { try commit(item, person, two: two) }
  }

  func state(_ item: ItemID, _ person: Person) throws -> WorkState? {
    try project.workItem(item, for: person.id)?.state
  }

  @discardableResult
  func verdict(
    _ item: ItemID,
    _ juror: String,
    attempt: Int = 1,
    _ one: Labels = stageOne(),
    _ two: Labels? = stageTwo("good")
  ) throws -> Int64 {
    try project.record(
      Review(of: item, by: juror, attempt: attempt, .labels(one, two), at: now)
    )
  }
}
