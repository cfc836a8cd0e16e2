import AnnotationCore
import ProjectStore
import TerminalKit

/// Answering the question in the bottom line.
extension App {
  mutating func pressInPrompt(_ key: Key, _ prompt: Prompt) -> [Effect] {
    var prompt = prompt
    switch key {
    case .escape:
      overlay = nil
      return []
    case .enter:
      let answer = prompt.buffer.text.trimmed
      guard !answer.isEmpty else {
        notice = .calm("Write a few words, or leave with esc.")
        return []
      }
      overlay = nil
      notice = nil
      return effects(of: prompt.purpose, answer: answer)
    default:
      prompt.buffer.edit(with: key)
      overlay = .prompt(prompt)
      return []
    }
  }

  private mutating func effects(of purpose: Prompt.Purpose, answer: String) -> [Effect] {
    switch (purpose, screen) {
    case (.skip, .item(let state)):
      return [
        .skip(
          state.item.id,
          state.session.stage,
          reason: answer,
          position: state.position,
          language: state.language
        )
      ]
    case (.flag, .item(let state)): return [.flag(state.item.id, comment: answer)]
    case (.reason(let field, let value), .adjudication(var state)):
      state.lastReason = answer
      screen = .adjudication(state)
      return [
        .adjudicate(
          state.dossier.item.id,
          field,
          value,
          reason: answer,
          juryRevealed: state.isJuryRevealed
        )
      ]
    default: return []
    }
  }
}

extension TextBuffer {
  /// Edits by a key, as every text in the program is edited.
  /// - Returns: whether the key meant something.
  @discardableResult
  mutating func edit(with key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace: deleteBackward()
    case .delete: deleteForward()
    case .left: moveLeft()
    case .right: moveRight()
    case .home, .control("a"): moveToLineStart()
    case .end, .control("e"): moveToLineEnd()
    case .alt("b"): moveWordLeft()
    case .alt("f"): moveWordRight()
    case .control("w"): deleteWordBackward()
    case .control("k"): deleteToLineEnd()
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
