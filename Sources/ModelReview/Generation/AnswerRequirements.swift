package import AnnotationCore
import Foundation

/// What an answer has to be, as far as a program can tell.
///
/// What is asked for and what is checked are the same list: a prompt holds its sentences.
package struct AnswerRequirements: Hashable, Sendable {
  /// How many characters an answer has at most.
  package var longest: Int
  /// The share of an answer's letters that is at least of the script of its language.
  package static let ownScript = 0.5

  package init(longest: Int = 1500) { self.longest = longest }

  /// The requirements as sentences that a model is told.
  package func sentences(language: String) -> [String] {
    [
      "The answer is written in the language `\(language)`.",
      "It is one paragraph, without a heading, a list or a line break.",
      "It has at most \(longest) characters.",
      "It does not begin by restating the statement.",
    ]
  }

  /// The first thing that is wrong with an answer, or nil.
  package func flaw(of answer: String, to question: OpenQuestion) -> AnswerFlaw? {
    let paragraphs = answer.split(whereSeparator: \.isNewline)
      .count { $0.contains { !$0.isWhitespace } }
    if paragraphs == 0 { return .empty }
    if answer.unicodeScalars.contains(where: Self.isControl) { return .controls }
    if let script = LanguageScript(of: question.language),
      let share = script.share(of: answer), share < Self.ownScript
    {
      return .otherScript(percent: Int(share * 100), wanted: script.code)
    }
    if Self.bare(answer).hasPrefix(Self.bare(question.text)) { return .restatesQuestion }
    if paragraphs > 1 { return .paragraphs(paragraphs) }
    if answer.count > longest { return .tooLong(characters: answer.count, limit: longest) }
    return nil
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && !scalar.properties.isWhitespace
  }

  /// The text's letters and digits alone, in small letters, so that quotation marks and points
  /// make no difference.
  private static func bare(_ text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

/// The script that a language is usually written in.
struct LanguageScript: Hashable, Sendable {
  /// Its ISO 15924 code, such as `Deva` or `Jpan`.
  let code: String
  /// The Unicode scripts that it consists of.
  private let parts: [String]

  /// Nil where the language is not known.
  init?(of language: String) {
    guard let code = Locale.Language(identifier: language).script?.identifier else { return nil }
    self.code = code
    parts =
      switch code {
      case "Hans", "Hant": ["Hani"]
      case "Jpan": ["Hani", "Hira", "Kana"]
      case "Kore": ["Hang", "Hani"]
      case "Aran": ["Arab"]
      default: [code]
      }
  }

  /// The share of a text's letters that are of the script, from 0 to 1.
  ///
  /// Japanese without kana is none. Nil where the text has no letters, or the script is not known.
  func share(of text: String) -> Double? {
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
    let counts = parts.compactMap { part -> Int? in
      guard let isOfPart = try? Regex("\\p{Script=\(part)}") else { return nil }
      return letters.count { String($0).wholeMatch(of: isOfPart) != nil }
    }
    guard !letters.isEmpty, counts.count == parts.count else { return nil }
    if code == "Jpan", counts.dropFirst().allSatisfy({ $0 == 0 }) { return 0 }
    return Double(counts.reduce(0, +)) / Double(letters.count)
  }
}
