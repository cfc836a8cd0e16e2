import AnnotationCore
import ArgumentParser
import JSON
import ProjectStore
import SafeText

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the project's progress; annotators are shown their own."
  )

  @OptionGroup var project: ProjectArgument
  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open(for: .own)
    let guideline = store.guideline
    guard store.may(.figures) else {
      guard let own = try store.ownProgress() else { return }
      report(options, json: StatusReport.json(own, guideline)) { StatusReport.text(own, guideline) }
      return
    }
    let status = try store.status()
    report(options, json: StatusReport.json(status, guideline)) {
      StatusReport.text(status, guideline)
    }
  }
}
