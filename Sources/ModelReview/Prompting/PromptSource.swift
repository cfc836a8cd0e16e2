import AnnotationCore
import Digests
import Foundation
import Mustache

/// One prompt template of a guideline, parted and compiled.
///
/// Written in Mustache. A line `--- item ---` parts it: what stands before is the system message,
/// what stands after the user's. Its first line may be a comment `{{! version: 1.2 }}`.
struct PromptSource: Sendable {
  static let separator = "--- item ---"

  let name: String
  let version: String
  let hash: String
  let system: MustacheTemplate
  let user: MustacheTemplate

  /// - Parameters:
  ///   - wanted: what must stand in the second part.
  init(
    name: String,
    text: String,
    guideline: Guideline,
    wanted: [String]
  ) throws(PromptError) {
    self.name = name
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // Parted before it is filled in, so that no text of the guideline can part it.
    let parts = lines.split(
      separator: Substring(Self.separator),
      maxSplits: 1,
      omittingEmptySubsequences: false
    ).map { $0.joined(separator: "\n") }
    guard parts.count == 2 else { throw .noParts(template: name) }
    for part in wanted where !parts[1].contains(part) {
      throw .leavesOut(part, template: name)
    }
    system = try Self.compiled(parts[0], of: name, after: 0)
    // After the lines of the first part and the one that parts them.
    user = try Self.compiled(
      parts[1],
      of: name,
      after: parts[0].split(separator: "\n", omittingEmptySubsequences: false).count + 1
    )
    version = lines.first.flatMap(Self.version) ?? guideline.version
    hash = SHA256Digest.hex(of: text)
  }

  /// The version that a first line such as `{{! version: 1.2 }}` states.
  private static func version(in line: Substring) -> String? {
    guard line.hasPrefix("{{!"), let end = line.firstRange(of: "}}"),
      let key = line.firstRange(of: "version:")
    else { return nil }
    let stated = String(line[key.upperBound..<end.lowerBound]).trimmingBlankEnds
    return stated.isEmpty ? nil : stated
  }

  /// The prompt is plain text: nothing in it is escaped as if it were a page.
  /// - Parameter lines: how many lines of the prompt stand before the text.
  private static func compiled(
    _ text: String,
    of name: String,
    after lines: Int
  ) throws(PromptError) -> MustacheTemplate {
    do { return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text) } catch {
      guard let error = error as? MustacheTemplate.ParserError else {
        throw .badTemplate(name, line: nil, .unreadable)
      }
      // The line above the text is ours.
      throw .badTemplate(name, line: lines + error.context.lineNumber - 1, .init(error.error))
    }
  }
}

/// Why no prompt can be made.
package enum PromptError: Error, Hashable, Sendable, CustomStringConvertible {
  case noTemplate(String)
  case badTemplate(String, line: Int?, TemplateFault)
  case noParts(template: String)
  case leavesOut(String, template: String)

  package var description: String {
    switch self {
    case .noTemplate(let name):
      "The guideline has no '\(name)' prompt. Add one under 'prompts:' and make the project anew."
    case .badTemplate(let name, let line, let fault):
      "The guideline's '\(name)' prompt is not a valid template: \(line.map { "line \($0): " } ?? "")"
        + "\(fault.rawValue). Correct it in the guideline's file."
    case .noParts(let name):
      "The guideline's '\(name)' prompt has no line '\(PromptSource.separator)' "
        + "between what the model is told and the item."
    case .leavesOut(let part, let name):
      "The guideline's '\(name)' prompt leaves something out: there is no \(part) after the line "
        + "'\(PromptSource.separator)'."
    }
  }
}

/// What is wrong with a template.
package enum TemplateFault: String, Hashable, Sendable {
  case otherSectionEnds = "a section ends under another name than it began with, or never began"
  case sectionUnfinished = "a section that begins with '{{#' or '{{^' does not end"
  case tagUnfinished = "a tag is not closed, or its name is not one word"
  case delimiters = "'{{=' does not set delimiters, as '{{=<% %>=}}' does"
  case option = "'{{%' sets an option that there is not"
  case inheritance =
    "what is filled into another template may only be blocks, which begin with '{{$'"
  case unreadable = "it cannot be read as Mustache"

  init(_ error: any Error) {
    self =
      switch error as? MustacheTemplate.Error {
      case .sectionCloseNameIncorrect: .otherSectionEnds
      case .expectedSectionEnd: .sectionUnfinished
      case .unfinishedName: .tagUnfinished
      case .invalidSetDelimiter: .delimiters
      case .invalidConfigVariableSyntax, .unrecognisedConfigVariable: .option
      case .transformAppliedToInheritanceSection, .illegalTokenInsideInheritSection,
        .textInsideInheritSection:
        .inheritance
      case nil: .unreadable
      }
  }
}

/// Texts of others between two lines that none of them can contain.
enum Delimiter {
  /// A line that fences texts in: no text holds the digest of itself.
  static func around(_ texts: [String]) -> String {
    let digest = SHA256Digest.hex(of: texts.joined(separator: "\u{0}"))
    return "item-" + digest.prefix(16)
  }
}

/// Marks by which chat templates part who speaks, taken apart in texts of others.
///
/// A server may take such a mark inside a message for a real one: what follows it would speak as the
/// system. With a space in it, it is a text like any other, and a reader still sees what it was.
enum ChatMarks {
  /// How marks begin, in the templates of common models.
  private static let beginnings = [
    "<|", "<｜", "<s>", "</s>", "<<SYS", "<</SYS", "[INST", "[/INST", "[SYSTEM_PROMPT",
    "<start_of_turn",
    "<end_of_turn", "<bos>", "<eos>", "<system", "</system", "<think", "</think",
  ]

  static func broken(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") }) else {
      return text
    }
    var text = text
    for mark in beginnings where text.range(of: mark, options: .caseInsensitive) != nil {
      let first = String(mark.prefix(1))
      text = text.replacingOccurrences(
        of: mark,
        with: first + " " + mark.dropFirst(),
        options: .caseInsensitive
      )
    }
    return text
  }
}

extension String {
  /// Puts each text in the place of its name, in one pass, so that no text is searched again.
  func filled(_ texts: [String: String]) -> String {
    var result = ""
    var rest = self[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      if let name = texts.keys.first(where: { rest.hasPrefix($0) }) {
        result += texts[name] ?? ""
        rest = rest.dropFirst(name.count)
      } else {
        result.append("{")
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
