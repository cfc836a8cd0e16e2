import AnnotationCore
import SafeText
import TerminalKit

/// One field of a form while keys answer it: where the marker stands, and the text being written.
///
/// Small letters and digits are answers; capitals are commands.
struct FieldEditor: Hashable, Sendable {
  let field: Field
  /// The place of the choice or step under the marker.
  private(set) var marker = 0
  /// The text being written, in a field that takes one.
  private(set) var text: TextBuffer?

  /// What a key did.
  enum Answer: Hashable, Sendable {
    /// The field took it.
    case taken
    /// The field took it, and the user goes on from here.
    case finished
  }

  /// Puts marker and cursor where they belong in a field that comes into focus.
  init(_ field: Field, in form: StageForm) {
    self.field = field
    switch field.kind {
    case .text(let maximum):
      var written = ""
      if case .text(let text) = form.values[field.id] { written = text }
      text = TextBuffer(written, maximum: maximum)
    case .single, .multiple:
      let chosen = form.chosen(in: field)
      marker = form.choices(of: field).firstIndex { chosen.contains($0.id) } ?? 0
    case .scale(let steps, _):
      if case .scale(let step) = form.values[field.id] { marker = step - steps.lowerBound }
    }
  }

  /// Gives a key to the field.
  /// - Parameter lines: the text being written as it was drawn last, for going up and down in it.
  /// - Returns: what it did, or nil where the field does not know the key.
  mutating func answer(_ key: Key, in form: inout StageForm, lines: [TextLine]) -> Answer? {
    switch field.kind {
    case .single, .multiple: choose(key, in: &form)
    case .scale(let steps, _): rate(key, in: &form, steps: steps)
    case .text: write(key, in: &form, lines: lines)
    }
  }

  /// Puts pasted text where the cursor is.
  /// - Returns: how many characters did not fit, or nil where no text is being written.
  mutating func paste(_ pasted: String, in form: inout StageForm) -> Int? {
    guard let refused = text?.insert(pasted) else { return nil }
    keepText(in: &form)
    return refused
  }

  private mutating func choose(_ key: Key, in form: inout StageForm) -> Answer? {
    let choices = form.choices(of: field)
    guard !choices.isEmpty else { return nil }
    switch key {
    case .left: marker = (marker + choices.count - 1) % choices.count
    case .right: marker = (marker + 1) % choices.count
    case .character(" "): return take(choices[min(marker, choices.count - 1)], in: &form)
    case .enter:
      form.confirmNone(in: field)
      return .finished
    case .character(let character):
      guard let index = choices.firstIndex(where: { $0.key == String(character) }) else {
        return nil
      }
      marker = index
      return take(choices[index], in: &form)
    default: return nil
    }
    return .taken
  }

  private func take(_ choice: Choice, in form: inout StageForm) -> Answer {
    form.choose(choice.id, in: field)
    if case .single = field.kind { return .finished }
    return .taken
  }

  private mutating func rate(
    _ key: Key,
    in form: inout StageForm,
    steps: ClosedRange<Int>
  ) -> Answer? {
    switch key {
    case .left: marker = max(0, marker - 1)
    case .right: marker = min(steps.count - 1, marker + 1)
    case .character(" "):
      form.rate(steps.lowerBound + marker, in: field)
      return .finished
    case .enter: return .finished
    case .character(let character):
      guard let step = character.wholeNumberValue, steps.contains(step) else { return nil }
      marker = step - steps.lowerBound
      form.rate(step, in: field)
      return .finished
    default: return nil
    }
    return .taken
  }

  private mutating func write(_ key: Key, in form: inout StageForm, lines: [TextLine]) -> Answer? {
    guard let cursor = text?.cursor else { return nil }
    switch key {
    case .enter: return .finished
    case .control("j"): text?.insert("\n")
    // On a line that reads from the right, the arrows still go where they point.
    case .left, .right:
      let line = TextLine.lineIndex(ofCharacter: cursor, in: lines)
      let isRightToLeft = lines.indices.contains(line) && lines[line].isRightToLeft
      if isRightToLeft == (key == .left) { text?.moveRight() } else { text?.moveLeft() }
    // At the first and the last line, the arrow goes to another field.
    case .up: return text?.moveUp(in: lines) == true ? .taken : nil
    case .down: return text?.moveDown(in: lines) == true ? .taken : nil
    default:
      guard text?.edit(with: key) == true else { return nil }
    }
    keepText(in: &form)
    return .taken
  }

  private func keepText(in form: inout StageForm) {
    if let text { form.write(text.text, in: field) }
  }
}

extension Field.Kind {
  /// Whether a text is written into the field.
  var isText: Bool { if case .text = self { true } else { false } }
}
