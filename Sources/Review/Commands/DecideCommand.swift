import ArgumentParser
import JSON
import Measurement
import ProjectStore

struct DecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decide by the guideline's rules what raters and jury agree on.",
    discussion: """
      What the rules cannot decide goes to a lead, with the reason. Where the guideline's jury_rule \
      is weighted or dawid_skene, it is first worked out what each juror's vote is worth, from the \
      items that humans agree on; each decision keeps it.
      """
  )

  @OptionGroup var project: ProjectArgument
  @OptionGroup var options: ReportOptions

  func run() throws {
    let result = try project.open().decideByRules(at: now())
    report(options, json: DecideText.json(result)) {
      DecideText.text(result, project: project.project)
    }
  }
}
