/// A key as the terminal reports it.
package enum Key: Hashable, Sendable {
  /// A character as typed; a combining mark arrives on its own.
  case character(Character)
  case enter
  case tab
  case backTab
  case escape
  case backspace
  case delete
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// The control key with a small letter.
  case control(Character)
  /// The alt key with a character.
  case alt(Character)
  case function(Int)
  case unknown

  /// The key as a help line names it, such as `enter`, `^S`, `alt-b`, `a`.
  package var name: String {
    switch self {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .enter: "enter"
    case .tab: "tab"
    case .backTab: "shift-tab"
    case .escape: "esc"
    case .backspace: "backspace"
    case .delete: "delete"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "home"
    case .end: "end"
    case .pageUp: "pgup"
    case .pageDown: "pgdn"
    case .control(let character): "^" + character.uppercased()
    case .alt(let character): "alt-" + String(character)
    case .function(let number): "F" + String(number)
    case .unknown: "?"
    }
  }
}

extension Key {
  /// The key of a character in raw mode.
  package init(raw scalar: UInt32) {
    switch scalar {
    case 13: self = .enter
    case 9: self = .tab
    case 27: self = .escape
    case 8, 127: self = .backspace
    case 1...26:
      self = .control(Character(Unicode.Scalar(UInt8(scalar) + 96)))
    case 31: self = .control("_")
    case 32...:
      self = Unicode.Scalar(scalar).map { .character(Character($0)) } ?? .unknown
    default: self = .unknown
    }
  }
}

/// What comes from the terminal.
package enum Event: Hashable, Sendable {
  case key(Key)
  case mouse(Mouse)
  /// A whole bracketed paste, with `\n` between its lines.
  case paste(String)
  case resize(Size)
  /// The process should end: a signal, or the terminal is gone.
  case terminate
  /// The process runs again after it was suspended.
  case resumed
  /// The terminal answered what it was asked when the program began or came back.
  case measured(TerminalAnswers)
}

/// What the mouse did, and where.
package struct Mouse: Hashable, Sendable {
  package var kind: Kind
  package var position: Position

  package init(_ kind: Kind, at position: Position) {
    self.kind = kind
    self.position = position
  }

  package enum Kind: Hashable, Sendable {
    /// The first button was pressed.
    case press
    case wheelUp
    case wheelDown
  }
}
