import AnnotationCore
import ArgumentParser
import JSON
import ProjectStore

struct DisagreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disagreement",
    abstract: "Show where disagreement comes from: criteria, labels, points.",
    discussion: """
      For each field of stage two: how much of the disagreement is between annotators whose stages \
      one selected two criteria, so that they judged by different questions; which labels are given \
      for one another; and for fields of several choices, which of them divide annotators.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field; may be given several times.")
  var field: [String] = []

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open()
    let fields = try store.guideline.guideline.fields(named: field).filter { !$0.kind.isText }
    let found = try fields.map { try FieldDisagreement($0, in: store) }
    report(options, json: .object([("fields", .array(found.map(\.json)))])) {
      found.map(\.text).joined(separator: "\n\n")
    }
  }
}
