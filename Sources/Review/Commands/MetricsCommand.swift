import Agreement
import ArgumentParser
import CommandLineKit
import Measurement
import RatingFiles

struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Measure how well labels, of a model or a person, fit the right ones.",
    discussion: """
      Accuracy, balanced accuracy, precision, recall and F1 of each class and in the mean, Matthews' \
      correlation and Cohen's kappa, with bootstrap intervals, and the confusion matrix. With two \
      files of labels also McNemar's test, and how the measures differ on the same resamples. The \
      files are CSV with the columns item and label, or others that --item and --label name, with one \
      line for each item.
      """
  )

  @Argument(help: "The right labels.", completion: .file())
  var gold: String

  @Argument(help: "The labels to measure; two files are compared.", completion: .file())
  var predictions: [String]

  @OptionGroup var columns: LabelColumns

  @Option(help: "The column of the right labels, if it has another name than that of the others.")
  var goldLabel: String?

  @ArgumentParser.Flag(help: "Leave out items that one of the files has no label of.")
  var common = false

  @OptionGroup var resampling: ResamplingOptions

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard predictions.count <= 2 else {
      throw ValidationError(
        "At most two files of labels are compared. Measure the others by themselves."
      )
    }
  }

  func run() throws {
    let measured = try measure()
    report(options, json: measured.json) { MetricsText.text(measured) }
  }

  func measure() throws -> PredictionMeasurement {
    var goldColumns = columns.form
    goldColumns.label = goldLabel ?? columns.label
    let right = try read(gold, goldColumns)
    let given = try predictions.map { try read($0, columns.form) }
    do {
      return try PredictionMeasurement(
        gold: right,
        given,
        common: common,
        resampling.resampling
      )
    } catch { throw CommandFailure("\(error)") }
  }

  private func read(
    _ path: String,
    _ form: RatingForm
  ) throws(RatingFileError) -> PredictionMeasurement.Labels {
    .init(name: path, labels: try LabelFile(path: path, form).labelOfItem)
  }
}
