package import AnnotationCore
import Foundation
package import ProjectStore

/// A folder for one test's project, removed when the test lets go of it.
package final class ProjectFolder {
  package let path: String
  private let folder: URL

  package init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("measurement-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("project.xvw").path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A project with some items that every annotator has, and a lead.
  package func project(
    _ guideline: Guideline,
    items: [Item],
    annotators: [String],
    lead: String
  ) throws -> (project: Project, annotators: [Person], lead: Person) {
    let project = try Project.create(
      at: path,
      guideline: guideline,
      source: "guideline: \(guideline.id)",
      hash: "abc",
      at: moment
    )
    var random = SplitMix64(seed: 1)
    func add(_ name: String, _ role: Person.Role) throws -> Person {
      try project.addPerson(
        name: name,
        role: role,
        languages: Array(Set(items.map(\.language))).sorted(),
        at: moment,
        using: &random
      )
    }
    let people = try annotators.map { try add($0, .annotator) }
    let lead = try add(lead, .lead)
    _ = try project.importItems(file: "items.jsonl", sha256: "h", at: moment) { inserter in
      for (index, item) in items.enumerated() { try inserter.insert(item, line: index + 1) }
    }
    try project.assign(
      people.flatMap { person in items.map { .init(item: $0.id, person: person.id) } },
      at: moment
    )
    return (project, people, lead)
  }
}

/// When everything happens.
package let moment = Timestamp(rawValue: 1)

/// A juror of some name that answers from a file.
package func juror(_ name: String) -> Juror {
  Juror(name: name, provider: .recorded(file: "r.jsonl"))
}

/// The guideline that the program brings.
package let valuesGuideline = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("guidelines/x-value.yaml").path
