import ArgumentParser
import JSON
import Measurement
import ProjectStore
import SafeText

struct AssistanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assistance",
    abstract: "Measure what seeing the jury does to annotators.",
    discussion: """
      Where the guideline lets the jury suggest (assistance: {mode: before, control: 0.2}): how often \
      annotators agree with the jurors on items with suggestions and on those drawn to be without, \
      the difference with its interval, and the median time of work on a stage. Where annotators see \
      the jury once they have committed (mode: after_commit): how many labels they changed then, \
      towards what more jurors said, or away from it. Items are resampled whole, since several people \
      label one item.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field; may be given several times.")
  var field: [String] = []

  @Option(help: "Resamples of the items.")
  var resamples = 1000

  @Option(help: "How sure an interval is.")
  var level = 0.95

  @Option(help: "The seed of the resampling.")
  var seed: UInt64 = 1

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard resamples > 1, level > 0, level < 1 else {
      throw ValidationError("--resamples is at least 2, --level between 0 and 1.")
    }
    try check("--resamples", resamples, atMost: Bounds.resamples)
  }

  func run() throws {
    let found = try AssistanceMeasurement(
      of: try project.open(),
      fields: field,
      Resampling(resamples: resamples, level: level, seed: seed)
    )
    report(options, json: AssistanceReport.json(found)) { AssistanceReport.text(found) }
  }
}
