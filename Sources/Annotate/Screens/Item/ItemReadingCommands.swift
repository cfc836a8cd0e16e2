import AnnotationCore
import TerminalKit

/// Reading question and answer.
let readingCommands: [Command] = [
  .scrolling(
    .item("page-down"),
    .pageDown,
    name: "text down",
    "Scroll question and answer a page down.",
    .pages(1)
  ),
  .scrolling(
    .item("page-up"),
    .pageUp,
    name: "text up",
    "Scroll question and answer a page up.",
    .pages(-1)
  ),
  .scrolling(
    .item("text-start"),
    .home,
    name: "text start",
    "Scroll to the beginning of question and answer.",
    .start
  ),
  .scrolling(
    .item("text-end"),
    .end,
    name: "text end",
    "Scroll to the end of the answer.",
    .end
  ),
  .scrolling(
    .item("line-down"),
    .alt("j"),
    name: "line down",
    "Scroll question and answer a line down.",
    .lines(1)
  ),
  .scrolling(
    .item("line-up"),
    .alt("k"),
    name: "line up",
    "Scroll question and answer a line up.",
    .lines(-1)
  ),
  folding("question", by: "[", \.question),
  folding("answer", by: "]", \.answer),
  Command(
    .item("find"),
    on: \.item,
    keys: [.character("/"), .control("f")],
    name: "find",
    help: "Find words in question and answer; then n and N go on, esc ends.",
    run: { [.ask(Prompt(.find, text: $0.find?.query ?? ""))] }
  ),
  Command(
    .item("quote"),
    on: \.item,
    keys: [.character("\""), .alt("q")],
    name: "quote",
    help: "Mark a passage of the answer by keys, and quote it in the text.",
    whyNot: {
      $0.whyNotEdit ?? ($0.quotingField == nil ? "This stage has no text to quote in." : nil)
    },
    run: changing { $0.markPassage() }
  ),
  Command(
    .item("spell"),
    keys: [.alt("s")],
    name: "spell",
    help: "List the words with marks, letter by letter, for a terminal that loses marks.",
    isPlain: true,
    whyNot: { $0.item?.hasMarks != true ? "No word of the item has marks." : nil },
    run: { $0.spell() }
  ),
  Command(
    .item("reading-check"),
    keys: [],
    name: "reading check",
    help: "Say again in which drawing the item's scripts read right.",
    whyNot: { $0.item?.scripts.isEmpty != false ? "The item is in Latin letters." : nil },
    run: { $0.askAgain() }
  ),
]

private func folding(
  _ text: String,
  by key: Character,
  _ fold: any WritableKeyPath<ItemState.Folds, Bool> & Sendable
) -> Command {
  Command(
    .item("fold-\(text)"),
    on: \.item,
    keys: [.character(key)],
    name: "fold \(text)",
    help: "Fold the \(text) to one line, or open it.",
    run: changing { $0.folds[keyPath: fold].toggle() }
  )
}

/// Going to another item.
let itemMovingCommands: [Command] = [
  Command(
    .item("next-item"),
    on: \.item,
    keys: [.character("N"), .control("n")],
    name: "next item",
    help: "Go to the next item to label; from a committed one, to the item after it.",
    isPlain: true,
    run: { [$0.access == .open ? .openNext($0.position) : .openFollowing($0.position)] }
  ),
  Command(
    .item("item-before"),
    on: \.item,
    keys: [.character("P"), .control("p")],
    name: "item before",
    help: "Go to the item before, as you left or committed it.",
    isPlain: true,
    run: { [.openPrevious($0.position)] }
  ),
  .jump(.item("jump")),
  Command(
    .item("items"),
    on: \.item,
    keys: [.character("I")],
    name: "your items",
    help: "List and search your items: open, drafts, committed, skipped, flagged.",
    isPlain: true,
    run: { [.loadItems(ItemsRequest(around: $0.item.id, at: $0.position))] }
  ),
  Command(
    .item("back"),
    on: \.item,
    keys: [.escape],
    name: "back",
    help: "Go back to the list, if it was opened there, or to the queue. The draft is kept.",
    isPrimary: true,
    isPlain: true,
    run: { [$0.position.list.map(Effect.loadItems) ?? .loadQueue] }
  ),
  Command(
    .item("queue"),
    on: \.item,
    keys: [.character("Q")],
    name: "queue",
    help: "Go back to the queue. The draft is kept.",
    isPlain: true,
    run: { _ in [.loadQueue] }
  ),
]

extension CommandID {
  /// The commands that scroll question and answer.
  static let textScrolling: Set<Self> = [
    .item("page-down"), .item("page-up"), .item("line-down"), .item("line-up"),
    .item("text-start"), .item("text-end"),
  ]
}
