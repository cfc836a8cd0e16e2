import AnnotationCore
import Fixtures
import Foundation
import GRDB
import ProjectStore

/// A folder of its own for one test, removed when the test lets go of it.
final class Folder {
  let path: String

  init() throws {
    let name = "project-store-" + UUID().uuidString
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func callAsFunction(_ name: String) -> String { path + "/" + name }

  var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// A project in a folder of its own, with ways to fill it in a line.
final class Scratch {
  let folder: Folder
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
    folder = try Folder()
    project = try Project.create(
      at: folder("p.vw"),
      guideline: guideline,
      source: "guideline: small",
      hash: "abc",
      at: clock
    )
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
    do {
      return try project.importItems(file: "items.jsonl", sha256: "hash", at: now, chunk: chunk) {
        inserter in
        for (index, item) in items.enumerated() { try inserter.insert(item, line: index + 1) }
      }
    } catch let refusal as ItemRefusal { throw refusal.problem }
  }

  func assign(_ items: [ItemID], to people: [Person]) throws {
    let pairs = people.flatMap { person in
      items.map { Assignment(item: $0, person: person.id) }
    }
    try project.assign(pairs, at: now)
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
    if one.selection != .setAside { try commit(item, person, two: two) }
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
      Review(
        id: 0,
        item: item,
        juror: juror,
        attempt: attempt,
        outcome: .verdict(Verdict(stageOne: one, stageTwo: two)),
        rawReply: "{}",
        promptHash: "p",
        at: now
      )
    )
  }
}

func item(_ id: ItemID, _ language: String = "en") -> Item {
  Item(id: id, language: language, question: "Q \(id)?", answer: "A \(id).", model: "m-1")
}

func juror(_ name: String, attempts: Int = 2) -> Juror {
  Juror(
    name: name,
    provider: .recorded(file: "replies.jsonl"),
    sampling: Juror.Sampling(),
    limits: Juror.Limits(attempts: attempts)
  )
}
