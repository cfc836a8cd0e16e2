import AnnotationCore
import Foundation
import GuidelineFiles
import ProjectStore

/// A project of its own for one test: the default guideline, four items, two annotators and a lead.
final class Team {
  let project: Project
  let ana: Person
  let ben: Person
  let noor: Person
  private let folder: URL
  /// The moment at which the test stands; nothing but the test moves it.
  var clock = Timestamp(rawValue: 1_000_000)

  /// - Parameters:
  ///   - references: labels that are known, imported before anything is assigned.
  ///   - change: what is different in this test's guideline.
  init(
    items: [Item] = sampleItems,
    references: [Reference] = [],
    change: (inout Guideline) -> Void = { _ in }
  ) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("annotate-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let loaded = try GuidelineFile.read(
      path: root.appendingPathComponent("guidelines/x-value.yaml").path
    )
    let moment = clock
    var guideline = loaded.guideline
    change(&guideline)
    let project = try Project.create(
      at: folder.appendingPathComponent("values.vw").path,
      guideline: guideline,
      source: loaded.source,
      hash: loaded.hash,
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
    _ = try project.importItems(file: "items.jsonl", sha256: "abc", at: moment) { inserter in
      for (index, item) in items.enumerated() { try inserter.insert(item, line: index + 1) }
    }
    try project.add(references: references, at: moment)
    let pairs = [ana.id, ben.id].flatMap { person in
      items.map { Assignment(item: $0.id, person: person) }
    }
    try project.assign(pairs, at: moment)
    self.project = project
  }

  deinit {
    try? project.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The next moment.
  var now: Timestamp {
    clock = clock.advanced(byMilliseconds: 1)
    return clock
  }

  /// Moves the clock on.
  func wait(milliseconds: Int64) { clock = clock.advanced(byMilliseconds: milliseconds) }

  /// Where the project is.
  var path: String { folder.appendingPathComponent("values.vw").path }

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
