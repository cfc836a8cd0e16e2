import ArgumentParser

/// What can be asked of and about the jury.
struct JuryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jury",
    abstract:
      "Inspect, test and measure the jury, and send its requests in batches.",
    subcommands: [
      JuryPromptCommand.self, JuryCheckCommand.self, JuryJudgeCommand.self, JuryRouteCommand.self,
      JuryShareCommand.self, JuryBatchCommand.self,
    ]
  )
}
