import AnnotationCore
import JSON

/// An object that a reply holds, which may be the one that was asked for.
struct ReplyObject {
  var members: [JSONValue.Member]
  var range: Range<Int>
  var end: LenientObject.End
  var leniencies: Set<ReplyLeniency>
}

/// The objects of a reply, out of what they may be wrapped in.
struct ReplyObjects {
  /// The names of fields, as far as they tell an object that was asked for from one around it.
  let names: ReplyNames
  /// An object of more members is nobody's verdict.
  private static let mostMembers = 400
  private static let deepestWrapping = 4

  /// Names under which models put what they do not mean.
  private static let drafts: Set<String> = [
    "draft", "drafts", "first draft", "thought", "thoughts", "thinking", "reasoning", "analysis",
    "scratchpad", "plan", "example", "examples", "schema", "properties", "alternative",
    "alternatives", "previous", "rejected", "item", "question", "input", "template", "format",
  ]

  /// - Returns: nil where the text is given up.
  func objects(in text: String) -> [ReplyObject]? {
    let found = LenientObjects(in: text)
    guard found.isComplete else { return nil }
    if found.objects.isEmpty { return encoded(text) ?? withoutBrace(text) ?? [] }
    return found.objects.flatMap { unwrapped(ReplyObject($0), depth: 0) }
  }

  /// A whole text that is written as a JSON text.
  private func encoded(_ text: String) -> [ReplyObject]? {
    guard text.hasPrefix("\""), case .string(let inner)? = try? JSONValue(parsing: text) else {
      return nil
    }
    return within(inner, of: 0..<text.utf8.count, depth: 0)
  }

  /// A text whose opening brace stood in the prompt.
  private func withoutBrace(_ text: String) -> [ReplyObject]? {
    guard text.hasPrefix("\""), let end = text.dropFirst().firstIndex(of: "\""),
      names.field(called: String(text[text.index(after: text.startIndex)..<end])) != nil
    else { return nil }
    return LenientObjects(in: "{" + text).objects.map { object in
      var object = ReplyObject(object)
      object.range = 0..<(object.range.upperBound - 1)
      object.leniencies.insert(.openingBrace)
      return object
    }
  }

  private func within(_ text: String, of range: Range<Int>, depth: Int) -> [ReplyObject]? {
    let inner = LenientObjects(in: text)
    guard inner.isComplete, !inner.objects.isEmpty else { return nil }
    return inner.objects.flatMap { object in
      var object = ReplyObject(object)
      object.range = range
      object.leniencies.insert(.encoded)
      return unwrapped(object, depth: depth + 1)
    }
  }

  private func unwrapped(_ object: ReplyObject, depth: Int) -> [ReplyObject] {
    guard object.members.count <= Self.mostMembers else { return [] }
    if let stages = ofStages(object) { return [stages] }
    if object.members.contains(where: { names.field(called: $0.name) != nil }) { return [object] }
    guard depth < Self.deepestWrapping else { return [object] }
    let inner = object.members.filter { !Self.drafts.contains(ReplyNames.folded($0.name)) }
      .flatMap { self.inner($0.value, of: object, depth: depth) }
    return inner.isEmpty ? [object] : inner
  }

  /// The objects in a member of an object that is itself none that was asked for.
  private func inner(_ value: JSONValue, of outer: ReplyObject, depth: Int) -> [ReplyObject] {
    switch value {
    case .members(let members):
      var object = outer
      object.members = members
      object.leniencies.insert(.wrapped)
      return unwrapped(object, depth: depth + 1).filter(isAskedFor)
    case .array(let elements):
      return elements.prefix(Self.mostMembers).flatMap { inner($0, of: outer, depth: depth + 1) }
    case .string(let text) where text.contains("{") && depth < Self.deepestWrapping:
      return (within(text, of: outer.range, depth: depth) ?? []).filter(isAskedFor)
    default: return []
    }
  }

  private func isAskedFor(_ object: ReplyObject) -> Bool {
    object.members.contains { names.field(called: $0.name) != nil }
  }

  /// An object whose stages are objects of their own, as one object; nil where it has none.
  private func ofStages(_ object: ReplyObject) -> ReplyObject? {
    var isOfStages = false
    let members = object.members.flatMap { member -> [JSONValue.Member] in
      guard case .members(let inner) = member.value, names.isStage(member.name),
        inner.contains(where: { names.field(called: $0.name) != nil })
      else { return [member] }
      isOfStages = true
      return inner
    }
    guard isOfStages else { return nil }
    var object = object
    object.members = members
    object.leniencies.insert(.wrapped)
    return object
  }
}

extension ReplyObject {
  init(_ object: LenientObject) {
    self.init(
      members: object.members,
      range: object.range,
      end: object.end,
      leniencies: Set(object.leniencies.map(ReplyLeniency.init))
    )
    if end == .cut { leniencies.insert(.closingBrace) }
  }
}

extension ReplyLeniency {
  init(_ leniency: LenientObject.Leniency) {
    self =
      switch leniency {
      case .otherQuotes: .otherQuotes
      case .noQuotes: .noQuotes
      case .innerQuotes: .innerQuotes
      case .extraComma: .extraComma
      case .missingComma: .missingComma
      case .comment: .comment
      case .controlCharacter: .controlCharacter
      case .escape: .escape
      case .foreignWord: .foreignWord
      case .foreignList: .foreignList
      case .fullWidth: .fullWidth
      }
  }
}
