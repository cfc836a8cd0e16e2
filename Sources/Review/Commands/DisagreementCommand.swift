import AnnotationCore
import ArgumentParser
import JSON
import Measurement
import ProjectStore

struct DisagreementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disagreement",
    abstract: "Show where disagreement comes from: criteria, labels, points.",
    discussion: """
      For each field that is judged by a selected criterion: how much of the disagreement is \
      between annotators whose labels selected different criteria, so that they answered different \
      questions. For every field: which labels are \
      confused with one another; and, for fields with several choices, on which choices annotators \
      differ.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field; may be given several times.")
  var field: [String] = []

  @OptionGroup var tables: TableOptions

  @OptionGroup var options: ReportOptions

  func validate() throws { try tables.check(with: options) }

  func run() throws {
    let found = try FieldDisagreement.measured(in: try project.open(for: .labels), fields: field)
    report(options, json: .object([("fields", .array(found.map(\.json)))])) {
      tables.isText
        ? found.map(\.text).joined(separator: "\n\n") : tables.rendered(found.flatMap(\.parts))
    }
  }
}
