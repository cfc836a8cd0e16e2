import AnnotationCore
import TerminalKit

/// What can be done wherever the user is.
let commonCommands: [Command] = [
  Command(
    "anywhere.help",
    in: .anywhere,
    .character("?"),
    .function(1),
    name: "all keys",
    help: "Show every key.",
    run: { app in
      app.overlay = .help(scroll: 0)
      return []
    }
  ),
  Command(
    "anywhere.palette",
    in: .anywhere,
    .character(":"),
    .function(2),
    name: "commands",
    help: "Find a command by its name, and run it.",
    run: { app in
      app.overlay = .palette(Palette())
      return []
    }
  ),
  Command(
    "anywhere.guideline",
    in: .anywhere,
    .character("G"),
    .function(3),
    name: "guideline",
    help: "Read the guideline beside the item; the same key comes back.",
    isPrimary: true,
    run: { app in
      app.guide = app.guide == nil ? GuideState(for: app) : nil
      return []
    }
  ),
  Command(
    "anywhere.narrower",
    in: .anywhere,
    .character("<"),
    name: "text smaller",
    help: "Give question and answer less room.",
    run: { $0.moveSplit(by: -5) }
  ),
  Command(
    "anywhere.wider",
    in: .anywhere,
    .character(">"),
    name: "text larger",
    help: "Give question and answer more room.",
    run: { $0.moveSplit(by: 5) }
  ),
  Command(
    "anywhere.theme",
    in: .anywhere,
    .function(5),
    name: "next theme",
    help: "Take the next colours: dark, light, contrast, none.",
    run: { app in
      let themes = Theme.allCases
      let index = themes.firstIndex(of: app.look.theme) ?? 0
      app.look.theme = themes[(index + 1) % themes.count]
      app.notice = .calm("Colours: \(app.look.theme.rawValue).")
      return [.apply(app.look)]
    }
  ),
  Command(
    "anywhere.mouse",
    in: .anywhere,
    .function(6),
    name: "mouse",
    help: "Let the mouse choose and scroll, or leave it to the terminal.",
    run: { app in
      app.look.mouse.toggle()
      app.notice = .calm(app.look.mouse ? "The mouse chooses." : "The mouse is the terminal's.")
      return [.apply(app.look)]
    }
  ),
  Command(
    "anywhere.language",
    in: .anywhere,
    .function(7),
    name: "language",
    help: "Show the guideline's texts in its next language.",
    whyNot: {
      $0.guideline.languages.count < 2 ? "The guideline is written in one language." : nil
    },
    run: { app in
      let languages = app.guideline.languages
      let index = languages.firstIndex(of: app.language) ?? 0
      app.language = languages[(index + 1) % languages.count]
      app.look.language = app.language
      return [.apply(app.look)]
    }
  ),
  Command(
    "anywhere.repaint",
    in: .anywhere,
    .control("l"),
    name: "repaint",
    help: "Draw the screen anew.",
    run: { _ in [.repaint] }
  ),
  Command(
    "anywhere.suspend",
    in: .anywhere,
    .control("z"),
    name: "suspend",
    help: "Go back to the shell; fg returns.",
    run: { _ in [.suspend] }
  ),
  Command(
    "anywhere.quit",
    in: .anywhere,
    .control("c"),
    name: "quit",
    help: "Leave from anywhere. Drafts are kept.",
    run: { _ in [.quit] }
  ),
]

extension App {
  fileprivate mutating func moveSplit(by step: Int) -> [Effect] {
    look.split = min(Look.splits.upperBound, max(Look.splits.lowerBound, look.split + step))
    return [.apply(look)]
  }
}
