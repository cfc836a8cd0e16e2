import TerminalKit

/// What can be done while the guideline is open.
let guidelineCommands: [Command] = [
  scrolling(.guideline("down"), .down, .character("j"), name: "down", "Scroll down.", .lines(1)),
  scrolling(.guideline("up"), .up, .character("k"), name: "up", "Scroll up.", .lines(-1)),
  scrolling(
    .guideline("page-down"),
    .pageDown,
    .character(" "),
    name: "page down",
    "Scroll a page down.",
    .pages(1)
  ),
  scrolling(
    .guideline("page-up"),
    .pageUp,
    .character("b"),
    name: "page up",
    "Scroll a page up.",
    .pages(-1)
  ),
  scrolling(
    .guideline("start"),
    .home,
    .character("g"),
    name: "contents",
    "Go to the contents.",
    .start
  ),
  scrolling(.guideline("end"), .end, .alt(">"), name: "end", "Go to the end.", .end),
  Command(
    .guideline("next-section"),
    keys: [.tab, .right, .character("l")],
    name: "next part",
    help: "Go to the next part. 1 to 9 go to a part of the contents.",
    isPrimary: true,
    run: { $0.moveSection(by: 1) }
  ),
  Command(
    .guideline("section-before"),
    keys: [.backTab, .left, .character("h")],
    name: "part before",
    help: "Go to the part before.",
    run: { $0.moveSection(by: -1) }
  ),
  Command(
    .guideline("search"),
    keys: [.character("/")],
    name: "search",
    help: "Find words in the guideline; then n and N go on.",
    isPrimary: true,
    run: { [.ask(Prompt(.find, text: $0.guide?.query ?? ""))] }
  ),
  Command(
    .guideline("next-hit"),
    keys: [.character("n")],
    name: "next hit",
    help: "Go to the next place where the words stand.",
    whyNot: { $0.guide?.hits.isEmpty == false ? nil : "Nothing is looked for; / looks." },
    run: { app in
      app.guide?.moveHit(by: 1)
      app.noteGuideMatch()
      return []
    }
  ),
  Command(
    .guideline("hit-before"),
    keys: [.character("N")],
    name: "hit before",
    help: "Go to the place before.",
    whyNot: { $0.guide?.hits.isEmpty == false ? nil : "Nothing is looked for; / looks." },
    run: { app in
      app.guide?.moveHit(by: -1)
      app.noteGuideMatch()
      return []
    }
  ),
  Command(
    .guideline("close"),
    keys: [.escape, .character("q"), .character("Q")],
    name: "close",
    help: "Go back to where you were.",
    isPrimary: true,
    run: { app in
      app.guide = nil
      return []
    }
  ),
]

private func scrolling(
  _ id: CommandID,
  _ key: Key,
  _ other: Key,
  name: String,
  _ help: String,
  _ step: Scroll
) -> Command {
  Command(
    id,
    keys: [key, other],
    name: name,
    help: help,
    run: { app in
      app.scrollGuide(step)
      return []
    }
  )
}

extension App {
  /// The places of the guideline's headings in its document.
  fileprivate var sections: [Int] {
    guideBlocks(self).enumerated().filter { $1.kind == .heading }.map(\.offset)
  }

  /// Goes to a part of the contents by its number.
  /// - Returns: false where there is no such part.
  mutating func goToSection(_ key: Key) -> Bool {
    guard case .character(let character) = key, let number = character.wholeNumberValue,
      sections.indices.contains(number - 1)
    else { return false }
    let section = sections[number - 1]
    guide?.wanted = section
    return true
  }

  mutating func scrollGuide(_ step: Scroll) {
    let first = metrics.guide.moved(by: step)
    guide?.scroll = first
    guide?.wanted = nil
  }

  fileprivate mutating func moveSection(by step: Int) -> [Effect] {
    let sections = sections
    let here = metrics.guideBlock
    guide?.wanted =
      step > 0 ? sections.first { $0 > here } ?? sections.last : sections.last { $0 < here } ?? 0
    return []
  }
}
