import TerminalKit

extension TextBuffer {
  /// Edits by a key, as every text in the program is edited.
  /// - Returns: whether the key meant something.
  @discardableResult
  mutating func edit(with key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace: deleteBackward()
    case .alt("h"): deleteCharacterBackward()
    case .delete: deleteForward()
    case .left, .control("b"): moveLeft()
    case .right: moveRight()
    case .home, .control("a"): moveToLineStart()
    case .end, .control("e"): moveToLineEnd()
    case .alt("b"): moveWordLeft()
    case .alt("f"): moveWordRight()
    case .alt("<"): moveToStart()
    case .alt(">"): moveToEnd()
    case .control("w"): killWordBackward()
    case .alt("d"): killWordForward()
    case .control("k"): killToLineEnd()
    case .control("u"): killToLineStart()
    case .control("y"): yank()
    case .control("_"), .alt("z"): return undo()
    case .alt("r"): return redo()
    default: return false
    }
    return true
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
