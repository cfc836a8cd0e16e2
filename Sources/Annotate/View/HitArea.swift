import AnnotationCore
import TerminalKit

/// A part of the screen that does something when it is clicked.
struct HitArea: Hashable, Sendable {
  var rect: Rect
  var target: HitTarget
}

/// What a click does.
enum HitTarget: Hashable, Sendable {
  /// The same as pressing a key.
  case key(Key)
  case command(CommandID)
  /// Goes to a field of the item.
  case field(FieldID)
  /// Chooses a row of the list.
  case row(Int)
}

extension Drawing {
  /// Lets a click on a part of the screen do something.
  mutating func mark(_ rect: Rect, _ target: HitTarget) {
    guard rect.rows > 0, rect.columns > 0 else { return }
    metrics.hitAreas.append(HitArea(rect: rect, target: target))
  }

  /// Empties a part of the screen.
  mutating func clear(_ rect: Rect) {
    frame.clear(rect)
    metrics.hitAreas.removeAll { $0.rect.overlaps(rect) }
  }
}

extension Metrics {
  /// What a click does there; of several things the one that was drawn last.
  func target(at position: Position) -> HitTarget? {
    hitAreas.last { $0.rect.contains(position) }?.target
  }
}
