package import SafeText

/// Which terminal it is, as far as that matters for how text is drawn in it.
package struct TerminalIdentity: Hashable, Sendable {
  package let kind: Kind
  /// What stands between the terminal and the program.
  package let multiplexer: Multiplexer?

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case alacritty
    case appleTerminal = "Terminal.app"
    case foot
    case ghostty
    case iTerm2
    case kitty
    case konsole = "Konsole"
    case linux = "Linux console"
    case mintty
    case mlterm
    case vte = "VTE"
    case wezTerm = "WezTerm"
    case windowsTerminal = "Windows Terminal"
    case xterm
    case other = "terminal"
  }

  package enum Multiplexer: String, Hashable, Sendable {
    case tmux
    case screen
  }

  /// Its name, such as `kitty` or `VTE in tmux`.
  package var name: String { kind.rawValue + (multiplexer.map { " in \($0.rawValue)" } ?? "") }

  /// Who puts right-to-left text in order there.
  ///
  /// Measured in the terminals of docs/terminals.md; of the others, their documentation says so.
  package var bidi: BidiSetting {
    switch kind {
    // They order text themselves whatever they are told, or draw each run of it from the right.
    case .kitty, .konsole, .mlterm, .appleTerminal, .iTerm2: .terminal
    // They order text unless they are told not to, which a multiplexer does not hand on.
    case .vte, .mintty: multiplexer == nil ? .reorder : .terminal
    case .alacritty, .foot, .ghostty, .linux, .wezTerm, .windowsTerminal, .xterm, .other:
      .reorderAndShape
    }
  }
}

extension TerminalIdentity {
  /// Who draws vowel signs where they belong there.
  package var signs: SignOrder {
    switch kind {
    case .alacritty, .foot, .kitty, .linux, .xterm, .other: .visual
    case .appleTerminal, .ghostty, .iTerm2, .konsole, .mintty, .mlterm, .vte, .wezTerm,
      .windowsTerminal:
      .asWritten
    }
  }
}

/// Finding out.
extension TerminalIdentity {
  /// - Parameters:
  ///   - answers: what the terminal, or the multiplexer, answered; nil where it is not known yet.
  ///   - outer: the name and version, or else the `TERM`, of the terminal around a multiplexer.
  package init(
    environment: [String: String],
    answers: TerminalAnswers? = nil,
    outer: String? = nil
  ) {
    let term = environment["TERM"] ?? ""
    if environment["TMUX"] != nil || term.hasPrefix("tmux") {
      multiplexer = .tmux
    } else if environment["STY"] != nil || term.hasPrefix("screen") {
      multiplexer = .screen
    } else {
      multiplexer = nil
    }
    let answered = multiplexer == nil ? answers : nil
    kind =
      outer.flatMap(Self.kind(named:))
      ?? answered?.version.flatMap(Self.kind(named:))
      ?? answered.flatMap { Self.kind(attributes: $0.kind) }
      ?? Self.kind(named: term)
      ?? Self.kind(in: environment)
      ?? .other
  }

  /// By a name with a version, as XTVERSION gives it, or by one of terminfo.
  private static func kind(named name: String) -> Kind? {
    let name = name.lowercased()
    return names.first { name.hasPrefix($0.prefix) || name.hasPrefix("xterm-" + $0.prefix) }?.kind
  }

  private static let names: [(prefix: String, kind: Kind)] = [
    ("alacritty", .alacritty), ("foot", .foot), ("ghostty", .ghostty), ("iterm2", .iTerm2),
    ("kitty", .kitty), ("konsole", .konsole), ("linux", .linux), ("mintty", .mintty),
    ("mlterm", .mlterm), ("vte", .vte), ("gnome", .vte), ("wezterm", .wezTerm),
    ("windows terminal", .windowsTerminal), ("xterm(", .xterm),
  ]

  /// By secondary device attributes: what kind of terminal it says it is, and a version.
  private static func kind(attributes: [Int]) -> Kind? {
    guard attributes.count == 3 else { return nil }
    switch (attributes[0], attributes[1]) {
    case (61, 2000...), (65, 2000...): return .vte
    case (24, _): return .mlterm
    case (41, 200..<1000): return .xterm
    case (1, 4000): return .kitty
    case (0...1, 115): return .konsole
    case (0...1, 95): return .appleTerminal
    case (0, 10): return .windowsTerminal
    case (0, 100..<10000): return .alacritty
    case (77, _): return .mintty
    default: return nil
    }
  }

  /// By what terminals tell the programs that they start; a multiplexer hands on what it was started with.
  private static func kind(in environment: [String: String]) -> Kind? {
    if let program = environment["TERM_PROGRAM"], let kind = programs[program] { return kind }
    return variables.first { environment[$0.name]?.isEmpty == false }?.kind
  }

  private static let programs: [String: Kind] = [
    "Apple_Terminal": .appleTerminal, "WezTerm": .wezTerm, "ghostty": .ghostty,
    "iTerm.app": .iTerm2, "mintty": .mintty,
  ]

  private static let variables: [(name: String, kind: Kind)] = [
    ("KITTY_WINDOW_ID", .kitty), ("KONSOLE_VERSION", .konsole), ("MLTERM", .mlterm),
    ("ALACRITTY_WINDOW_ID", .alacritty), ("ALACRITTY_LOG", .alacritty),
    ("WEZTERM_PANE", .wezTerm), ("GHOSTTY_RESOURCES_DIR", .ghostty),
    ("WT_SESSION", .windowsTerminal),
    ("VTE_VERSION", .vte), ("XTERM_VERSION", .xterm),
  ]

  /// Whether a terminal of a name in terminfo understands what it may be asked.
  package static func canBeAsked(term: String) -> Bool {
    [
      "xterm", "tmux", "screen", "rxvt", "kitty", "alacritty", "foot", "wezterm", "ghostty",
      "mlterm",
      "vte", "konsole", "gnome", "st-", "contour", "mintty", "putty", "iterm", "ms-terminal",
    ].contains { term.hasPrefix($0) }
  }
}
