import AnnotationCore
import Foundation
import JSON

/// What may stand around the object that was asked for.
enum ReplyText {
  /// The text without the thoughts that some models write before they reply.
  ///
  /// Thoughts stand between an opening and a closing mark. A chat template may have put the opening into
  /// the prompt: then all before a closing mark is thought. Thoughts that never close are all that
  /// follows their opening.
  static func withoutThoughts(_ reply: String) -> String {
    if let final = finalChannel(of: reply) { return final }
    var kept = ""
    var start = reply.startIndex
    var isThinking = false
    for mark in reply.matches(of: thoughtMark) {
      let isClosing = mark.output.contains("/") || mark.output.contains("end_of")
      if isClosing {
        if !isThinking { kept = "" }
        isThinking = false
        start = mark.range.upperBound
      } else if !isThinking {
        kept += reply[start..<mark.range.lowerBound]
        isThinking = true
      }
    }
    return isThinking ? kept : kept + reply[start...]
  }

  /// The reply without thoughts; an object alone has none, whatever its texts quote.
  static func behindThoughts(_ reply: String) -> String {
    let whole = withoutFence(reply.trimmingBlankEnds)
    if case .members? = try? JSONValue(parsing: whole) { return reply }
    return withoutThoughts(reply)
  }

  /// The marks around thoughts: `<think>` and its kin, with a prefix or attributes, those of Mistral
  /// (`[THINK]`), of Kimi (`◁think▷`) and of others (`<|begin_of_thought|>`).
  private static var thoughtMark: Regex<Substring> {
    /<\/?(?:\w{1,20}:)?(?:think|thinking|thoughts?|reasoning|reflection|scratchpad)(?:\s[^<>]*)?>|\[\/?THINK\]|◁\/?think▷|<\|(?:begin|end)_of_(?:thought|thinking)\|>/
      .ignoresCase()
  }

  /// What stands in the last `final` channel where a reply has channels, as gpt-oss writes them; empty
  /// where there is only analysis.
  private static func finalChannel(of reply: String) -> String? {
    let channels = reply.components(separatedBy: "<|channel|>")
    guard channels.count > 1 else { return nil }
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
    guard reply.hasPrefix("```"), reply.hasSuffix("```"), reply.count > 6,
      let end = reply.firstIndex(where: \.isNewline),
      ["", "json"].contains(reply[..<end].dropFirst(3).lowercased().trimmingBlankEnds)
    else { return reply }
    return String(reply[end...].dropLast(3)).trimmingBlankEnds
  }

  /// The outermost objects in a text: from each brace to the one that closes it.
  static func objects(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var objects: [String] = []
    var start = 0
    while let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")) {
      guard let close = closing(bytes, from: open) else {
        start = open + 1
        continue
      }
      objects.append(String(decoding: bytes[open...close], as: UTF8.self))
      start = close + 1
    }
    return objects
  }

  private static func closing(_ bytes: [UInt8], from open: Int) -> Int? {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for index in open..<min(bytes.count, open + longestObject) {
      switch bytes[index] {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "\""): isInString.toggle()
      case _ where isInString: break
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// A verdict is a few hundred bytes; a reply of nothing but braces must not take for ever.
  private static let longestObject = 20_000
}
