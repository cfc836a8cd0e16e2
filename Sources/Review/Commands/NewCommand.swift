import AnnotationCore
import ArgumentParser
import CommandLineKit
import Foundation
import GuidelineFiles
import ProjectStore

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make a project from a guideline."
  )

  @Argument(help: "The project file to make.", completion: .file())
  var project: String

  @Option(help: "The guideline file.", completion: .file(extensions: ["yaml", "yml"]))
  var guideline = "guidelines/x-value.yaml"

  func run() throws {
    let loaded = try GuidelineFile.read(path: guideline)
    let made = try Project.create(
      at: project,
      guideline: loaded.guideline,
      source: loaded.source,
      hash: loaded.hash,
      owner: NSUserName(),
      at: now()
    )
    try made.close()
    printOutput(
      """
      \(project): made with the guideline \(loaded.guideline.id) \(loaded.guideline.version) \
      (\(counted(loaded.guideline.fields.count, "field"))). \(NSUserName()) owns it.
      Next: review import \(project) ITEMS.jsonl
      """
    )
  }
}
