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
      humans agree on; each decision records it.
      """
  )

  @OptionGroup var project: ProjectArgument
  @OptionGroup var options: ReportOptions

  func run() throws {
    let result = try project.open(for: .decide).decideByRules(at: now())
    report(options, json: DecideText.json(result)) {
      DecideText.text(result, project: project.project)
    }
  }
}
