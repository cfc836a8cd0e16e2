import ArgumentParser
import Measurement

struct JuryShareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "share",
    abstract:
      "Estimate the share of a label, from items that humans labelled and that the jury did.",
    discussion: """
      Prediction-powered inference: what humans say of some items corrects what the jury says of all. \
      A label of record counts as the humans', else the one that most annotators gave. The interval \
      holds if those items are a random draw of all, and no matter how wrong the jury is.
      """
  )

  @OptionGroup var source: JurySource

  @Option(
    name: .customLong("label"),
    help: """
      Only this label; may be given several times. Default: all labels, of two the first, since the other \
      one has the rest.
      """
  )
  var labels: [String] = []

  @Option(help: "One juror's word instead of the votes of all.")
  var juror: String?

  @Option(help: "What to tell items by, such as language; may be given several times.")
  var by: [String] = []

  @Option(help: "How sure an interval is.")
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
