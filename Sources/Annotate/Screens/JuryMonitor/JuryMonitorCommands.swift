import TerminalKit

/// What a lead can do who watches the jury.
let juryMonitorCommands: [Command] = [
  .scrolling(
    .jury("line-down"),
    .down,
    .character("j"),
    name: "down",
    "Scroll a line down.",
    .lines(1)
  ),
  .scrolling(.jury("line-up"), .up, .character("k"), name: "up", "Scroll a line up.", .lines(-1)),
  .scrolling(
    .jury("page-down"),
    .pageDown,
    .control("d"),
    name: "page down",
    "Scroll a page down.",
    .pages(1)
  ),
  .scrolling(
    .jury("page-up"),
    .pageUp,
    .control("u"),
    name: "page up",
    "Scroll a page up.",
    .pages(-1)
  ),
  .scrolling(.jury("first"), .home, .character("g"), name: "top", "Scroll to the top.", .start),
  .scrolling(.jury("last"), .end, name: "end", "Scroll to the end.", .end),
  .backToQueue(.jury("queue")),
]
