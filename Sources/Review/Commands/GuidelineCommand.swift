import AnnotationCore
import ArgumentParser
import GuidelineFiles
import JSON
import ProjectStore

struct GuidelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guideline",
    abstract: "Put another version of the guideline in force.",
    discussion: """
      Annotators are shown what changed. Existing labels stay as they are, with the version under \
      which they were made. A change that would make them meaningless is refused.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The new guideline file.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @ArgumentParser.Flag(help: "Show what would change, and change nothing.")
  var dryRun = false

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open(for: .manage)
    let loaded = try GuidelineFile.read(path: file)
    let old = store.guideline
    guard loaded.hash != old.hash else {
      report(options, json: json([], loaded.guideline)) {
        "\(project.project) has this guideline already."
      }
      return
    }
    if dryRun {
      let refused = try store.refusals(of: loaded.guideline)
      guard refused.isEmpty else { throw StoreError.guideline(.refused(refused)) }
    } else {
      try store.replaceGuideline(
        with: loaded.guideline,
        source: loaded.source,
        hash: loaded.hash,
        at: now()
      )
    }
    let sentences = GuidelineChanges(from: old.guideline, to: loaded.guideline).changes
      .map { $0.sentence(in: loaded.guideline.languages.first ?? "en") }
    report(options, json: json(sentences, loaded.guideline)) {
      let verb = dryRun ? "would go" : "goes"
      let head =
        "\(project.project) \(verb) from \(old.guideline.version) to \(loaded.guideline.version):"
      let changes = sentences.isEmpty ? ["Nothing that people read has changed."] : sentences
      return ([head] + changes.map { "  " + $0 }).joined(separator: "\n")
    }
  }

  private func json(_ sentences: [String], _ guideline: Guideline) -> JSONValue {
    .object([
      ("version", .string(guideline.version)), ("dry_run", .bool(dryRun)),
      ("changes", .array(sentences.map { .string($0) })),
    ])
  }
}
