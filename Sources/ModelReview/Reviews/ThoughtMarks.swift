/// The marks that models put around the thoughts that they write before they reply.
///
/// Every template has its own: `<think>`, `<seed:think>`, `[THINK]`, `◁think▷`, `<|begin_of_thought|>`,
/// `<|START_THINKING|>`, `<reasoning effort="low">`, `<unused94>`. What makes a mark is a word for thinking
/// between brackets, so that a template of tomorrow is known as well.
enum ThoughtMarks {
  struct Mark: Hashable {
    var range: Range<Int>
    var isClosing: Bool
  }

  private static let words: Set<String> = [
    "think", "thinks", "thinking", "thought", "thoughts", "reason", "reasoning", "reflect",
    "reflection", "reflections", "scratchpad", "scratch", "analysis", "analyze", "cot", "monologue",
    "deliberation", "deliberate", "rumination", "draft", "drafts", "plan", "planning", "brainstorm",
    "antthinking",
  ]
  /// Marks without such a word, of Gemma's kin.
  private static let others: [(text: String, isClosing: Bool)] = [
    ("<unused94>", false), ("<unused95>", true), ("<|channel>", false), ("<channel|>", true),
  ]
  /// A mark with its attributes has so many bytes at most.
  private static let longest = 160

  /// The marks in a text, in their order.
  static func marks(in bytes: [UInt8]) -> [Mark] {
    var marks: [Mark] = []
    var index = 0
    while index < bytes.count {
      if let mark = mark(at: index, in: bytes) {
        marks.append(mark)
        index = mark.range.upperBound
      } else {
        index += 1
      }
    }
    return marks
  }

  private static func mark(at start: Int, in bytes: [UInt8]) -> Mark? {
    let close: [UInt8]
    var index = start
    switch bytes[start] {
    case UInt8(ascii: "<"):
      close = [UInt8(ascii: ">")]
      index += 1
    case UInt8(ascii: "["):
      close = [UInt8(ascii: "]")]
      index += 1
    case 0xE2 where bytes[start...].starts(with: [0xE2, 0x97, 0x81]):
      close = [0xE2, 0x96, 0xB7]
      index += 3
    default: return nil
    }
    let first = index
    while index < bytes.count, index - start < longest {
      if bytes[index] == close[0], bytes[index...].starts(with: close) {
        let range = start..<(index + close.count)
        let whole = String(decoding: bytes[range], as: UTF8.self)
        if let other = others.first(where: { $0.text == whole.lowercased() }) {
          return Mark(range: range, isClosing: other.isClosing)
        }
        return isClosing(String(decoding: bytes[first..<index], as: UTF8.self))
          .map { Mark(range: range, isClosing: $0) }
      }
      // No mark holds the beginning of another one, or of an object.
      switch bytes[index] {
      case UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\n"): return nil
      default: index += 1
      }
    }
    return nil
  }

  /// Whether a mark closes thoughts; nil where what stands between the brackets is none.
  private static func isClosing(_ inside: String) -> Bool? {
    // Behind the name there may be attributes, such as `budget="9"`.
    let name = inside.lowercased().prefix { $0 != " " && $0 != "=" }
    let parts = name.split { !$0.isLetter && $0 != "/" }.flatMap { part in
      part.hasPrefix("/") ? ["/", String(part.dropFirst())] : [String(part)]
    }.filter { !$0.isEmpty }
    guard parts.count <= 6, parts.contains(where: words.contains) else { return nil }
    // `o1_thinking` is a mark; `[think about it]` and `[plan: buy bread]` are not.
    guard !inside.contains(": "), inside.first != " " else { return nil }
    if inside.contains(" "), !inside.contains("=") { return nil }
    return parts.contains("/") || parts.contains("end") || parts.contains("stop")
  }
}
