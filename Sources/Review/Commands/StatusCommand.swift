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
    // What annotators wrote is for those who may see what others said.
    let flags =
      store.may(.labels) ? try store.flags(limit: options.json ? .max : StatusReport.mostFlags) : []
    report(options, json: StatusReport.json(status, flags, guideline)) {
      StatusReport.text(status, flags, guideline)
    }
  }
}
