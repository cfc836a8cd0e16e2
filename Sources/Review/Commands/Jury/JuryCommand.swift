import ArgumentParser

/// What can be asked of and about the jury.
struct JuryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jury",
    abstract:
      "What the jury was asked, whether it can be fooled, how good it is, where humans are needed.",
    subcommands: [
      JuryPromptCommand.self, JuryCheckCommand.self, JuryJudgeCommand.self, JuryRouteCommand.self,
      JuryShareCommand.self, JuryBatchCommand.self,
    ]
  )
}
