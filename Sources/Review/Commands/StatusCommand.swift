import ArgumentParser
import JSON
import ProjectStore
import SafeText

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the project's progress."
  )

  @OptionGroup var project: ProjectArgument
  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open()
    let status = try store.status()
    let guideline = store.guideline
    let flags = try store.flags(limit: options.json ? .max : StatusReport.mostFlags)
    report(options, json: StatusReport.json(status, flags, guideline)) {
      StatusReport.text(status, flags, guideline)
    }
  }
}
