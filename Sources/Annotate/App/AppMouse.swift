import TerminalKit

/// The mouse: a click gives the key, or names the thing, that stands there; the wheel scrolls.
extension App {
  mutating func take(_ mouse: Mouse) -> [Effect] {
    switch mouse.kind {
    case .press:
      switch metrics.spot(at: mouse.position) {
      case .key(let key): return press(key)
      case .name(let name): return click(name)
      case nil: return []
      }
    case .wheelDown: return scroll(.lines(3), at: mouse.position)
    case .wheelUp: return scroll(.lines(-3), at: mouse.position)
    }
  }

  private mutating func click(_ name: String) -> [Effect] {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return [] }
    notice = nil
    switch parts[0] {
    case "command":
      guard let command = commandTable.first(where: { $0.id == parts[1] }) else { return [] }
      return run(command)
    case "field":
      editItem { state in
        if state.access == .open { state.focus(on: parts[1]) }
      }
    case "row":
      guard let row = Int(parts[1]) else { return [] }
      queue?.row = row
      items?.row = row
    default: break
    }
    return []
  }

  private mutating func scroll(_ step: Scroll, at position: Position) -> [Effect] {
    switch overlay {
    case .help:
      overlay = .help(scroll: metrics.overlay.moved(by: step))
      return []
    case .prompt, .palette, .card: return []
    case nil: break
    }
    if guide != nil, metrics.guidePlace.contains(position) {
      scrollGuide(step)
      return []
    }
    switch screen {
    case .item: scrollText(step)
    case .adjudication:
      let first = metrics.text.moved(by: step)
      adjudication?.scroll = first
    case .jury: scrollJury(step)
    case .queue, .items:
      guard case .lines(let count) = step else { return [] }
      return press(count > 0 ? .down : .up)
    }
    return []
  }
}
