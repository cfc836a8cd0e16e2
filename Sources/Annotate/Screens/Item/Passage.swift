import AnnotationCore
import SafeText
import TerminalKit

/// A passage of the answer while it is marked, to be quoted in a text.
struct Passage: Hashable, Sendable {
  /// The characters that are marked.
  private(set) var range: Range<Int>
  private let sentences: [Range<Int>]
  private let words: [Range<Int>]

  /// The keys that mark it, for the footer.
  static let keys = [
    ("↑ ↓", "sentence"), ("← →", "end"), ("tab", "beginning"), ("enter", "quote"), ("esc", "close"),
  ]

  /// The first sentence of an answer; nil where it has none.
  init?(in answer: String) {
    sentences = Sentences.ranges(in: answer)
    words = Words.ranges(in: answer)
    guard let first = sentences.first else { return nil }
    range = first
  }

  /// Marks another sentence, so many after this one.
  mutating func move(by step: Int) {
    let here = sentences.lastIndex { $0.lowerBound <= range.lowerBound } ?? 0
    range = sentences[min(max(0, here + step), sentences.count - 1)]
  }

  /// Moves the end by a word; one stays marked.
  mutating func moveEnd(by step: Int) {
    let ends = words.map(\.upperBound)
    let end =
      step > 0
      ? ends.first { $0 > range.upperBound } ?? max(range.upperBound, ends.last ?? 0)
      : ends.last { $0 < range.upperBound }
    if let end, end > range.lowerBound { range = range.lowerBound..<end }
  }

  /// Moves the beginning by a word; one stays marked.
  mutating func moveStart(by step: Int) {
    let starts = words.map(\.lowerBound)
    let start =
      step > 0
      ? starts.first { $0 > range.lowerBound } : starts.last { $0 < range.lowerBound }
    if let start, start < range.upperBound { range = start..<range.upperBound }
  }
}

/// Marking a passage and quoting it.
extension ItemState {
  /// The text that a passage is quoted in: the one in focus, else the last of the stage.
  var quotingField: FieldID? {
    if let editor, editor.field.kind.isText { return editor.field.id }
    return form.askedFields.last { $0.kind.isText }?.id
  }

  /// Begins to mark a passage of the answer.
  mutating func markPassage() {
    passage = Passage(in: item.answer)
    find = nil
    folds.answer = false
    showAll()
  }

  /// Takes a key while a passage is marked; all keys are for that.
  mutating func answerPassage(_ key: Key) -> [Effect]? {
    guard let marked = passage else { return nil }
    switch key {
    case .down, .character("j"): passage?.move(by: 1)
    case .up, .character("k"): passage?.move(by: -1)
    case .pageDown: passage?.move(by: 5)
    case .pageUp: passage?.move(by: -5)
    case .right, .character("l"): passage?.moveEnd(by: 1)
    case .left, .character("h"): passage?.moveEnd(by: -1)
    case .tab: passage?.moveStart(by: 1)
    case .backTab: passage?.moveStart(by: -1)
    case .enter:
      passage = nil
      quote(String(Array(item.answer)[marked.range]))
    default: passage = nil
    }
    return []
  }

  private mutating func quote(_ words: String) {
    guard let field = quotingField else { return }
    if focus != field { focus(on: field) }
    let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
    let needsBlank = editor?.text?.text.last.map { !$0.isWhitespace } == true
    _ = paste((needsBlank ? " " : "") + "“\(line)” ")
  }
}
