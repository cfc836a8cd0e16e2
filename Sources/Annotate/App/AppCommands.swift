import AnnotationCore
import TerminalKit

extension CommandID {
  static let help = anywhere("help")
  static let palette = anywhere("palette")
  static let readGuideline = anywhere("guideline")
}

/// What can be done wherever the user is.
let commonCommands: [Command] = [
  Command(
    .help,
    keys: [.character("?"), .function(1)],
    name: "all keys",
    help: "Show every key.",
    run: { app in
      app.overlays.append(Help())
      return []
    }
  ),
  Command(
    .palette,
    keys: [.character(":"), .function(2)],
    name: "commands",
    help: "Find a command by its name, and run it.",
    run: { app in
      app.overlay = Palette()
      return []
    }
  ),
  Command(
    .readGuideline,
    keys: [.character("G"), .function(3)],
    name: "guideline",
    help: "Read the guideline beside the item; the same key comes back.",
    isPrimary: true,
    run: { app in
      app.guide = app.guide == nil ? GuideState(for: app) : nil
      return []
    }
  ),
  Command(
    .anywhere("narrower"),
    keys: [.character("<")],
    name: "text smaller",
    help: "Give question and answer less room.",
    run: { $0.moveSplit(by: -5) }
  ),
  Command(
    .anywhere("wider"),
    keys: [.character(">")],
    name: "text larger",
    help: "Give question and answer more room.",
    run: { $0.moveSplit(by: 5) }
  ),
  Command(
    .anywhere("theme"),
    keys: [.function(5)],
    name: "next theme",
    help: "Take the next colours: dark, light, contrast, none.",
    run: { app in
      let themes = Theme.allCases
      let index = themes.firstIndex(of: app.appearance.theme) ?? 0
      app.appearance.theme = themes[(index + 1) % themes.count]
      app.notice = .calm("Colours: \(app.appearance.theme.rawValue).")
      return [.apply(app.appearance)]
    }
  ),
  Command(
    .anywhere("mouse"),
    keys: [.function(6)],
    name: "mouse",
    help: "Let the mouse choose and scroll, or leave it to the terminal.",
    run: { app in
      app.appearance.mouse.toggle()
      app.notice = .calm(
        app.appearance.mouse ? "The mouse chooses." : "The mouse is the terminal's."
      )
      return [.apply(app.appearance)]
    }
  ),
  Command(
    .anywhere("language"),
    keys: [.function(7)],
    name: "language",
    help: "Show the guideline's texts in its next language.",
    isPlain: true,
    whyNot: {
      $0.guideline.languages.count < 2 ? "The guideline is written in one language." : nil
    },
    run: { app in
      let languages = app.guideline.languages
      let index = languages.firstIndex(of: app.language) ?? 0
      app.language = languages[(index + 1) % languages.count]
      app.appearance.language = app.language
      return [.apply(app.appearance)]
    }
  ),
  Command(
    .anywhere("repaint"),
    keys: [.control("l")],
    name: "repaint",
    help: "Draw the screen anew.",
    run: { _ in [.repaint] }
  ),
  Command(
    .anywhere("suspend"),
    keys: [.control("z")],
    name: "suspend",
    help: "Go back to the shell; fg returns.",
    run: { _ in [.suspend] }
  ),
  Command(
    .anywhere("quit"),
    keys: [.control("c")],
    name: "quit",
    help: "Leave from anywhere. Drafts are kept.",
    isPlain: true,
    run: { _ in [.quit] }
  ),
]

extension App {
  fileprivate mutating func moveSplit(by step: Int) -> [Effect] {
    appearance.split = min(
      Appearance.splits.upperBound,
      max(Appearance.splits.lowerBound, appearance.split + step)
    )
    return [.apply(appearance)]
  }
}
