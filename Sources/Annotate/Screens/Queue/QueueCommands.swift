import TerminalKit

/// What can be done on the queue.
let queueCommands: [Command] = [
  Command(
    "queue.start",
    on: \.queue,
    .enter,
    .right,
    .character("l"),
    name: "start",
    help: "Open the next item of the chosen language, or of all.",
    isPrimary: true,
    whyNot: { $0.remaining == 0 ? "Nothing is left to label here." : nil },
    run: { [.openNext(QueuePosition(position: nil, language: $0.language))] }
  ),
  Command(
    "queue.down",
    on: \.queue,
    .down,
    .character("j"),
    name: "down",
    help: "Choose the language below.",
    run: { state in
      state.row = min(state.workload.count, state.row + 1)
      return []
    }
  ),
  Command(
    "queue.up",
    on: \.queue,
    .up,
    .character("k"),
    name: "up",
    help: "Choose the language above.",
    run: { state in
      state.row = max(0, state.row - 1)
      return []
    }
  ),
  Command(
    "queue.first",
    on: \.queue,
    .home,
    .character("g"),
    name: "all languages",
    help: "Choose all languages.",
    run: { state in
      state.row = 0
      return []
    }
  ),
  Command(
    "queue.last",
    on: \.queue,
    .end,
    name: "last language",
    help: "Choose the last language.",
    run: { state in
      state.row = state.workload.count
      return []
    }
  ),
  Command(
    "queue.items",
    on: \.queue,
    .character("I"),
    .character("i"),
    name: "your items",
    help: "List and search your items: open, drafts, committed, skipped, flagged.",
    isPrimary: true,
    run: { [.loadItems(ItemsRequest(language: $0.language))] }
  ),
  Command(
    "queue.search",
    on: \.queue,
    .character("/"),
    name: "search",
    help: "Search the questions and answers of your items.",
    isPrimary: true,
    run: { [.loadItems(ItemsRequest(language: $0.language)), .ask(Prompt(.search))] }
  ),
  Command(
    "queue.jump",
    on: \.queue,
    .character("#"),
    name: "jump",
    help: "Open one of your items by its id.",
    run: { _ in [.ask(Prompt(.jump))] }
  ),
  Command(
    "queue.undo",
    on: \.queue,
    .character("U"),
    .character("u"),
    name: "undo",
    help: "Take back your last commit or skip, as long as nothing was decided on it.",
    isPrimary: true,
    run: { _ in [.undo] }
  ),
  Command(
    "queue.disputes",
    on: \.queue,
    .character("D"),
    name: "disputes",
    help: "Decide what is in dispute (leads).",
    isPrimary: true,
    whyNot: { state in
      switch state.contents?.disputes {
      case nil: "Disputes are for leads."
      case 0: "Nothing is in dispute."
      default: nil
      }
    },
    run: { _ in [.openDispute(after: nil)] }
  ),
  Command(
    "queue.jury",
    on: \.queue,
    .character("J"),
    name: "jury",
    help: "Watch how far the jury is, what it costs and what goes wrong (leads).",
    isPrimary: true,
    whyNot: { $0.contents?.disputes == nil ? "How the jury goes is for leads." : nil },
    run: { _ in [.watchJury(since: nil)] }
  ),
  Command(
    "queue.quit",
    on: \.queue,
    .character("q"),
    .character("Q"),
    name: "quit",
    help: "Leave. Drafts are kept.",
    isPrimary: true,
    run: { _ in [.quit] }
  ),
]
