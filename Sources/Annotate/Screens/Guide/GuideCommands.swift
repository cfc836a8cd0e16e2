import TerminalKit

/// What can be done while the guideline is open.
let guidelineCommands: [Command] =
  Command.scrolling(in: CommandID.guideline) + ownGuidelineCommands

private let ownGuidelineCommands: [Command] = [
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
  movingHit("next hit", by: "n", to: "Go to the next place where the words stand.", 1),
  movingHit("hit before", by: "N", to: "Go to the place before.", -1),
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

private func movingHit(_ name: String, by key: Character, to words: String, _ step: Int) -> Command
{
  Command(
    .guideline(name.replacing(" ", with: "-")),
    on: \.guide,
    keys: [.character(key)],
    name: name,
    help: words,
    whyNot: { $0.hits.isEmpty ? "Nothing is looked for; / looks." : nil },
    run: { guide in
      guide.moveHit(by: step)
      return guide.place.map { [.notify(.calm($0))] } ?? []
    }
  )
}

extension GuideState {
  mutating func answer(_ key: Key, in app: App) -> [Effect]? {
    guard case .character(let character) = key, let number = character.wholeNumberValue else {
      return nil
    }
    let sections = guideSections(app)
    guard sections.indices.contains(number - 1) else { return nil }
    wanted = sections[number - 1]
    return []
  }

  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect] {
    scroll = metrics.guide.moved(by: step)
    wanted = nil
    return []
  }

  mutating func take(_ answer: String, for purpose: Prompt.Purpose, in app: App) -> [Effect] {
    guard purpose == .find else { return [] }
    find(answer, app: app)
    return [.notify(.calm(place ?? "The guideline does not have '\(answer)'."))]
  }
}

/// The places of the guideline's headings in its document.
private func guideSections(_ app: App) -> [Int] {
  guideBlocks(app).enumerated().filter { $1.kind == .heading }.map(\.offset)
}

extension App {
  fileprivate mutating func moveSection(by step: Int) -> [Effect] {
    let sections = guideSections(self)
    let here = metrics.guideBlock
    guide?.wanted =
      step > 0 ? sections.first { $0 > here } ?? sections.last : sections.last { $0 < here } ?? 0
    return []
  }
}
