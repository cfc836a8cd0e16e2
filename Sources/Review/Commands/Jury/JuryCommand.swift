import ArgumentParser

struct JuryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jury",
    abstract: "Look at the jury: what it was asked, whether it can be fooled, how good it is.",
    subcommands: [JuryCheckCommand.self, JuryPromptCommand.self]
  )
}
