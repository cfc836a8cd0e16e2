import Agreement
import AnnotationCore
import ArgumentParser
import Foundation
import JSON
import Measurement
import ProjectStore
import RatingFiles
import SafeText

extension AlternativeAnnotatorTest.Alignment: ExpressibleByArgument {}

struct AltTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alt-test",
    abstract: "Test whether a juror may stand in for an annotator.",
    discussion: """
      The alternative annotator test of Calderon, Reichart and Dror (2025): a juror passes if it \
      agrees with the other annotators at least as well as most annotators do, less an allowance \
      for what an annotator costs (--epsilon). Each item needs two annotators; three are better. \
      A candidate's labels of a file's items may stand in a file of their own (--candidate). Labels \
      that are numbers agree more the nearer they are with --alignment rmse.
      """
  )

  @OptionGroup var source: RatingSource

  @Option(
    name: .customLong("juror"),
    help: "The rater of a file that is a juror; may be given several times."
  )
  var jurors: [String] = []

  @Option(
    help: """
      A CSV file with item and label: what a candidate, named as the file, says of the items of \
      --ratings. --item, --label and --missing are of both files.
      """,
    completion: .file()
  )
  var candidate: String?

  @Option(
    help: """
      What makes labels agree: accuracy if they are the same, rmse if they are numbers, by their \
      distance.
      """
  )
  var alignment: AlternativeAnnotatorTest.Alignment = .accuracy

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
    guard candidate == nil || source.ratings != nil else {
      throw ValidationError("--candidate is for --ratings FILE.csv.")
    }
    guard source.ratings == nil || !jurors.isEmpty || candidate != nil else {
      throw ValidationError(
        "Which raters of the file are jurors? Name them with --juror, or a file of labels with "
          + "--candidate."
      )
    }
  }

  func run() throws {
    let tests = try tests()
    report(options, json: AltTestReport.json(tests)) { AltTestReport.text(tests) }
  }

  func tests() throws -> [AlternativeAnnotatorTest] {
    let added = try candidate.map { try read($0) }
    let ratings = try source.load(.all, for: .figures, candidate: added, isModelled: false)
    do {
      return try ratings.alternativeAnnotatorTests(
        of: Set(jurors + [added?.name].compactMap(\.self)),
        AlternativeAnnotatorTest.Options(epsilon: epsilon, rate: rate, minimumItems: minimumItems),
        by: alignment
      )
    } catch CategoryError.notANumber(let label) {
      throw CommandFailure("The label '\(label)' is no number; take --alignment accuracy.")
    }
  }

  private func read(
    _ path: String
  ) throws(RatingFileError) -> (name: String, labels: [String: String]) {
    let file = try LabelFile(path: path, source.file.columns.form)
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent.tidied
    return (name, file.labelOfItem)
  }
}
