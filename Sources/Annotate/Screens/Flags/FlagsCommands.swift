/// What a lead can do who reads the flags.
let flagsCommands: [Command] =
  Command.scrolling(in: CommandID.flags) + [.backToQueue(.flags("queue"))]
