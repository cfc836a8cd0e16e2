import AnnotationCore
import ArgumentParser
import JSON
import Measurement
import ProjectStore
import SafeText

struct AblationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ablation",
    abstract: "Compare agreement with and without the stages before the last.",
    discussion: """
      A guideline can have one item in N labelled in its last stage alone (single_stage: {every: 10, \
      criterion: …}). These items are not part of the benchmark. For each field of the last stage, \
      this shows agreement among annotators on the items of the benchmark, on those others, and the \
      difference with its interval. The two sets of items are resampled separately.
      """
  )

  @OptionGroup var asked: DifferenceOptions

  func run() throws {
    let store = try asked.project.open(for: .figures)
    let found = try StageAblation.measured(
      in: store,
      fields: asked.field,
      asked.resampling.resampling
    )
    report(asked.options, json: AblationReport.json(found)) {
      asked.tables.rendered(AblationReport.parts(found, store.guideline.guideline))
    }
  }
}
