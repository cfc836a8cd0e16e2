import TerminalKit

/// One thing that the user can do: its keys, its name, a sentence, and why it is not available just
/// now.
///
/// Footer, help, palette, README and man page grow from ``commandTable``, the list of these.
struct Command: Sendable {
  /// What a settings file calls it, such as `item.commit`.
  let id: String
  let scope: Scope
  /// The keys that give it unless the settings say otherwise; the first is the one that is shown.
  let keys: [Key]
  /// One or two words, for footer and palette.
  let name: String
  /// What it does.
  let help: String
  /// Whether the footer has it.
  let isPrimary: Bool
  /// Why it is not available, or nil where it is.
  let whyNot: @Sendable (App) -> String?
  /// What it changes, and what should happen outside.
  let run: @Sendable (inout App) -> [Effect]

  init(
    _ id: String,
    in scope: Scope,
    _ keys: Key...,
    name: String,
    help: String,
    isPrimary: Bool = false,
    whyNot: @escaping @Sendable (App) -> String? = { _ in nil },
    run: @escaping @Sendable (inout App) -> [Effect]
  ) {
    self.id = id
    self.scope = scope
    self.keys = keys
    self.name = name
    self.help = help
    self.isPrimary = isPrimary
    self.whyNot = whyNot
    self.run = run
  }

  /// A command on the state of one screen; it is not available on others.
  init<State>(
    _ id: String,
    on state: any WritableKeyPath<App, State?> & Sendable,
    _ keys: Key...,
    name: String,
    help: String,
    isPrimary: Bool = false,
    whyNot: @escaping @Sendable (State) -> String? = { _ in nil },
    run: @escaping @Sendable (inout State) -> [Effect]
  ) {
    self.id = id
    scope = Scope(rawValue: String(id.prefix { $0 != "." })) ?? .anywhere
    self.keys = keys
    self.name = name
    self.help = help
    self.isPrimary = isPrimary
    self.whyNot = { app in app[keyPath: state].map(whyNot) ?? "This is for another screen." }
    self.run = { app in
      guard var open = app[keyPath: state] else { return [] }
      let effects = run(&open)
      app[keyPath: state] = open
      return effects
    }
  }
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
    }
  }
}

/// Every command of the program.
let commandTable: [Command] =
  commonCommands + queueCommands + itemsCommands + itemCommands + guidelineCommands
  + adjudicationCommands + juryCommands
