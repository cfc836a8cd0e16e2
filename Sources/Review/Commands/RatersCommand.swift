import Agreement
import ArgumentParser
import Files
import Foundation
import JSON
import Measurement
import ProjectStore
import SafeText

extension AnnotatorModel.Name: ExpressibleByArgument {}
extension RaterGroup: ExpressibleByArgument {}

struct RatersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "raters",
    abstract: "Show how well each rater does, and the most probable label of each item.",
    discussion: """
      Each rater against the others, the decisions and gold items, month by month; then models of \
      annotators: majority vote, Wawa, Dawid-Skene (one-coin and full), MACE, GLAD. They use no \
      random numbers and break ties by the order of the labels, so the same ratings always give \
      the same result.
      """
  )

  @OptionGroup var source: RatingSource

  @Option(help: "Whose ratings: humans, jurors or all.")
  var among: RaterGroup = .humans

  @Option(
    name: .customLong("model"),
    help: "Only this model; may be given several times."
  )
  var models: [AnnotatorModel.Name] = []

  @Option(help: "Maximum number of iterations.")
  var iterations = 100

  @Option(help: "Stop when the log likelihood per rating grows by less than this.")
  var tolerance = 1e-7

  @Option(help: "Write each item's labels with their probabilities to this CSV file.")
  var posteriors: String?

  @Option(help: "Write each rater's abilities to this CSV file.")
  var abilities: String?

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard iterations > 0, tolerance >= 0 else {
      throw ValidationError("--iterations is at least 1, --tolerance at least 0.")
    }
    try check("--iterations", iterations, atMost: Bounds.iterations)
    guard among != .humanJury else {
      throw ValidationError("--among is humans, jurors or all.")
    }
  }

  func run() throws {
    let ratings = try source.load(among)
    let found = ratings.models(
      models.isEmpty ? AnnotatorModel.Name.allCases : models,
      until: StoppingRule(iterations: iterations, tolerance: tolerance)
    )
    if let posteriors { try write(RatersReport.posteriorLines(found, ratings), to: posteriors) }
    if let abilities { try write(RatersReport.abilityLines(found, ratings), to: abilities) }
    let profiles = RaterProfile.profiles(of: ratings)
    report(options, json: RatersReport.json(profiles, found, ratings)) {
      RatersReport.text(profiles, found)
    }
  }

  private func write(_ lines: [String], to path: String) throws {
    try withFileErrors(.write, path) {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    }
  }
}
