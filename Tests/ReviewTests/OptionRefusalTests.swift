import Agreement
import ArgumentParser
import Fixtures
import Foundation
import Measurement
import ProjectStore
import Testing

@testable import Review

/// An option that does not apply is refused with a sentence and the exit status of a wrong command line,
/// in every command that measures.
@Suite struct OptionRefusalTests {
  let place: Workplace
  let file: String

  /// Three raters of two items; a project with two annotators of twelve.
  init() throws {
    place = try Workplace()
    file = try place.write(
      ["item,annotator,label,language,team"]
        + (1...3).flatMap {
          ["a,\($0),\($0),en,\($0 < 3 ? "n" : "s")", "b,\($0),1,fr,\($0 < 3 ? "n" : "s")"]
        },
      to: "ratings.csv"
    )
  }

  private func makeProject() throws {
    try place.makeProject(items: (0..<4).map { Workplace.item("i\($0)") })
    let labels = try place.write(
      ["item,annotator,field,label"]
        + (0..<4).flatMap { item in
          ["ana", "ben"].map { "i\(item),\($0),judgment,\(item < 2 ? "" : "in")appropriate" }
        },
      to: "labels.csv"
    )
    try place.run(ImportAnnotationsCommand.self, place.project, labels)
  }

  private func hold<Command: ParsableCommand>(
    _ command: Command.Type,
    _ arguments: [String],
    to said: String
  ) {
    var message = "no error"
    do { try place.run(command, arguments) } catch {
      message = command.message(for: error)
      #expect(command.exitCode(for: error) == .validationFailure, "\(message)")
    }
    #expect(message.contains(said), "\(arguments): \(message)")
    if said != "no error" { #expect(message != "no error") }
  }

  @Test(arguments: [
    (["--weights", "linear"], "--weights and --weights-by are for labels with an order"),
    (["--weights-by", "value"], "--weights and --weights-by are for labels with an order"),
    (["--weights-by", "rank"], "--weights and --weights-by are for labels with an order"),
    (["--scale", "sets", "--weights", "quadratic"], "and the scale is sets"),
    (
      ["--scale", "ordinal", "--weights", "ordinal", "--weights-by", "rank"],
      "the weights are ordinal"
    ),
    (["--scale", "ordinal", "--weights-by", "value"], "there labels have places alone"),
    (["--sets", "masi"], "--sets is for sets of choices, and the scale is nominal"),
    (["--sets", "jaccard"], "--sets is for sets of choices, and the scale is nominal"),
    (["--scale", "sets", "--sets", "masi", "--coefficient", "gwet_ac1"], "gwet_ac1 has none"),
    (["--coefficient", "gwet_ac2"], "gwet_ac2 weighs labels by how near they are"),
    (
      ["--scale", "ordinal", "--coefficient", "gwet_ac2", "--weights", "unweighted"],
      "the weights are unweighted"
    ),
    (
      ["--scale", "ordinal", "--coefficient", "krippendorff_alpha", "--weights", "linear"],
      "krippendorff_alpha does not"
    ),
    (["--coefficient", "krippendorff_alpha", "--singles", "count"], "they never do"),
    (["--coefficient", "krippendorff_alpha", "--pairs"], "only krippendorff_alpha is asked for"),
    (["--coefficient", "light_kappa", "--width", "0.1"], "light_kappa has none"),
    (["--coefficient", "cohen_kappa"], "a coefficient of two raters, and there are 3"),
    (["--coefficient", "scott_pi"], "a coefficient of two raters, and there are 3"),
    (["--coefficient", "cross_group_agreement"], "Tell them apart with --by-rater"),
    (["--minimum-items", "3"], "Name them with --by or --by-rater"),
    (["--differences"], "name what tells them apart with --by"),
    (
      ["--by", "language", "--differences", "--coefficient", "light_kappa"],
      "light_kappa is none"
    ), (["--by", "language", "--by", "language"], "--by language is given twice"),
    (["--by-rater", "team", "--by-rater", "team"], "--by-rater team is given twice"),
    (["--by", ""], "--by has no name"),
    (["--annotator", "x", "--wide", "all"], "are for files without --wide"),
    (["--resamples", "0", "--seed", "2"], "--seed is for resampling"),
    (["--resamples", "0", "--level", "0.9"], "--level is for intervals"),
    (["--resamples", "0", "--interval", "bca"], "--interval is for resampling"),
    (["--resamples", "0", "--by", "language", "--differences"], "--differences has intervals"),
    (["--resamples", "1"], "or at least 2"), (["--width", "0"], "--width is the whole interval"),
    (["--csv", "--json"], "three ways to report"),
    (["--csv", "--format", "latex"], "three ways to report"),
    (["--json", "--format", "latex"], "two ways to report"),
    (["--csv", "--confusion", "all"], "--csv has the coefficients alone"),
    (["--note", "x"], "are for projects"), (["--history"], "are for projects"),
    (["--scale", "ordinal", "--weights", "linear"], "no error"),
    (["--coefficient", "cohen_kappa", "--pairs"], "no error"),
    (["--scale", "ordinal", "--coefficient", "gwet_ac2"], "no error"),
    (["--scale", "interval", "--weights-by", "rank"], "no error"),
    (
      ["--scale", "ordinal", "--coefficient", "krippendorff_alpha", "--coefficient", "gwet_ac2"],
      "no error"
    ),
    (["--by", "language", "--minimum-items", "3"], "no error"),
    (["--by-rater", "team", "--minimum-items", "3"], "no error"),
    (["--resamples", "0", "--level", "0.9", "--width", "0.1"], "no error"),
    (["--scale", "sets", "--sets", "masi"], "no error"),
    (["--confusion", "1,3", "--format", "markdown"], "no error"),
  ])
  func `a file`(options: [String], said: String) {
    let few = options.contains("--resamples") ? [] : ["--resamples", "20"]
    hold(AgreementCommand.self, ["--ratings", file] + few + options, to: said)
  }

  @Test func `a project`() throws {
    try makeProject()
    for (options, said) in [
      (["--field", "judgment", "--weights", "linear"], "and the scale is nominal"),
      (["--field", "violations", "--weights", "linear"], "and the scale is sets"),
      (["--weights-by", "value"], "the scales are nominal, ordinal, sets"),
      (["--field", "judgment", "--coefficient", "gwet_ac2"], "gwet_ac2 weighs labels"),
      (["--coefficient", "cross_group_agreement"], "a file of ratings has"),
      (["--field", "judgment", "--sets", "masi"], "--sets is for sets of choices"),
      (["--field", "judgment", "--coefficient", "cohen_kappa"], "no error"),
      (["--confusion", "ana,ben"], "review disagreement"),
      (["--scale", "nominal"], "a project's guideline says both"),
      (["--note", "why"], "--note is for --save"), (["--history", "--pairs"], "measures nothing"),
      (["--history", "--field", "judgment"], "measures nothing"),
      (["--history", "--csv"], "measures nothing"), (["--history"], "no error"),
      (["--weights", "linear"], "no error"), (["--sets", "masi"], "no error"),
    ] {
      let few = options.contains("--history") ? [] : ["--resamples", "0"]
      hold(AgreementCommand.self, [place.project] + few + options, to: said)
    }
    for options in [["--resamples", "0"], ["--resamples", "1"], ["--json", "--format", "latex"]] {
      #expect(throws: (any Error).self) { try AblationCommand.parse([place.project] + options) }
      #expect(throws: (any Error).self) { try AssistanceCommand.parse([place.project] + options) }
    }
    #expect(throws: (any Error).self) {
      try DisagreementCommand.parse([place.project, "--json", "--format", "markdown"])
    }
  }

