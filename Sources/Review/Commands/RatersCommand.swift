import Agreement
import AnnotationCore
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

  @Option(help: "Whose ratings of the project: humans, jurors or all. Default: humans.")
  var among: RaterGroup?

  @Option(
    name: .customLong("model"),
    help: "Only this model; may be given several times."
  )
  var models: [AnnotatorModel.Name] = []

  @Option(help: "Maximum number of iterations of a model. Default: 1000.")
  var iterations: Int?

  @Option(
    help: """
      A model has converged when the log likelihood per rating grows by less than this in an \
      iteration (default: 1e-7), and …
      """
  )
  var tolerance: Double?

  @Option(
    help: "… no probability of a label of an item changes by as much as this (default: 1e-5)."
  )
  var posteriorTolerance: Double?

  @Option(help: "Write each item's labels with their probabilities to this CSV file.")
  var posteriors: String?

  @Option(help: "Write each rater's abilities to this CSV file.")
  var abilities: String?

  @OptionGroup var tables: TableOptions

  @OptionGroup var options: ReportOptions

  func validate() throws {
    try tables.check(with: options)
    guard rule.iterations > 0, rule.tolerance >= 0, rule.posteriorTolerance > 0 else {
      throw ValidationError(
        "--iterations is at least 1, --tolerance at least 0, --posterior-tolerance above 0."
      )
    }
    try check("--iterations", rule.iterations, atMost: Bounds.iterations)
    let isCounted = !models.isEmpty && models.allSatisfy { $0 == .majority || $0 == .wawa }
    guard !isCounted || rule == StoppingRule() else {
      throw ValidationError(
        "--iterations, --tolerance and --posterior-tolerance are for models that are estimated; "
          + "majority and wawa are counted. Leave them out, or name another --model."
      )
    }
    guard among != .humanJury else {
      throw ValidationError("--among is humans, jurors or all.")
    }
    guard among == nil || source.ratings == nil else {
      throw ValidationError(
        "--among is for projects: the ratings of a file are all measured together."
      )
    }
    guard posteriors == nil || posteriors != abilities else {
      throw ValidationError("--posteriors and --abilities are two files; name two paths.")
    }
  }

  private var rule: StoppingRule {
    var rule = StoppingRule()
    if let iterations { rule.iterations = iterations }
    if let tolerance { rule.tolerance = tolerance }
    if let posteriorTolerance { rule.posteriorTolerance = posteriorTolerance }
    return rule
  }

  func run() throws {
    let ratings = try source.load(among ?? .humans, for: .labels)
    let found = ratings.models(
      models.isEmpty ? AnnotatorModel.Name.allCases : models,
      until: rule
    )
    if let posteriors { try write(RatersReport.posteriorLines(found, ratings), to: posteriors) }
    if let abilities { try write(RatersReport.abilityLines(found, ratings), to: abilities) }
    let profiles = RaterProfile.profiles(of: ratings)
    report(options, json: RatersReport.json(profiles, found, ratings)) {
      tables.rendered(RatersReport.parts(profiles, found))
    }
  }

  private func write(_ lines: [String], to path: String) throws {
    try withFileErrors(.write, path) {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    }
  }
}
