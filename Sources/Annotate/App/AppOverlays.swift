import AnnotationCore
import ProjectStore
import TerminalKit

/// Keys while something lies over the screen.
extension App {
  mutating func pressInHelp(_ key: Key, _ scroll: Int) -> [Effect] {
    if let effects = giveAnywhere(key) { return effects }
    let step: Scroll? =
      switch key {
      case .down, .character("j"): .lines(1)
      case .up, .character("k"): .lines(-1)
      case .pageDown, .character(" "): .pages(1)
      case .pageUp: .pages(-1)
      case .home, .character("g"): .start
      case .end, .character("G"): .end
      default: nil
      }
    overlay = step.map { .help(scroll: metrics.overlay.moved(by: $0)) }
    return []
  }

  mutating func pressInPalette(_ key: Key, _ palette: Palette) -> [Effect] {
    if let effects = giveAnywhere(key) { return effects }
    var palette = palette
    let hits = palette.hits(in: paletteEntries)
    switch key {
    case .escape: overlay = nil
    case .down, .control("n"), .tab: palette.row = min(palette.row + 1, max(0, hits.count - 1))
    case .up, .control("p"), .backTab: palette.row = max(0, palette.row - 1)
    case .enter:
      overlay = nil
      guard hits.indices.contains(palette.row),
        let command = hits[palette.row].entry.id.flatMap({ commandTable[$0] })
      else { return [] }
      notice = nil
      return run(command)
    default:
      guard palette.buffer.edit(with: key) else { return [] }
      palette.row = 0
    }
    if key != .escape { overlay = .palette(palette) }
    return []
  }

  mutating func pressInCard(_ key: Key, _ card: Card) -> [Effect] {
    if let effects = giveAnywhere(key) { return effects }
    switch card {
    case .held:
      switch key {
      case .character("T"):
        return [.claimSession(.asking)]
      case .character("Q"), .character("q"), .escape: return [.quit]
      default: return []
      }
    case .unsaved(let entered, _):
      if let step = key.scroll {
        overlay = .card(.unsaved(entered, scroll: metrics.overlay.moved(by: step)))
        return []
      }
      let commands: [Key: CommandID] = [
        .character("T"): .restoreUnsaved, .character("D"): .discardUnsaved,
      ]
      if let command = commands[key].flatMap({ commandTable[$0] }) {
        overlay = nil
        return run(command)
      }
      if key == .escape { overlay = nil }
      return []
    case .reading(let question): return press(key, asked: question)
    case .spelling(let words, _):
      if let step = key.scroll {
        overlay = .card(.spelling(words, scroll: metrics.overlay.moved(by: step)))
      } else if key == .enter || key == .escape {
        overlay = nil
      }
      return []
    case .changes(let version, let sentences, _):
      let step = key.scroll
      if let step {
        let moved = metrics.overlay.moved(by: step)
        overlay = .card(.changes(version: version, sentences, scroll: moved))
      } else if key == .enter || key == .escape {
        overlay = nil
        return [.markGuidelineSeen]
      }
      return []
    case .jury(let jury, _):
      if let step = key.scroll {
        overlay = .card(.jury(jury, scroll: metrics.overlay.moved(by: step)))
      } else if key == .enter || key == .escape {
        overlay = nil
      } else if key == .character("R") || key == .character("A") {
        overlay = nil
        if let why = jury.whyNotRevise {
          notice = .calm(why)
          return []
        }
        let stages = key == .character("A") ? jury.own.count : 1
        return Array(repeating: .withdraw(jury.item, jury.position), count: stages)
      }
      return []
    case .feedback:
      if key == .enter || key == .escape || key == .character(" ") { overlay = nil }
      return []
    }
  }
}

extension Key {
  /// How the key scrolls something to read, or nil.
  fileprivate var scroll: Scroll? {
    switch self {
    case .down, .character("j"): .lines(1)
    case .up, .character("k"): .lines(-1)
    case .pageDown, .character(" "): .pages(1)
    case .pageUp: .pages(-1)
    default: nil
    }
  }
}
