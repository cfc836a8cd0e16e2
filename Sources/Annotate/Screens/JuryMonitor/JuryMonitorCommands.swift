/// What a lead can do who watches the jury.
let juryMonitorCommands: [Command] =
  Command.scrolling(in: CommandID.jury) + [.backToQueue(.jury("queue"))]
