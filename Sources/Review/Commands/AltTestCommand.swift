import Agreement
import ArgumentParser
import JSON
import ProjectStore
import SafeText

struct AltTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alt-test",
    abstract: "Test whether a juror may stand in for an annotator.",
    discussion: """
      The alternative annotator test of Calderon, Reichart and Dror (2025): a juror passes where it \
      is at least as near to the other annotators as most annotators are, allowing for what an \
      annotator costs. At least two annotators an item are needed, and three are better.
      """
  )

  @OptionGroup var source: RatingSource

  @Option(
    name: .customLong("juror"),
    help: "The rater of a file that is a juror; may be given several times."
  )
  var jurors: [String] = []

  @Option(help: "What an annotator's cost is worth: 0.2 experts, 0.15 skilled, 0.1 crowds.")
  var epsilon = 0.2

  @Option(help: "The false discovery rate over annotators.")
  var rate = 0.05

  @Option(help: "An annotator with fewer items is not compared.")
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
    let loaded = try source.load(.all)
    let jurors = self.jurors.isEmpty ? loaded.jurors : Set(self.jurors)
    if let unknown = jurors.sorted().first(where: { !loaded.table.raters.contains($0) }) {
      throw CommandFailure("\(Undefined.raterNotFound(unknown).sentence)")
    }
    guard !jurors.isEmpty else {
      throw CommandFailure("No juror has given a verdict on this field. Run the jury first.")
    }
    let annotators = Set(loaded.table.raters).subtracting(jurors).subtracting(loaded.jurors)
    let tests = jurors.sorted().map { juror in
      AlternativeAnnotatorTest(
        loaded.table,
        juror: juror,
        annotators: annotators,
        AlternativeAnnotatorTest.Options(
          epsilon: epsilon,
          rate: rate,
          minimumItems: minimumItems
        )
      )
    }
    report(options, json: .object([("tests", .array(tests.map(\.json)))])) { text(tests) }
  }

  private func text(_ tests: [AlternativeAnnotatorTest]) -> String {
    tests.map { test in
      let rows = test.comparisons.map { comparison in
        [
          comparison.annotator, "\(comparison.items)", AgreementText.fixed(comparison.juror),
          AgreementText.fixed(comparison.human), AgreementText.fixed(comparison.p),
          comparison.isBeaten ? "yes" : "no",
        ]
      }
      var parts = [
        test.winningRate.map { rate in
          "\(test.juror): wins against \(AgreementText.fixed(rate)) of the annotators, advantage "
            + "\(AgreementText.fixed(test.averageAdvantage ?? 0)): "
            + (test.passes ? "passes" : "does not pass")
        } ?? "\(test.juror): no annotator has enough items that two others rated too."
      ]
      if !rows.isEmpty {
        parts.append(
          table([["annotator", "items", "juror", "annotator's", "p", "beaten"]] + rows)
        )
      }
      if !test.leftOut.isEmpty {
        let names = test.leftOut.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
        parts.append("Left out, with too few items: \(names.joined(separator: ", "))")
      }
      return parts.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}

extension AlternativeAnnotatorTest {
  fileprivate var json: JSONValue {
    .object([
      ("juror", .string(juror)),
      ("epsilon", .double(options.epsilon)),
      ("rate", .double(options.rate)),
      ("winning_rate", winningRate.map { .double($0) } ?? .null),
      ("average_advantage", averageAdvantage.map { .double($0) } ?? .null),
      ("passes", .bool(passes)),
      (
        "annotators",
        .array(
          comparisons.map { comparison in
            .object([
              ("annotator", .string(comparison.annotator)),
              ("items", .int(comparison.items)),
              ("juror", .double(comparison.juror)),
              ("human", .double(comparison.human)),
              ("p", .double(comparison.p)),
              ("beaten", .bool(comparison.isBeaten)),
            ])
          }
        )
      ),
      ("left_out", .counts(leftOut)),
    ])
  }
}
