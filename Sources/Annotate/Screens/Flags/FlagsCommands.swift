import TerminalKit

/// What a lead can do who reads the flags.
let flagsCommands: [Command] = [
  .scrolling(
    .flags("line-down"),
    .down,
    .character("j"),
    name: "down",
    "Scroll a line down.",
    .lines(1)
  ),
  .scrolling(.flags("line-up"), .up, .character("k"), name: "up", "Scroll a line up.", .lines(-1)),
  .scrolling(
    .flags("page-down"),
    .pageDown,
    .control("d"),
    name: "page down",
    "Scroll a page down.",
    .pages(1)
  ),
  .scrolling(
    .flags("page-up"),
    .pageUp,
    .control("u"),
    name: "page up",
    "Scroll a page up.",
    .pages(-1)
  ),
  .scrolling(.flags("first"), .home, .character("g"), name: "top", "Scroll to the top.", .start),
  .scrolling(.flags("last"), .end, name: "end", "Scroll to the end.", .end),
  .backToQueue(.flags("queue")),
]
