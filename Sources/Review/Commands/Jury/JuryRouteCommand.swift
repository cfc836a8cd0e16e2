import AnnotationCore
import ArgumentParser
import CommandLineKit
import Measurement
import ProjectStore

/// Jury rules as the command line writes them: with a hyphen, as models of annotators are.
extension DecisionPolicy.JuryRule: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(rawValue: argument.replacing("-", with: "_"))
  }

  package static var allValueStrings: [String] {
    allCases.map { $0.rawValue.replacing("_", with: "-") }
  }
}

struct JuryRouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Rank items by the expected gain per human label.",
    discussion: """
      Items that are not decided yet are ranked by how many wrong labels one more human label is \
      expected to prevent. Shown beside it: the entropy of the jury's probabilities and the conflict \
      of its votes. How often a human is right is measured if at least 30 labels can be compared: on \
      gold items, or else from how often annotators agree.
      """
  )

  @OptionGroup var source: JurySource

  @Option(help: "How the jury's probabilities are computed. Default: the guideline's jury_rule.")
  var rule: DecisionPolicy.JuryRule?

  @Option(help: "Number of items to show; --json and --csv have all.")
  var top = 20

  @Option(
    help: "How often a human is right. Default: measured, or 0.9 if it cannot be."
  )
  var humanAccuracy: Double?

  @ArgumentParser.Flag(help: "Also rank items that were decided by rule, but not by a lead.")
  var decided = false

  @ArgumentParser.Flag(help: "Report as CSV.")
  var csv = false

  @OptionGroup var options: ReportOptions

  func validate() throws {
    guard top >= 1 else { throw ValidationError("--top is at least 1.") }
    guard !(csv && options.json) else { throw ValidationError("Give either --json or --csv.") }
    guard humanAccuracy.map((0...1).contains) ?? true else {
      throw ValidationError("--human-accuracy is a share from 0 to 1, such as 0.9.")
    }
  }

  func run() throws {
    let routing = try routing()
    if csv {
      printOutput(routing.csv.joined(separator: "\n"))
    } else {
      report(options, json: routing.json) { routing.text(top: top) }
    }
  }

  func routing() throws -> Routing {
    try Routing(
      try source.load(),
      by: rule,
      humanAccuracy: humanAccuracy,
      decided: decided
    )
  }
}
