package import AnnotationCore
import Digests
import Mustache
package import OrderedJSON

/// What a juror is sent about one item in blind mode: the guideline's `review` prompt, filled in.
package struct ReviewPrompt: Hashable, Sendable {
  package var system: String
  package var user: String
  /// The JSON Schema of the reply.
  package var schema: JSONValue
  /// SHA-256 of all three, in hexadecimal.
  package var hash: String

  init(system: String, user: String, schema: JSONValue) {
    self.system = system
    self.user = user
    self.schema = schema
    hash = SHA256Digest.hex(
      of: JSONValue.array([.string(system), .string(user), schema]).text
    )
  }
}

/// Why no prompt can be made.
package enum PromptError: Error, Hashable, Sendable, CustomStringConvertible {
  case noTemplate
  case badTemplate(String)
  case noParts
  case noItem(missing: String)

  package var description: String {
    switch self {
    case .noTemplate:
      "The guideline has no 'review' prompt. Add one under 'prompts:' and make the project anew."
    case .badTemplate(let why): "The guideline's 'review' prompt is not a valid template: \(why)"
    case .noParts:
      "The guideline's 'review' prompt has no line '\(ReviewPrompter.separator)' "
        + "between what the model is told and the item."
    case .noItem(let part):
      "The guideline's 'review' prompt leaves out the item: there is no \(part) after the line "
        + "'\(ReviewPrompter.separator)'."
    }
  }
}

/// Makes the prompts of one guideline.
///
/// The template is in Mustache. A line `--- item ---` parts it: what stands before is the system
/// message, what stands after the user's. It is given `title`, `description`, `stages` with their
/// `fields` and `choices`, `criteria` with their `points`, the `table` as sentences, and the item's
/// `language`, `question`, `answer` and `fence`.
package struct ReviewPrompter: Sendable {
  package static let separator = "--- item ---"

  private let guideline: Guideline
  private let system: MustacheTemplate
  private let user: MustacheTemplate
  private let schema: JSONValue

  package init(_ guideline: Guideline) throws(PromptError) {
    guard let source = guideline.prompts["review"] else { throw .noTemplate }
    // Parted before it is filled in, so that no text of the guideline can part it.
    let parts = source.split(separator: "\n", omittingEmptySubsequences: false)
      .split(separator: Substring(Self.separator), maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.joined(separator: "\n") }
    guard parts.count == 2 else { throw .noParts }
    for part in [Self.question, Self.answer, "{{fence}}"] where !parts[1].contains(part) {
      throw .noItem(missing: part)
    }
    do {
      system = try Self.template(parts[0])
      user = try Self.template(parts[1])
    } catch {
      throw .badTemplate("\(error)")
    }
    self.guideline = guideline
    schema = ReplySchema(guideline: guideline).schema
  }

  /// The prompt for one item.
  package func prompt(for item: Item) -> ReviewPrompt {
    let fence = Self.fence(around: [item.question, item.answer])
    let words = GuidelineWords(guideline, language: guideline.languages.first ?? "en")
    let context = words.context.merging(["language": item.language, "fence": fence]) { $1 }
    // The item is put in after the template is rendered, so that nothing in it is a template.
    let filled = Self.filled(
      user.render(context).trimmingBlankEnds,
      [Self.question: item.question, Self.answer: item.answer]
    )
    return ReviewPrompt(
      system: system.render(context).trimmingBlankEnds,
      user: filled,
      schema: schema
    )
  }

  private static let question = "{question}"
  private static let answer = "{answer}"

  /// The prompt is plain text: nothing in it is escaped as if it were a page.
  private static func template(_ text: String) throws -> MustacheTemplate {
    try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
  }

  /// A line that fences the item's text in: no text holds the digest of itself.
  static func fence(around texts: [String]) -> String {
    let digest = SHA256Digest.hex(of: texts.joined(separator: "\u{0}"))
    return "item-" + digest.prefix(16)
  }

  /// Puts each text in the place of its name, in one pass, so that no text is searched again.
  private static func filled(_ template: String, _ texts: [String: String]) -> String {
    var result = ""
    var rest = template[...]
    while let next = texts.keys
      .compactMap({ name in rest.firstRange(of: name).map { (range: $0, name: name) } })
      .min(by: { $0.range.lowerBound < $1.range.lowerBound })
    {
      result += rest[..<next.range.lowerBound] + (texts[next.name] ?? "")
      rest = rest[next.range.upperBound...]
    }
    return result + rest
  }
}

extension String {
  /// The text without blank lines and spaces at its ends.
  var trimmingBlankEnds: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
