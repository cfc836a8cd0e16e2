/// A part of the screen that does something when it is clicked.
package struct Spot: Hashable, Sendable {
  package var rect: Rect
  package var action: SpotAction

  package init(rect: Rect, action: SpotAction) {
    self.rect = rect
    self.action = action
  }
}

/// What a click does.
package enum SpotAction: Hashable, Sendable {
  /// The same as pressing a key.
  case key(Key)
  /// Something that the program knows by name.
  case name(String)
}

extension Frame {
  /// Lets a click on a part of the screen do something.
  package mutating func mark(_ rect: Rect, _ action: SpotAction) {
    guard rect.rows > 0, rect.columns > 0 else { return }
    spots.append(Spot(rect: rect, action: action))
  }

  /// What a click does there; of several things the one that was marked last.
  package func spot(at position: Position) -> SpotAction? {
    spots.last { $0.rect.contains(position) }?.action
  }
}
