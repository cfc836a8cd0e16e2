import ArgumentParser
import Measurement

struct JuryShareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract:
      "Estimate the share of a label from human labels and the jury's votes.",
    discussion: """
      Prediction-powered inference: human labels of some items correct the jury's labels of all. The \
      human label is the label of record, or else the one that most annotators gave. The interval \
      holds however wrong the jury is, if the items that humans labelled are a random sample of all.
      """
  )

  @OptionGroup var source: JurySource

  @Option(
    name: .customLong("label"),
    help: """
      Only this label; may be given several times. Default: all labels, or the first if there are two, \
      since the other has the rest.
      """
  )
  var labels: [String] = []

  @Option(help: "Use this juror instead of the votes of all.")
  var juror: String?

  @Option(help: "Estimate for groups of items, such as by language; may be given several times.")
  var by: [String] = []

  @Option(help: "Confidence level of the intervals.")
  var level = 0.95

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard level > 0, level < 1 else {
      throw ValidationError("--level is between 0 and 1, such as 0.95.")
    }
  }

  func run() throws {
    let shares = try shares()
    report(options, json: shares.json) { shares.text }
  }

  func shares() throws -> LabelShares {
    try LabelShares(try source.load(), labels: labels, juror: juror, by: by, level: level)
  }
}
