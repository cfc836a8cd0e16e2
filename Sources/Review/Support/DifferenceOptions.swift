import ArgumentParser
import CommandLineKit

/// What a command takes that reports a difference on fields of a project with its interval.
struct DifferenceOptions: ParsableArguments {
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
}
