import Agreement
import ArgumentParser
import JSON
import Measurement
import ProjectStore
import SafeText

struct AltTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alt-test",
    abstract: "Test whether a juror may stand in for an annotator.",
    discussion: """
      The alternative annotator test of Calderon, Reichart and Dror (2025): a juror passes if it \
      agrees with the other annotators at least as well as most annotators do, less an allowance \
      for what an annotator costs (--epsilon). Each item needs two annotators; three are better.
      """
  )

  @OptionGroup var source: RatingSource

  @Option(
    name: .customLong("juror"),
    help: "The rater of a file that is a juror; may be given several times."
  )
  var jurors: [String] = []

  @Option(help: "Allowance for an annotator's cost: 0.2 experts, 0.15 skilled, 0.1 crowds.")
  var epsilon = 0.2

  @Option(help: "The false discovery rate over annotators.")
  var rate = 0.05

  @Option(help: "Annotators with fewer items are not compared.")
  var minimumItems = 10

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard epsilon >= 0, epsilon < 1, rate > 0, rate < 1, minimumItems > 1 else {
      throw ValidationError(
        "--epsilon is from 0 to below 1, --rate between 0 and 1, --minimum-items at least 2."
      )
    }
    guard source.ratings == nil || !jurors.isEmpty else {
      throw ValidationError("Which raters of the file are jurors? Name them with --juror.")
    }
  }

  func run() throws {
    let tests = try source.load(.all).alternativeAnnotatorTests(
      of: Set(jurors),
      AlternativeAnnotatorTest.Options(epsilon: epsilon, rate: rate, minimumItems: minimumItems)
    )
    report(options, json: AltTestReport.json(tests)) { AltTestReport.text(tests) }
  }
}
