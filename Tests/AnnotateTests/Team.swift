import AnnotationCore
import Fixtures
import GuidelineFiles
import ProjectStore

/// A project of its own for one test: the default guideline, four items, two annotators and a lead.
final class Team {
  let project: Project
  let ana: Person
  let ben: Person
  let noor: Person
  let others: [Person]
  private let folder: TemporaryFolder
  /// The moment at which the test stands; nothing but the test moves it.
  var clock = Timestamp(rawValue: 1_000_000)

  /// - Parameters:
  ///   - references: labels that are known, imported before anything is assigned.
  ///   - others: so many annotators besides ana and ben.
  ///   - change: what is different in this test's guideline.
  init(
    items: [Item] = sampleItems,
    references: [Reference] = [],
    others: Int = 0,
    change: (inout Guideline) -> Void = { _ in }
  ) throws {
    folder = try TemporaryFolder()
    let loaded = try GuidelineFile.read(path: valuesGuideline)
    let moment = clock
    var guideline = loaded.guideline
    change(&guideline)
    let project = try Project.create(
      at: folder("values.vw"),
      guideline: guideline,
      source: loaded.source,
      hash: loaded.hash,
      owner: Identity.tester.user,
      at: moment
    )
    var random = SplitMix64(seed: 3)
    func member(_ name: String, _ role: Person.Role) throws -> Person {
      try project.addPerson(
        name: name,
        role: role,
        languages: ["ar", "en", "ja", "th"],
        at: moment,
        using: &random
      )
    }
    ana = try member("ana", .annotator)
    ben = try member("ben", .annotator)
    noor = try member("noor", .lead)
    self.others = try (0..<others).map { try member("annotator-\($0)", .annotator) }
    try project.importItems(items, at: moment)
    try project.add(references: references, at: moment)
    try project.assign(items.map(\.id), to: [ana, ben] + self.others, at: moment)
    self.project = project
  }

  deinit { try? project.close() }

  /// The next moment.
  var now: Timestamp {
    clock = clock.advanced(byMilliseconds: 1)
    return clock
  }

  /// Moves the clock on.
  func wait(milliseconds: Int64) { clock = clock.advanced(byMilliseconds: milliseconds) }

  /// Where the project is.
  var path: String { folder("values.vw") }

  /// What a person has committed, read from the project itself.
  func committed(
    _ item: ItemID,
    _ stage: StageNumber,
    by person: Person
  ) throws -> FieldValues? {
    let annotations = try project.dossier(of: item, for: noor).annotations
    for annotation in annotations where annotation.person == person.id {
      if annotation.stage == stage, case .commit(let labels) = annotation.act {
        return labels.values
      }
    }
    return nil
  }

  func draft(of item: ItemID, by person: Person) throws -> FieldValues? {
    try project.workItem(item, for: person.id)?.draft?.values
  }

  func state(of item: ItemID, for person: Person) throws -> WorkState? {
    try project.workItem(item, for: person.id)?.state
  }
}