  @Test func `weights do not weigh labels without an order beside others that have one`() throws {
    try makeProject()
    let command = try AgreementCommand.parse([
      place.project, "--weights", "linear", "--resamples", "0",
    ])
    let rows = try command.measured(in: try Project.open(at: place.project)).rows
    #expect(rows.contains { $0.field == "stage_two_confidence" && $0.weights == .linear })
    #expect(!rows.contains { $0.field == "judgment" && $0.weights == .linear })
  }

  @Test func `raters who are not there are named with those who are`() throws {
    for names in ["1,4", "1", "1,1", "4,5"] {
      let error = #expect(throws: CommandFailure.self) {
        try place.run(AgreementCommand.self, ["--ratings", file, "--confusion", names])
      }
      #expect(error?.description.contains("There is: 1, 2, 3") == true)
    }
  }

  @Test func `options of groups, of one decision and of going on with batches`() throws {
    try makeProject()
    hold(
      JuryJudgeCommand.self,
      [place.project, "--minimum-items", "3"],
      to: "--minimum-items is for groups of items"
    )
    hold(
      AdjudicateCommand.self,
      [place.project, "--reason", "x"],
      to: "--reason is for a decision"
    )
    for options in [["--step", "write"], ["--resubmit"], ["--lines", "5"], ["--juror", "a"]] {
      do {
        _ = try JuryBatchCommand.parse([place.project, "--list"] + options)
        Issue.record("\(options) was taken")
      } catch {
        #expect(JuryBatchCommand.message(for: error).contains("going on with batches"))
      }
    }
  }
}
