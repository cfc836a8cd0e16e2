import TerminalKit

/// The mouse: a click gives the key, or names the thing, that stands there; the wheel scrolls.
extension App {
  mutating func take(_ mouse: Mouse) -> [Effect] {
    switch mouse.kind {
    case .press:
      return metrics.target(at: mouse.position).map { click($0) } ?? []
    case .wheelDown: return scroll(.lines(3), at: mouse.position)
    case .wheelUp: return scroll(.lines(-3), at: mouse.position)
    }
  }

  private mutating func click(_ target: HitTarget) -> [Effect] {
    if case .key(let key) = target { return press(key) }
    notice = nil
    switch target {
    case .key: break
    case .command(let id): return commandTable[id].map { run($0) } ?? []
    case .field(let field): screen.choose(field: field)
    case .row(let row): screen.choose(row: row)
    }
    return []
  }

  private mutating func scroll(_ step: Scroll, at position: Position) -> [Effect] {
    if var overlay {
      overlay.scroll(step, from: metrics)
      self.overlay = overlay
      return []
    }
    if metrics.guidePlace.contains(position), let effects = guide?.scroll(step, from: metrics) {
      return effects
    }
    return screen.scroll(step, from: metrics)
  }
}
