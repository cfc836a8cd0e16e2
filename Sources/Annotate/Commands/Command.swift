import TerminalKit

/// One thing that the user can do: its keys, its name, a sentence, and why it is not available just
/// now.
///
/// Footer, help, palette, docs/keys.md and man page grow from ``commandTable``, the list of these.
struct Command: Sendable {
  let id: CommandID
  /// The keys that give it unless the settings say otherwise; the first is the one that is shown.
  let keys: [Key]
  /// One or two words, for footer and palette.
  let name: String
  /// What it does.
  let help: String
  /// Whether the footer has it.
  let isPrimary: Bool
  /// Whether it means something without a screen, so that `--plain` has it.
  let isPlain: Bool
  /// Why it is not available, or nil where it is.
  let whyNot: @Sendable (App) -> String?
  /// What it changes, and what should happen outside.
  let run: @Sendable (inout App) -> [Effect]

  init(
    _ id: CommandID,
    keys: [Key],
    name: String,
    help: String,
    isPrimary: Bool = false,
    isPlain: Bool = false,
    whyNot: @escaping @Sendable (App) -> String? = { _ in nil },
    run: @escaping @Sendable (inout App) -> [Effect]
  ) {
    self.id = id
    self.keys = keys
    self.name = name
    self.help = help
    self.isPrimary = isPrimary
    self.isPlain = isPlain
    self.whyNot = whyNot
    self.run = run
  }

  /// A command on the state of one screen; it is not available on others.
  init<State>(
    _ id: CommandID,
    on state: any WritableKeyPath<App, State?> & Sendable,
    keys: [Key],
    name: String,
    help: String,
    isPrimary: Bool = false,
    isPlain: Bool = false,
    whyNot: @escaping @Sendable (State) -> String? = { _ in nil },
    run: @escaping @Sendable (inout State) -> [Effect]
  ) {
    self.init(
      id,
      keys: keys,
      name: name,
      help: help,
      isPrimary: isPrimary,
      isPlain: isPlain,
      whyNot: { app in app[keyPath: state].map(whyNot) ?? "This is for another screen." },
      run: { app in
        guard var open = app[keyPath: state] else { return [] }
        let effects = run(&open)
        app[keyPath: state] = open
        return effects
      }
    )
  }
}

/// What a command runs that changes its screen, and nothing outside.
func changing<State>(
  _ change: @escaping @Sendable (inout State) -> Void
) -> @Sendable (inout State) -> [Effect] {
  { state in
    change(&state)
    return []
  }
}

extension Command {
  /// A command that scrolls the text of the screen.
  static func scrolling(
    _ id: CommandID,
    _ keys: Key...,
    name: String,
    _ help: String,
    _ step: Scroll
  ) -> Command {
    Command(id, keys: keys, name: name, help: help) { app in
      app.front.scroll(step, from: app.metrics)
    }
  }

  /// The commands that scroll something to read, in a place where letters are free.
  static func scrolling(in place: (String) -> CommandID) -> [Command] {
    [
      scrolling(place("down"), .down, .character("j"), name: "down", "Scroll down.", .lines(1)),
      scrolling(place("up"), .up, .character("k"), name: "up", "Scroll up.", .lines(-1)),
      scrolling(
        place("page-down"),
        .pageDown,
        .character(" "),
        .control("d"),
        name: "page down",
        "Scroll a page down.",
        .pages(1)
      ),
      scrolling(
        place("page-up"),
        .pageUp,
        .character("b"),
        .control("u"),
        name: "page up",
        "Scroll a page up.",
        .pages(-1)
      ),
      scrolling(
        place("start"),
        .home,
        .character("g"),
        name: "start",
        "Scroll to the start.",
        .start
      ),
      scrolling(place("end"), .end, .alt(">"), name: "end", "Scroll to the end.", .end),
    ]
  }

  /// A command that opens an item by its id.
  static func jump(_ id: CommandID) -> Command {
    Command(
      id,
      keys: [.character("#")],
      name: "jump",
      help: "Open one of your items by its id.",
      isPlain: true,
      run: { _ in [.ask(Prompt(.jump))] }
    )
  }
}

extension Command {
  /// A command that goes back to the queue.
  static func backToQueue(
    _ id: CommandID,
    keys: [Key] = [.escape, .left, .character("q"), .character("Q")],
    isPrimary: Bool = true
  ) -> Command {
    Command(
      id,
      keys: keys,
      name: "queue",
      help: "Go back to the queue.",
      isPrimary: isPrimary,
      isPlain: true,
      run: { _ in [.loadQueue] }
    )
  }
}

/// A command's id: where it can be given, and its name there.
struct CommandID: Hashable, Sendable, CustomStringConvertible {
  let scope: Scope
  let name: String

  /// What a settings file calls it, such as `item.commit`.
  var description: String { "\(scope.rawValue).\(name)" }

  static func anywhere(_ name: String) -> Self { Self(scope: .anywhere, name: name) }
  static func queue(_ name: String) -> Self { Self(scope: .queue, name: name) }
  static func items(_ name: String) -> Self { Self(scope: .items, name: name) }
  static func item(_ name: String) -> Self { Self(scope: .item, name: name) }
  static func guideline(_ name: String) -> Self { Self(scope: .guideline, name: name) }
  static func adjudication(_ name: String) -> Self { Self(scope: .adjudication, name: name) }
  static func jury(_ name: String) -> Self { Self(scope: .jury, name: name) }
  static func flags(_ name: String) -> Self { Self(scope: .flags, name: name) }
}

/// Where a command can be given.
enum Scope: String, Hashable, Sendable, CaseIterable {
  case anywhere
  case queue
  case items
  case item
  case guideline
  case adjudication
  case jury
  case flags

  /// The scope as a heading.
  var title: String {
    switch self {
    case .anywhere: "Everywhere"
    case .queue: "The queue"
    case .items: "Your items"
    case .item: "An item"
    case .guideline: "The guideline"
    case .adjudication: "An item in dispute"
    case .jury: "The jury"
    case .flags: "The flags"
    }
  }
}

/// Every command of the program.
let commandTable: [Command] =
  commonCommands + queueCommands + itemsCommands + itemCommands + guidelineCommands
  + adjudicationCommands + juryMonitorCommands + flagsCommands

extension [Command] {
  /// The command with that id, or nil.
  subscript(id: CommandID) -> Command? { first { $0.id == id } }
}
