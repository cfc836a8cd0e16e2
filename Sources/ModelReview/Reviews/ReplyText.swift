import AnnotationCore
import Foundation
import JSON

/// What may stand around the object that was asked for.
enum ReplyText {
  /// The text without the thoughts that some models write before they reply.
  ///
  /// Thoughts stand between an opening and a closing mark: see ``ThoughtMarks``. A chat template may have
  /// put the opening into the prompt: then all before a closing mark is thought. Thoughts that never
  /// close are all that follows their opening.
  static func withoutThoughts(_ reply: String) -> String {
    if let final = finalChannel(of: reply) { return final }
    let bytes = Array(reply.utf8)
    var kept: [UInt8] = []
    var start = 0
    var isThinking = false
    for mark in ThoughtMarks.marks(in: bytes) {
      if mark.isClosing {
        if !isThinking { kept = [] }
        isThinking = false
        start = mark.range.upperBound
      } else if !isThinking {
        kept += bytes[start..<mark.range.lowerBound]
        isThinking = true
      }
    }
    if !isThinking { kept += bytes[start...] }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The reply without thoughts; an object alone has none, whatever its texts quote.
  static func behindThoughts(_ reply: String) -> String {
    let whole = reply.trimmingMarks
    if case .members? = try? JSONValue(parsing: withoutFence(whole), repeatedNames: .kept) {
      return whole
    }
    return withoutThoughts(whole).trimmingMarks
  }

  /// What stands in the last `final` channel where a reply has channels, as gpt-oss writes them; empty
  /// where there is only analysis.
  ///
  /// Some servers leave out the marks and keep the channels' names.
  private static func finalChannel(of reply: String) -> String? {
    let channels = reply.components(separatedBy: "<|channel|>")
    guard channels.count > 1 else {
      guard reply.hasPrefix("analysis"), reply.dropFirst(8).first?.isUppercase == true else {
        return nil
      }
      return reply.components(separatedBy: "assistantfinal").dropFirst().last ?? ""
    }
    guard let last = channels.last(where: { $0.hasPrefix("final") }),
      let start = last.firstRange(of: "<|message|>")
    else { return "" }
    let text = last[start.upperBound...]
    let end = ["<|end|>", "<|return|>", "<|start|>"].compactMap {
      text.firstRange(of: $0)?.lowerBound
    }
    return String(text[..<(end.min() ?? text.endIndex)])
  }

  /// The text without one code fence around the whole of it.
  static func withoutFence(_ reply: String) -> String {
    guard let mark = ["```", "~~~"].first(where: reply.hasPrefix), reply.hasSuffix(mark),
      reply.utf8.count > 6, let end = reply.firstIndex(where: \.isNewline)
    else { return reply }
    return String(reply[end...].dropLast(3)).trimmingMarks
  }

  /// What stands around some objects of a reply.
  enum Surroundings { case nothing, fence, otherText }

  /// Whether nothing but a fence stands before a range of a text, and nothing that begins an object behind it.
  static func stands(first range: Range<Int>, in text: String) -> Bool {
    let bytes = Array(text.utf8)
    let before = String(decoding: bytes[..<min(range.lowerBound, bytes.count)], as: UTF8.self)
    let behind = bytes[min(range.upperBound, bytes.count)...]
    return surroundings(of: [], in: before) != .otherText && !behind.contains(UInt8(ascii: "{"))
  }

  /// What stands outside some ranges of a text.
  static func surroundings(of ranges: [Range<Int>], in text: String) -> Surroundings {
    let bytes = Array(text.utf8)
    var rest: [UInt8] = []
    var start = 0
    for range in ranges {
      rest += bytes[start..<min(range.lowerBound, bytes.count)] + [0xA]
      start = min(range.upperBound, bytes.count)
    }
    rest += bytes[start...]
    let lines = String(decoding: rest, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { String($0).trimmingMarks }.filter { !$0.isEmpty }
    if lines.isEmpty { return .nothing }
    let isFence = lines.allSatisfy { line in
      ["```", "~~~"].contains { line.hasPrefix($0) }
        && line.dropFirst(3).allSatisfy { $0.isLetter || $0.isNumber || $0 == "`" || $0 == "~" }
    }
    return isFence ? .fence : .otherText
  }
}

extension String {
  /// The text without white space, byte order marks and marks of no width at its ends.
  var trimmingMarks: String {
    var text = trimmingBlankEnds[...].unicodeScalars
    func isMark(_ scalar: Unicode.Scalar?) -> Bool {
      guard let scalar else { return false }
      return scalar.properties.isWhitespace
        || ["\u{FEFF}", "\u{200B}", "\u{2060}"].contains(scalar)
    }
    while isMark(text.first) { text.removeFirst() }
    while isMark(text.last) { text.removeLast() }
    return String(text)
  }
}
