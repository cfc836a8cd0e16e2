import AnnotationCore
import ArgumentParser
import CommandLineKit
import JSON
import ProjectStore
import ReleaseFiles

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a release: items, labels of every rater, verdicts, decisions, agreement.",
    discussion: """
      The folder must not exist yet. Annotators appear under pseudonyms. The same project gives the \
      same files, byte for byte.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The folder to make.", completion: .directory)
  var folder: String

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open(for: .labels)
    let writer = try ReleaseFolder(folder)
    let progress = ProgressLine()
    var counts = ReleaseCounts()
    do {
      counts = try store.snapshot { snapshot in
        try Self.write(snapshot, to: writer, progress)
      }
      try writer.finish()
    } catch {
      progress.clear()
      writer.discard()
      throw error
    }
    progress.clear()
    report(options, json: counts.json) {
      "\(folder): \(counted(counts.released, "item")), \(counts.setAside) set aside, "
        + "\(counts.open) left out as not fully decided."
    }
  }

  private static func write(
    _ snapshot: Snapshot,
    to writer: ReleaseFolder,
    _ progress: ProgressLine
  ) throws -> ReleaseCounts {
    let stored = snapshot.guideline
    let inForce = Set(try snapshot.jurors().map(\.name))
    var release = Release(
      guideline: stored.guideline,
      versions: try snapshot.guidelines().map {
        GuidelineVersion(
          number: $0.id,
          id: $0.guideline.id,
          version: $0.guideline.version,
          sha256: $0.hash
        )
      },
      people: try snapshot.people(),
      jurors: try snapshot.jurorsOfEveryJury().map {
        ReleaseJuror(
          jury: $0.jury,
          juror: $0.juror,
          isInForce: inForce.contains($0.juror.name)
        )
      }
    )
    for table in ReleaseTable.allCases { try writer.touch(table.path) }
    var seen = 0
    try snapshot.forEachDossier { dossier in
      let entry = ReleaseItem(
        item: dossier.item,
        annotations: dossier.annotations,
        reviews: dossier.reviews,
        decisions: dossier.decisions,
        exposures: dossier.exposures,
        earlier: dossier.earlier
      )
      try release.add(entry) { table, line in try writer.append(line, to: table.path) }
      seen += 1
      if seen % 1000 == 0 { progress.show("\(seen) items…") }
    }
    try release.writeJurors { table, line in try writer.append(line, to: table.path) }
    try snapshot.forEachPrompt { prompt in
      try release.add(prompt) { table, line in try writer.append(line, to: table.path) }
    }
    let kept = try snapshot.agreement()
    if kept == nil {
      printError(
        "Note: no agreement was saved, so the release has none. Run review agreement --save first."
      )
    }
    let agreement = kept?.json ?? .object([("coefficients", .array([]))])
    try writer.append(agreement.pretty + "\n", to: "evidence/agreement.json")
    try writer.append(stored.source, to: "guideline/\(stored.guideline.id).yaml")
    for (purpose, text) in stored.guideline.prompts.sorted(by: { $0.key < $1.key }) {
      try writer.append(text, to: "guideline/prompts/\(purpose).mustache")
    }
    try writer.append(release.readme(), to: "README.md")
    let origin = ReleaseOrigin(
      project: try snapshot.identity().id,
      guidelineHash: stored.hash,
      imports: try snapshot.imports().map { ($0.file, $0.sha256) }
    )
    let files = try writer.closed()
    try writer.append(release.manifest(of: files, from: origin), to: "manifest.json")
    return release.counts
  }
}
