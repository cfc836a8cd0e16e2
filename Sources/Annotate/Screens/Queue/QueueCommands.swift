import AnnotationCore
import TerminalKit

extension CommandID {
  static let yourItems = queue("items")
  static let trainAgain = queue("train-again")
  static let readFlags = queue("flags")
}

/// What can be done on the queue.
let queueCommands: [Command] = [
  Command(
    .queue("start"),
    on: \.queue,
    keys: [.enter, .right, .character("l")],
    name: "start",
    help: "Open the next item of the chosen language, or of all.",
    isPrimary: true,
    whyNot: { $0.remaining == 0 ? "Nothing is left to label here." : nil },
    run: { [.openNext(QueuePosition(place: nil, language: $0.language))] }
  ),
  Command(
    .queue("down"),
    on: \.queue,
    keys: [.down, .character("j")],
    name: "down",
    help: "Choose the language below.",
    run: changing { $0.row = min($0.workload.count, $0.row + 1) }
  ),
  Command(
    .queue("up"),
    on: \.queue,
    keys: [.up, .character("k")],
    name: "up",
    help: "Choose the language above.",
    run: changing { $0.row = max(0, $0.row - 1) }
  ),
  Command(
    .queue("first"),
    on: \.queue,
    keys: [.home, .character("g")],
    name: "all languages",
    help: "Choose all languages.",
    run: changing { $0.row = 0 }
  ),
  Command(
    .queue("last"),
    on: \.queue,
    keys: [.end],
    name: "last language",
    help: "Choose the last language.",
    run: changing { $0.row = $0.workload.count }
  ),
  Command(
    .yourItems,
    on: \.queue,
    keys: [.character("I"), .character("i")],
    name: "your items",
    help: "List and search your items: open, drafts, committed, skipped, flagged.",
    isPrimary: true,
    isPlain: true,
    run: { [.loadItems(ItemsRequest(language: $0.language))] }
  ),
  Command(
    .queue("search"),
    on: \.queue,
    keys: [.character("/")],
    name: "search",
    help: "Search the questions and answers of your items.",
    isPrimary: true,
    isPlain: true,
    run: { [.loadItems(ItemsRequest(language: $0.language)), .ask(Prompt(.search))] }
  ),
  .jump(.queue("jump")),
  Command(
    .queue("undo"),
    on: \.queue,
    keys: [.character("U"), .character("u")],
    name: "undo",
    help: "Take back your last commit or skip, as long as nothing was decided on it.",
    isPrimary: true,
    isPlain: true,
    run: { [.undo(QueuePosition(language: $0.language))] }
  ),
  Command(
    .trainAgain,
    on: \.queue,
    keys: [.character("T")],
    name: "train again",
    help: "Begin your training anew, where it was not passed.",
    isPlain: true,
    whyNot: {
      $0.contents?.qualification.isFailed == true
        ? nil : "A training begins anew only once it is over and was not passed."
    },
    run: { _ in [.restartTraining] }
  ),
  Command(
    .queue("disputes"),
    on: \.queue,
    keys: [.character("D")],
    name: "disputes",
    help: "Decide what is in dispute (leads).",
    isPrimary: true,
    isPlain: true,
    whyNot: { state in
      switch state.contents?.disputes {
      case nil: "Only leads decide disputes."
      case 0: "Nothing is in dispute."
      default: nil
      }
    },
    run: { _ in [.openDispute(after: nil)] }
  ),
  Command(
    .queue("jury"),
    on: \.queue,
    keys: [.character("J")],
    name: "jury",
    help: "Watch the jury's progress, cost and errors (leads).",
    isPrimary: true,
    isPlain: true,
    whyNot: { $0.contents?.disputes == nil ? "Only leads watch the jury." : nil },
    run: { _ in [.watchJury(since: nil)] }
  ),
  Command(
    .readFlags,
    on: \.queue,
    keys: [.character("F")],
    name: "flags",
    help: "Read what annotators flagged: each item, annotator and comment (leads).",
    isPlain: true,
    whyNot: { state in
      switch state.contents?.flags {
      case nil: "Only leads read the flags of others. Your list shows your own."
      case 0: "Nobody has flagged an item."
      default: nil
      }
    },
    run: { _ in [.loadFlags] }
  ),
  Command(
    .queue("quit"),
    on: \.queue,
    keys: [.character("q"), .character("Q")],
    name: "quit",
    help: "Leave. Drafts are kept.",
    isPrimary: true,
    run: { _ in [.quit] }
  ),
]
