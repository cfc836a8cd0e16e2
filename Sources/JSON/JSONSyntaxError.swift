/// Why a text is not the JSON that it should be, and where.
package struct JSONSyntaxError: Error, Hashable, Sendable {
  package var problem: Problem
  /// In bytes from the start of the text, from 0.
  package var offset: Int
  /// From 1.
  package var line: Int
  /// In bytes from the start of the line, from 1.
  package var column: Int

  package enum Problem: Hashable, Sendable {
    case notUTF8
    case endsTooEarly
    case expected(Expected)
    case textAfterEnd
    case invalidEscape
    /// Half of a surrogate pair, which is no character.
    case loneSurrogate
    case controlCharacter
    /// An object in which two members have this name.
    case repeatedName(String)
    case nestedTooDeep(limit: Int)
    /// It is JSON, and not what the reader takes: what that is, in words.
    case refused(String)
  }

  package enum Expected: Hashable, Sendable {
    case value, name, colon, commaOrBrace, commaOrBracket
    case object, array, string, wholeNumber, digit
  }

  init(_ problem: Problem, at offset: Int, of bytes: UnsafeBufferPointer<UInt8>) {
    self.problem = problem
    self.offset = offset
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    line = 1 + before.count { $0 == UInt8(ascii: "\n") }
    column = offset - lineStart + 1
  }
}

extension JSONSyntaxError: CustomStringConvertible {
  /// What is wrong, with its line and column.
  package var description: String { "line \(line), column \(column): \(problem)" }
}

extension JSONSyntaxError.Problem: CustomStringConvertible {
  /// What is wrong.
  ///
  /// A repeated name stands in it as the text has it, not yet safe to print.
  package var description: String {
    switch self {
    case .notUTF8: "it is not UTF-8"
    case .endsTooEarly: "it ends too early"
    case .expected(let expected): "\(expected.words) is expected"
    case .textAfterEnd: "something follows the value"
    case .invalidEscape: "invalid escape sequence"
    case .loneSurrogate: "half of a surrogate pair stands alone"
    case .controlCharacter: "a control character must be written as an escape sequence"
    case .repeatedName(let name): "the name '\(name)' appears twice in one object"
    case .nestedTooDeep(let limit): "it is nested deeper than \(limit) levels"
    case .refused(let sentence): sentence
    }
  }
}

extension JSONSyntaxError.Expected {
  fileprivate var words: String {
    switch self {
    case .value: "a value"
    case .name: "a name in double quotes"
    case .colon: "a colon"
    case .commaOrBrace: "a comma or a closing brace"
    case .commaOrBracket: "a comma or a closing bracket"
    case .object: "an object"
    case .array: "an array"
    case .string: "a text in double quotes"
    case .wholeNumber: "a whole number"
    case .digit: "a digit"
    }
  }
}
