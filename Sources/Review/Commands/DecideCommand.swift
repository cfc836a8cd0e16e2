import AnnotationCore
import ArgumentParser
import JSON
import Measurement
import ProjectStore

struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide, by the guideline's rules, what raters and jury agree on.",
    discussion: """
      What the rules cannot decide goes to a lead, with the reason. If the guideline's jury_rule is \
      weighted or dawid_skene, the weight of each juror's vote is first estimated from the items that \
      humans agree on; each decision records it. docs/decisions.md explains the rules.
      """
  )

  @OptionGroup var project: ProjectArgument
  @ArgumentParser.Flag(help: "Show what would be decided, and decide nothing.")
  var dryRun = false

  @OptionGroup var options: ReportOptions

  func run() throws {
    let store = try project.open(for: .decide)
    let result = try store.decideByRules(isRehearsal: dryRun, at: now())
    report(options, json: DecideText.json(result, isRehearsal: dryRun)) {
      DecideText.text(
        result,
        of: store.guideline.guideline,
        project: project.project,
        isRehearsal: dryRun
      )
    }
  }
}
