/// A text while it is being written, with its cursor, grapheme by grapheme.
///
/// It is kept as what stands before and after the cursor, so that a combining mark that arrives
/// after its base joins it, whatever that does to the number of characters.
package struct TextBuffer: Hashable, Sendable {
  private var before: String
  private var after: String
  /// The most characters that it takes, or nil.
  package let maximum: Int?

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

  package mutating func deleteBackward() {
    if !before.isEmpty { before.removeLast() }
  }

  package mutating func deleteForward() {
    if !after.isEmpty { after.removeFirst() }
  }

  /// Deletes back to the start of the word before the cursor.
  package mutating func deleteWordBackward() { before.removeLast(charactersOfWordBefore) }

  /// Deletes to the end of the line; at the end of a line, the break itself.
  package mutating func deleteToLineEnd() {
    let count = after.prefix { !$0.isNewline }.count
    after.removeFirst(count > 0 ? count : min(1, after.count))
  }
}

/// Moving the cursor, in the order of reading.
extension TextBuffer {
  package mutating func moveLeft() { move(by: -1) }

  package mutating func moveRight() { move(by: 1) }

  package mutating func moveWordLeft() { move(by: -charactersOfWordBefore) }

  package mutating func moveWordRight() {
    let gap = after.prefix { !$0.isPartOfWord }.count
    move(by: gap + after.dropFirst(gap).prefix { $0.isPartOfWord }.count)
  }

  package mutating func moveToLineStart() {
    move(by: -before.reversed().prefix { !$0.isNewline }.count)
  }

  package mutating func moveToLineEnd() { move(by: after.prefix { !$0.isNewline }.count) }

  /// Puts the cursor before the character with that number.
  package mutating func move(to offset: Int) { move(by: offset - cursor) }

  private mutating func move(by distance: Int) {
    let text = text
    let target = min(max(0, cursor + distance), text.count)
    let index = text.index(text.startIndex, offsetBy: target)
    before = String(text[..<index])
    after = String(text[index...])
  }

  private var charactersOfWordBefore: Int {
    let reversed = before.reversed()
    let gap = reversed.prefix { !$0.isPartOfWord }.count
    return gap + reversed.dropFirst(gap).prefix { $0.isPartOfWord }.count
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
}
