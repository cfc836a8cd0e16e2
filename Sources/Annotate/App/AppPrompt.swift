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
      return answer(prompt, with: prompt.buffer.text.trimmed)
    default:
      guard prompt.buffer.edit(with: key) else { return giveAnywhere(key) ?? [] }
      overlay = .prompt(prompt)
      return []
    }
  }

  /// Takes the answer to a question that lies over the screen.
  mutating func answer(_ prompt: Prompt, with answer: String) -> [Effect] {
    guard !answer.isEmpty || prompt.mayBeEmpty else {
      notice = .calm("Write something, or cancel with esc.")
      return []
    }
    overlay = nil
    notice = nil
    return answered(prompt.purpose, answer)
  }

  private mutating func answered(_ purpose: Prompt.Purpose, _ answer: String) -> [Effect] {
    switch (purpose, screen) {
    case (.skip, .item(let state)):
      return [.skip(state.item.id, state.session.stage, reason: answer, state.course)]
    case (.flag, .item(let state)): return [.flag(state.item.id, comment: answer)]
    case (.find, _): find(answer)
    case (.search, .items(let state)):
      var request = state.request
      request.text = answer.isEmpty ? nil : answer
      return [.loadItems(request.fromStart)]
    case (.jump, _):
      return [.openItem(answer, QueuePosition(position: nil, language: item?.course.language))]
    case (.adopt, .adjudication(let state)): return adopt(answer, state)
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
    default: break
    }
    return []
  }

  /// Takes the label of the rater with those letters.
  private mutating func adopt(_ letters: String, _ state: AdjudicationState) -> [Effect] {
    guard
      let column = state.humans.indices.first(where: { raterLetters($0) == letters.uppercased() })
    else {
      notice = .calm("There is no rater \(letters) on this item.")
      return []
    }
    return state.adopting(column)
  }

  /// Looks for words in the guideline while it is open, else in question and answer.
  private mutating func find(_ words: String) {
    if var open = guide {
      open.find(words, app: self)
      guide = open
      if open.hits.isEmpty { notice = .calm("'\(words)' is not in the guideline.") }
      return
    }
    guard var state = item else { return }
    let find = Find(words, in: state.item)
    guard find.count > 0 else {
      notice = .calm("'\(words)' is neither in the question nor in the answer.")
      return
    }
    state.find = find
    state.folds = ItemState.Folds()
    item = state
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
