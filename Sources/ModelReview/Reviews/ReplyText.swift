import AnnotationCore

/// What may stand around the object that was asked for.
enum ReplyText {
  /// The text behind the thoughts that some models write before they reply.
  static func withoutThoughts(_ reply: String) -> String {
    guard reply.trimmingBlankEnds.hasPrefix("<think>"), let end = reply.firstRange(of: "</think>")
    else { return reply }
    return String(reply[end.upperBound...])
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
