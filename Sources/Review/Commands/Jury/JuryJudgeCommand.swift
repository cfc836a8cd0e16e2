import Agreement
import ArgumentParser
import Measurement

struct JuryJudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Say how each juror does: with humans, with the others, by its own probabilities.",
    discussion: """
      Jurors are held against the label of record, or, where there is none yet, against the label that \
      most annotators gave. Where the jury confirmed a label of record, it is still the humans'. \
      Also: the alternative annotator test, how many independent jurors the jury is worth, refusals, \
      and labels that change when a juror is asked again in another order or language.
      """
  )

  @OptionGroup var source: JurySource

  @Option(
    help: """
      What to tell items by, besides all of them together: language, source, model, time, or a field \
      that is decided, such as category; may be given several times.
      """
  )
  var by: [String] = []

  @Option(help: "In a part with fewer items, values are withheld.")
  var minimumItems = 10

  @Option(
    help: "In the alternative annotator test: 0.2 for experts, 0.15 skilled annotators, 0.1 crowds."
  )
  var epsilon = 0.2

  @OptionGroup var resampling: ResamplingOptions
  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard minimumItems >= 1 else { throw ValidationError("--minimum-items is at least 1.") }
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
      minimumItems: minimumItems,
      test: AlternativeAnnotatorTest.Options(epsilon: epsilon)
    )
  }
}
