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
    let answer = answer.isEmpty ? prompt.repeated ?? "" : answer
    guard !answer.isEmpty || prompt.mayBeEmpty else {
      notice = .calm("Write something, or cancel with esc.")
      return []
    }
    overlay = nil
    notice = nil
    return answered(prompt.purpose, answer)
  }

  private mutating func answered(_ purpose: Prompt.Purpose, _ answer: String) -> [Effect] {
    switch purpose {
    case .skip:
      return item.map { state in
        [.skip(state.item.id, state.session.stage, reason: answer, state.position)]
      } ?? []
    case .flag: return item.map { [.flag($0.item.id, comment: answer)] } ?? []
    case .find: find(answer)
    case .search:
      guard var request = items?.request else { return [] }
      request.text = answer.isEmpty ? nil : answer
      return [.loadItems(request.fromStart)]
    case .jump:
      return [.openItem(answer, QueuePosition(place: nil, language: item?.position.language))]
    case .adopt: return adjudication?.adopting(rater: answer) ?? []
    case .reason(let field, let value): return adjudication?.decide(field, value, answer) ?? []
    }
    return []
  }

  /// Looks for words in the guideline while it is open, else in question and answer.
  private mutating func find(_ words: String) {
    if var open = guide {
      open.find(words, app: self)
      guide = open
      noteGuideMatch()
      if open.hits.isEmpty { notice = .calm("The guideline does not have '\(words)'.") }
      return
    }
    guard var state = item else { return }
    let find = Find(words, in: state.item)
    guard find.count > 0 else {
      notice = .calm("Neither the question nor the answer has '\(words)'.")
      return
    }
    state.find = find
    state.showAll()
    state.folds = ItemState.Folds()
    item = state
  }
}

extension App {
  /// Says which of the places that were found in the guideline is shown.
  mutating func noteGuideMatch() {
    notice = guide?.place.map(Notice.calm) ?? notice
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
