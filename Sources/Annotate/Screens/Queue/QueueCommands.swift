import TerminalKit

/// What can be done on the queue.
let queueCommands: [Command<QueueState>] = [
  Command(
    .enter,
    name: "start",
    help: "Open the next item of the chosen language, or of all.",
    isPrimary: true,
    whyNot: { $0.remaining == 0 ? "Nothing is left to label here." : nil },
    run: { [.openNext(after: nil, language: $0.language)] }
  ),
  Command(
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
    .down,
    .character("j"),
    name: "down",
    help: "Choose the language below.",
    run: { state in
      state.row = min(state.workload?.count ?? 0, state.row + 1)
      return []
    }
  ),
  Command(
    .character("U"),
    name: "undo",
    help: "Take back your last commit or skip, as long as nothing was decided on it.",
    isPrimary: true,
    run: { _ in [.undo] }
  ),
  Command(
    .character("D"),
    name: "disputes",
    help: "Decide what is in dispute (leads).",
    isPrimary: true,
    whyNot: { state in
      switch state.disputes {
      case nil: "Disputes are for leads."
      case 0: "Nothing is in dispute."
      default: nil
      }
    },
    run: { _ in [.loadDisputes] }
  ),
  Command(
    .character("q"),
    .character("Q"),
    name: "quit",
    help: "Leave. Drafts are kept.",
    isPrimary: true,
    run: { _ in [.quit] }
  ),
]
