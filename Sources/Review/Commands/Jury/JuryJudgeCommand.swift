import Agreement
import ArgumentParser
import Measurement

struct JuryJudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Measure each juror: against humans, against other jurors, and its calibration.",
    discussion: """
      Jurors are compared with the label of record, or, if there is none yet, with the label that \
      most annotators gave. A label of record that the jury confirmed counts as the humans' label. \
      Also: the alternative annotator test, how many independent jurors the jury is worth, refusals, \
      and labels that change when a juror is asked again in another order or language.
      """
  )

  @OptionGroup var source: JurySource

  @Option(
    help: """
      Also measure groups of items: by language, source, model, time, or a decided field such as \
      category; may be given several times.
      """
  )
  var by: [String] = []

  @Option(help: "With --by: values of groups with fewer items are withheld. Default: 10.")
  var minimumItems: Int?

  @Option(
    help: "In the alternative annotator test: 0.2 for experts, 0.15 skilled annotators, 0.1 crowds."
  )
  var epsilon = 0.2

  @OptionGroup var resampling: ResamplingOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard minimumItems == nil || !by.isEmpty else {
      throw ValidationError("--minimum-items is for groups of items: name them with --by.")
    }
    guard minimumItems ?? 1 >= 1 else { throw ValidationError("--minimum-items is at least 1.") }
    guard epsilon >= 0, epsilon < 1 else {
      throw ValidationError("--epsilon is from 0 to below 1, such as 0.2.")
    }
  }

  func run() throws {
    let judgement = try judgement()
    report(options, json: judgement.json) { judgement.text }
  }

  func judgement() throws -> Judgement {
    try Judgement(
      try source.load(),
      by: by,
      resampling.resampling,
      minimumItems: minimumItems ?? 10,
      test: AlternativeAnnotatorTest.Options(epsilon: epsilon)
    )
  }
}
