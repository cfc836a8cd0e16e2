import AnnotationCore
import ArgumentParser
import JSON
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
    let store = try project.open()
    let result = try store.decide(try JurorWeightsByItem.measured(in: store), at: now())
    let decided = Dictionary(
      result.decided.map { ($0.key.rawValue, $0.value) },
      uniquingKeysWith: +
    )
    let disputes = Dictionary(
      result.disputes.map { ($0.key.rawValue, $0.value) },
      uniquingKeysWith: +
    )
    report(
      options,
      json: .object([
        ("items", .int(result.items)), ("settled", .int(result.settled)),
        ("waiting_for_jury", .int(result.waitingForJury)),
        ("opened_stage_two", .int(result.openedStageTwo)),
        ("unweighed", .int(result.unweighed)),
        ("decided", .counts(decided)), ("disputes", .counts(disputes)),
      ])
    ) {
      var lines = ["\(result.items) items looked at, \(result.settled) of them wholly decided."]
      if result.waitingForJury > 0 {
        lines.append(
          "\(result.waitingForJury) wait for the jury. "
            + "Next: review run \(project.project) --jury JURY.yaml"
        )
      }
      if result.openedStageTwo > 0 {
        lines.append("Stage two opened for \(result.openedStageTwo).")
      }
      if result.unweighed > 0 {
        lines.append(
          "\(result.unweighed) fields wait for the jury's votes to be weighed anew. "
            + "Next: review decide \(project.project)"
        )
      }
      for (how, count) in decided.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(count) fields \(how)")
      }
      for (kind, count) in disputes.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(count) fields in dispute: \(kind)")
      }
      return lines.joined(separator: "\n")
    }
  }
}
