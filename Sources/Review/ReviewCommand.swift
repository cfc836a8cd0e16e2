import ArgumentParser
import CommandLineKit

/// The command line for leads and scripts.
@main
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Make a project, run its jury, decide, and export the benchmark.",
    discussion: """
      A project is one file. The usual order: new, import (or answers, if models write the answers), \
      people add, assign; annotators label with `annotate`; run asks the jury; decide applies the \
      guideline's rules; adjudicate, or the lead's screen in `annotate`, decides the rest; agreement \
      measures; export writes a release.
      """,
    subcommands: [
      NewCommand.self, ImportCommand.self, AnswersCommand.self, ImportAnnotationsCommand.self,
      PeopleCommand.self, AssignCommand.self,
      ReferenceCommand.self, GuidelineCommand.self, StatusCommand.self, RunCommand.self,
      JuryCommand.self,
      DecideCommand.self, AdjudicateCommand.self,
      AgreementCommand.self, DisagreementCommand.self, AblationCommand.self, AssistanceCommand.self,
      RatersCommand.self,
      AltTestCommand.self, MetricsCommand.self,
      ExportCommand.self,
    ]
  )

  static func main() async { await runProgram(ReviewCommand.self) }
}
