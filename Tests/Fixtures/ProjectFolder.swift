package import AnnotationCore
package import ProjectStore

/// A folder for one test's project, removed when the test lets go of it.
package final class ProjectFolder {
  package var path: String { folder("project.xvw") }
  private let folder: TemporaryFolder

  package init() throws { folder = try TemporaryFolder() }

  /// A project with some items that every annotator has, and a lead.
  package func project(
    _ guideline: Guideline,
    items: [Item],
    annotators: [String],
    lead: String
  ) throws -> (project: Project, annotators: [Person], lead: Person) {
    let project = try Project.create(at: path, guideline: guideline, at: moment)
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
    try project.importItems(items, at: moment)
    try project.assign(items.map(\.id), to: people, at: moment)
    return (project, people, lead)
  }
}

/// When everything happens.
package let moment = Timestamp(rawValue: 1)
