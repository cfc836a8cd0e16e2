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

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field; may be given several times.")
  var field: [String] = []

  @OptionGroup var resampling: ResamplingOptions

  @OptionGroup var tables: TableOptions

  @OptionGroup var options: ReportOptions

  func validate() throws {
    try tables.check(with: options)
    guard !resampling.isOff else {
      throw ValidationError(
        "--resamples is at least 2: a difference is reported with its interval."
      )
    }
  }

  func run() throws {
    let store = try project.open(for: .figures)
    let found = try StageAblation.measured(in: store, fields: field, resampling.resampling)
    report(options, json: AblationReport.json(found)) {
      tables.rendered(AblationReport.parts(found, store.guideline.guideline))
    }
  }
}
