package import SafeText

/// A text while it is being written, with its cursor, grapheme by grapheme.
///
/// It is kept as what stands before and after the cursor, so that a combining mark that arrives
/// after its base joins it, whatever that does to the number of characters.
package struct TextBuffer: Hashable, Sendable {
  private(set) var before: String
  private(set) var after: String
  /// The most characters that it takes, or nil.
  package let maximum: Int?
  private var history = EditHistory()
  /// What was cut last, to be put back.
  private var cut = ""
  private var lastEdit = EditKind.none
  /// The column that the cursor keeps while it goes over shorter lines.
  private var keptColumn: Int?

  /// A buffer with the cursor behind its text.
  package init(_ text: String = "", maximum: Int? = nil) {
    before = text
    after = ""
    self.maximum = maximum
  }

  package var text: String { before + after }

  package var isEmpty: Bool { before.isEmpty && after.isEmpty }

  /// Characters before the cursor.
  package var cursor: Int { before.count }

  package var count: Int { text.count }

  /// Inserts a text before the cursor, as far as the maximum allows.
  /// - Returns: the number of characters that did not fit.
  @discardableResult
  package mutating func insert(_ text: String) -> Int {
    note(text.count == 1 && !text.contains(where: \.isWhitespace) ? .typing : .insertion)
    guard let maximum else {
      before += text
      return 0
    }
    // A mark that joins the character before it takes no room of its own.
    if (before + text + after).count <= maximum {
      before += text
      return 0
    }
    let room = max(0, maximum - count)
    before += text.prefix(room)
    return text.count - room
  }

  /// Deletes what was typed last before the cursor: of a letter with marks that are typed one by one, as in
  /// Hindi, Thai and Arabic, the last of them; else a whole character.
  package mutating func deleteBackward() {
    guard let last = before.last else { return }
    note(.deleting)
    if last.unicodeScalars.count > 1, let mark = last.unicodeScalars.last, mark.isTypedAlone {
      before.unicodeScalars.removeLast()
    } else {
      before.removeLast()
    }
  }

  /// Deletes the whole character before the cursor, with all its marks.
  package mutating func deleteCharacterBackward() {
    guard !before.isEmpty else { return }
    note(.deleting)
    before.removeLast()
  }

  package mutating func deleteForward() {
    guard !after.isEmpty else { return }
    note(.deleting)
    after.removeFirst()
  }
}

/// Taking back and making again. A run of letters is one step, and so is a run of deletions.
extension TextBuffer {
  /// Takes the last step back.
  /// - Returns: false where there is none.
  package mutating func undo() -> Bool {
    guard let (before, after) = history.undo(before, after) else { return false }
    (self.before, self.after, lastEdit, keptColumn) = (before, after, .none, nil)
    return true
  }

  /// Makes the step again that was taken back last.
  /// - Returns: false where there is none.
  package mutating func redo() -> Bool {
    guard let (before, after) = history.redo(before, after) else { return false }
    (self.before, self.after, lastEdit, keptColumn) = (before, after, .none, nil)
    return true
  }

  private mutating func note(_ kind: EditKind) {
    if kind != lastEdit || kind == .insertion { history.note(before, after) }
    lastEdit = kind
    keptColumn = nil
  }
}

/// Cutting and putting back. What is cut in a row is put back together.
extension TextBuffer {
  /// Cuts back to the start of the word before the cursor.
  package mutating func killWordBackward() {
    killBackward(distance(back: true))
  }

  /// Cuts to the end of the word after the cursor.
  package mutating func killWordForward() { killForward(distance(back: false)) }

  /// Cuts back to the start of the line.
  package mutating func killToLineStart() {
    killBackward(before.reversed().prefix { !$0.isNewline }.count)
  }

  /// Cuts to the end of the line; at the end of a line, the break itself.
  package mutating func killToLineEnd() {
    let count = after.prefix { !$0.isNewline }.count
    killForward(count > 0 ? count : min(1, after.count))
  }

  /// Puts back what was cut.
  /// - Returns: the number of characters that did not fit.
  @discardableResult
  package mutating func yank() -> Int { cut.isEmpty ? 0 : insert(cut) }

  private mutating func killBackward(_ count: Int) {
    guard count > 0 else { return }
    let isRun = lastEdit == .killing
    note(.killing)
    let gone = String(before.suffix(count))
    cut = isRun ? gone + cut : gone
    before.removeLast(count)
  }

  private mutating func killForward(_ count: Int) {
    guard count > 0 else { return }
    let isRun = lastEdit == .killing
    note(.killing)
    let gone = String(after.prefix(count))
    cut = isRun ? cut + gone : gone
    after.removeFirst(count)
  }
}

/// Moving the cursor, in the order of reading.
extension TextBuffer {
  package mutating func moveLeft() { move(by: -1) }

  package mutating func moveRight() { move(by: 1) }

  package mutating func moveWordLeft() { move(by: -distance(back: true)) }

  package mutating func moveWordRight() { move(by: distance(back: false)) }

  package mutating func moveToLineStart() {
    move(by: -before.reversed().prefix { !$0.isNewline }.count)
  }

  package mutating func moveToLineEnd() { move(by: after.prefix { !$0.isNewline }.count) }

  package mutating func moveToStart() { move(by: -before.count) }

  package mutating func moveToEnd() { move(by: after.count) }

  /// Puts the cursor before the character with that number.
  package mutating func move(to offset: Int) { move(by: offset - cursor) }

  /// Goes to the line above, as near to the column as it can.
  /// - Parameter lines: the text as it was laid out.
  /// - Returns: false on the first line.
  package mutating func moveUp(in lines: [TextLine]) -> Bool { move(lines: -1, in: lines) }

  /// Goes to the line below, as near to the column as it can.
  /// - Returns: false on the last line.
  package mutating func moveDown(in lines: [TextLine]) -> Bool { move(lines: 1, in: lines) }

  private mutating func move(lines step: Int, in lines: [TextLine]) -> Bool {
    let here = TextLine.lineIndex(ofCharacter: cursor, in: lines)
    guard lines.indices.contains(here), lines.indices.contains(here + step) else { return false }
    let column = keptColumn ?? lines[here].readingColumn(ofCharacter: cursor)
    move(to: lines[here + step].character(nearest: column))
    keptColumn = column
    return true
  }

  private mutating func move(by distance: Int) {
    lastEdit = .none
    keptColumn = nil
    // A mark that stands alone may have found a base: characters are those of the whole text.
    let text = text
    let target = min(max(0, cursor + distance), text.count)
    let index = text.index(text.startIndex, offsetBy: target)
    before = String(text[..<index])
    after = String(text[index...])
  }

  /// Characters to the next start of a word (back) or end of one.
  private func distance(back: Bool) -> Int {
    let words = Words.ranges(in: text)
    let here = cursor
    return if back {
      here - (words.last { $0.lowerBound < here }?.lowerBound ?? 0)
    } else {
      (words.first { $0.upperBound > here }?.upperBound ?? count) - here
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is a key press of its own in keyboards of its script: points of Hebrew, marks of Arabic, and
  /// what scripts from India to Cambodia put around their letters.
  fileprivate var isTypedAlone: Bool {
    (0x591...0x8FF).contains(value) || (0x900...0x109F).contains(value)
      || (0x1780...0x17FF).contains(value)
  }
}
