import ArgumentParser
import JSON
import Measurement
import ProjectStore

struct DisagreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disagreement",
    abstract: "Show where disagreement comes from: criteria, labels, points.",
    discussion: """
      For each field that is judged by a selected criterion: how much of the disagreement is between annotators whose stages \
      one selected two criteria, so that they judged by different questions; which labels are given \
      for one another; and for fields of several choices, which of them divide annotators.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field; may be given several times.")
  var field: [String] = []

  @OptionGroup var options: ReportOptions

  func run() throws {
    let found = try FieldDisagreement.measured(in: try project.open(), fields: field)
    report(options, json: .object([("fields", .array(found.map(\.json)))])) {
      found.map(\.text).joined(separator: "\n\n")
    }
  }
}
