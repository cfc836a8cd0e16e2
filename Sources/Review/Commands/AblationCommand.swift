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
      A guideline can have one item of so many labelled in its last stage alone (single_stage: \
      {every: 10, criterion: …}). They are no part of the benchmark. For each field of the last \
      stage: agreement among annotators on the items of the benchmark, on those, and the \
      difference with its interval; each set of items is resampled by itself.
      """
  )

  @OptionGroup var project: ProjectArgument

  @Option(help: "Only this field; may be given several times.")
  var field: [String] = []

  @OptionGroup var resampling: ResamplingOptions

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard resampling.resamples > 1 else {
      throw ValidationError("A difference has its interval: --resamples is at least 2.")
    }
  }

  func run() throws {
    let store = try project.open()
    let found = try StageAblation.measured(in: store, fields: field, resampling.resampling)
    report(options, json: AblationReport.json(found)) {
      AblationReport.text(found, store.guideline.guideline)
    }
  }
}
