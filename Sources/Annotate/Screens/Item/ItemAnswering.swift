import AnnotationCore
import SafeText
import TerminalKit

/// Keys that answer the focused field. Small letters and digits are answers; capitals are commands.
extension ItemState {
  /// Gives a key to the focused field.
  /// - Parameter lines: the text being written as it was drawn last, for going up and down in it.
  /// - Returns: whether the field took it.
  mutating func answer(_ key: Key, lines: [TextLine] = []) -> Bool {
    guard let field = focusedField else { return false }
    switch field.kind {
    case .single, .multiple: return choose(key, in: field)
    case .scale(let steps, _): return rate(key, in: field, steps: steps)
    case .text: return write(key, in: field, lines: lines)
    }
  }

  /// Puts pasted text where the cursor is.
  /// - Returns: how many characters did not fit, or nil where no text is being written.
  mutating func paste(_ text: String) -> Int? {
    guard let field = focusedField, editor != nil else { return nil }
    let refused = editor?.insert(text) ?? 0
    keepText(of: field)
    return refused
  }

  /// Takes a text that comes back from the user's editor.
  mutating func replaceText(of field: FieldID, with text: String) {
    guard let field = form.askedFields.first(where: { $0.id == field }) else { return }
    session.edit { $0.write(text, in: field) }
    focus(on: field.id)
  }

  private mutating func choose(_ key: Key, in field: Field) -> Bool {
    let choices = form.choices(of: field)
    guard !choices.isEmpty else { return false }
    switch key {
    case .left: marker = (marker + choices.count - 1) % choices.count
    case .right: marker = (marker + 1) % choices.count
    case .character(" "): take(choices[min(marker, choices.count - 1)], in: field)
    case .enter:
      session.edit { $0.confirmNone(in: field) }
      focusNext()
    case .character(let character):
      guard let index = choices.firstIndex(where: { $0.key == String(character) }) else {
        return false
      }
      marker = index
      take(choices[index], in: field)
    default: return false
    }
    return true
  }

  private mutating func take(_ choice: Choice, in field: Field) {
    session.edit { $0.choose(choice.id, in: field) }
    if case .single = field.kind { focusNext() }
  }

  private mutating func rate(_ key: Key, in field: Field, steps: ClosedRange<Int>) -> Bool {
    switch key {
    case .left: marker = max(0, marker - 1)
    case .right: marker = min(steps.count - 1, marker + 1)
    case .character(" "):
      session.edit { $0.rate(steps.lowerBound + marker, in: field) }
      focusNext()
    case .enter: focusNext()
    case .character(let character):
      guard let step = character.wholeNumberValue, steps.contains(step) else { return false }
      session.edit { $0.rate(step, in: field) }
      focusNext()
    default: return false
    }
    return true
  }

  private mutating func write(_ key: Key, in field: Field, lines: [TextLine]) -> Bool {
    guard editor != nil else { return false }
    switch key {
    case .enter:
      focusNext()
      return true
    case .control("j"): editor?.insert("\n")
    // On a line that reads from the right, the arrows still go where they point.
    case .left, .right:
      let line = TextLine.lineIndex(ofCharacter: editor?.cursor ?? 0, in: lines)
      let isRightToLeft = lines.indices.contains(line) && lines[line].isRightToLeft
      if isRightToLeft == (key == .left) { editor?.moveRight() } else { editor?.moveLeft() }
      return true
    case .up: return moveCursor { $0.moveUp(in: lines) }
    case .down: return moveCursor { $0.moveDown(in: lines) }
    default:
      guard editor?.edit(with: key) == true else { return false }
    }
    keepText(of: field)
    return true
  }

  /// Moves the cursor by a line.
  ///
  /// - Returns: false at the first and the last line, where the arrow goes to another field.
  private mutating func moveCursor(_ move: (inout TextBuffer) -> Bool) -> Bool {
    guard var buffer = editor, move(&buffer) else { return false }
    editor = buffer
    return true
  }

  private mutating func keepText(of field: Field) {
    guard let text = editor?.text else { return }
    session.edit { $0.write(text, in: field) }
  }
}
