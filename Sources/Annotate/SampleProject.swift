import AnnotationCore
import Files
import Foundation
import GuidelineFiles
import ItemFiles
import ProjectStore

/// Makes the sample project: the default guideline, the sample items, two annotators who read every
/// language, a lead, and every item for both annotators.
/// - Parameter folder: the folder of samples; the guideline stands beside it in `guidelines/`.
/// - Throws: what reading the files or writing the project throws.
func makeSampleProject(at path: String, from folder: String, at moment: Timestamp) throws {
  let samples = URL(fileURLWithPath: folder)
  let loaded = try GuidelineFile.read(
    path: samples.deletingLastPathComponent()
      .appendingPathComponent("guidelines/x-value.yaml").path
  )
  // A half one would be taken for the sample at the next start.
  let unfinished = try Unfinished(.file, at: path)
  unfinished.discardWhenStopped()
  let project = try Project.create(
    at: unfinished.path,
    guideline: loaded.guideline,
    source: loaded.source,
    hash: loaded.hash,
    owner: NSUserName(),
    at: moment
  )
  let items = samples.appendingPathComponent("items.jsonl").path
  var languages: Set<String> = []
  let reader = ItemReader(path: items)
  _ = try project.importItems(
    file: items,
    sha256: reader.sha256,
    at: moment,
    by: .current(token: "sample") { moment }
  ) { inserter in
    try reader.readItems { item, line in
      try inserter.insert(item, line: line)
      languages.insert(item.language)
    }
  }
  // The sample is the same on every machine, pseudonyms included.
  var random = SplitMix64(seed: 1)
  for (name, role) in [("ana", Person.Role.annotator), ("ben", .annotator), ("noor", .lead)] {
    _ = try project.addPerson(
      NewPerson(name: name, role: role, languages: role == .annotator ? languages.sorted() : []),
      at: moment,
      using: &random
    )
  }
  let input = try project.assignmentInput()
  let annotators = try project.people().filter { $0.role == .annotator }
  let plan = AssignmentPlan(
    languages: input.languages,
    people: annotators,
    overlap: 2,
    existing: input.existing,
    training: input.training,
    seed: 1
  )
  try project.assign(plan.shares, startingFrom: input.assigned, at: moment)
  try project.close()
  try unfinished.finish()
}
