import AnnotationCore
import ProjectStore
import TerminalKit

/// What can be done in the list of one's items.
let itemsCommands: [Command] = [
  Command(
    .items("open"),
    on: \.items,
    keys: [.enter, .right, .character("l")],
    name: "open",
    help: "Open the chosen item, as you left or committed it.",
    isPrimary: true,
    whyNot: { $0.chosen == nil ? "There is no item here." : nil },
    run: { state in
      guard let chosen = state.chosen else { return [] }
      let position = QueuePosition(
        place: chosen.position,
        language: state.request.language,
        list: state.request.standing(on: chosen)
      )
      return [.openItem(chosen.item, position)]
    }
  ),
  moving(.items("down"), .down, .character("j"), name: "down", "Choose the item below.", by: 1),
  moving(.items("up"), .up, .character("k"), name: "up", "Choose the item above.", by: -1),
  moving(
    .items("page-down"),
    .pageDown,
    .control("d"),
    name: "page down",
    "Go a page down.",
    pages: 1
  ),
  moving(.items("page-up"), .pageUp, .control("u"), name: "page up", "Go a page up.", pages: -1),
  Command(
    .items("first"),
    on: \.items,
    keys: [.home, .character("g")],
    name: "first",
    help: "Go to the first item.",
    run: { [.loadItems($0.request.fromStart)] }
  ),
  Command(
    .items("last"),
    on: \.items,
    keys: [.end],
    name: "last",
    help: "Go to the last item.",
    run: { state in
      var request = state.request
      request.from = Int.max
      request.goesBack = true
      return [.loadItems(request)]
    }
  ),
  Command(
    .items("search"),
    on: \.items,
    keys: [.character("/")],
    name: "search",
    help: "Search the questions and answers of these items; nothing typed shows all.",
    isPrimary: true,
    isPlain: true,
    run: { [.ask(Prompt(.search, text: $0.request.text ?? ""))] }
  ),
  showing(.all, "a", "Show all items."),
  showing(.open, "o", "Show the items that wait."),
  showing(.drafts, "d", "Show the items with a draft."),
  showing(.done, "c", "Show the items that you committed."),
  showing(.skipped, "s", "Show the items that you skipped."),
  showing(.flagged, "f", "Show the items that you flagged."),
  showing(.reviewed, "r", "Show the committed items where the jury's reasons are in."),
  .jump(.items("jump")),
  Command(
    .items("back"),
    on: \.items,
    keys: [.escape, .left],
    name: "back",
    help: "Go back to the item from which the list was opened, or to the queue.",
    isPrimary: true,
    isPlain: true,
    run: { state in
      guard let item = state.request.openedFrom else { return [.loadQueue] }
      return [.openItem(item, QueuePosition(language: state.request.language))]
    }
  ),
  .backToQueue(.items("queue"), keys: [.character("q"), .character("Q")], isPrimary: false),
]

private func moving(
  _ id: CommandID,
  _ key: Key,
  _ other: Key,
  name: String,
  _ help: String,
  by lines: Int = 0,
  pages: Int = 0
) -> Command {
  Command(
    id,
    keys: [key, other],
    name: name,
    help: help,
    run: { app in
      let page = max(1, app.metrics.list.place - 1)
      return app.items?.move(by: lines + pages * page) ?? []
    }
  )
}

private func showing(_ kind: ItemFilter.Kind, _ letter: Character, _ help: String) -> Command {
  Command(
    .showing(kind),
    on: \.items,
    keys: [.character(letter)],
    name: kind.word,
    help: help,
    isPlain: true,
    run: { state in
      var request = state.request.fromStart
      request.kind = kind
      return [.loadItems(request)]
    }
  )
}

extension CommandID {
  /// The command that shows items of a kind.
  static func showing(_ kind: ItemFilter.Kind) -> Self { items("show-\(kind.word)") }
}

extension ItemFilter.Kind {
  /// The kind in one word, as the list's tabs name it.
  var word: String {
    switch self {
    case .all: "all"
    case .open: "open"
    case .drafts: "drafts"
    case .done: "committed"
    case .skipped: "skipped"
    case .flagged: "flagged"
    case .reviewed: "reviewed"
    }
  }

  /// The key that shows them.
  var letter: String {
    switch self {
    case .all: "a"
    case .open: "o"
    case .drafts: "d"
    case .done: "c"
    case .skipped: "s"
    case .flagged: "f"
    case .reviewed: "r"
    }
  }
}
