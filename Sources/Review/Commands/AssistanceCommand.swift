import AnnotationCore
import ArgumentParser
import JSON
import Measurement
import ProjectStore
import SafeText

struct AssistanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assistance",
    abstract: "Measure how seeing the jury's labels changes those of annotators.",
    discussion: """
      If the guideline lets the jury suggest labels (assistance: {mode: before, control: 0.2}): how \
      often annotators agree with the jurors on items with suggestions and on control items without, \
      the difference with its interval, and the median working time per stage. If annotators see the \
      jury's labels after they commit (mode: after_commit): how many labels they then changed, \
      towards what more jurors said or away from it. Items are resampled whole, since several people \
      label one item.
      """
  )

  @OptionGroup var asked: DifferenceOptions

  func run() throws {
    let found = try AssistanceMeasurement(
      of: try asked.project.open(for: .figures),
      fields: asked.field,
      asked.resampling.resampling
    )
    report(asked.options, json: AssistanceReport.json(found)) {
      asked.tables.rendered(AssistanceReport.parts(found))
    }
  }
}
