/// A text in each language of its guideline.
package struct LocalizedText: Hashable, Sendable, Codable {
  /// The text by language tag.
  package var byLanguage: [String: String]
  /// The language that is taken where the wanted one is missing.
  package var fallback: String

  package init(_ byLanguage: [String: String], fallback: String) {
    self.byLanguage = byLanguage
    self.fallback = fallback
  }

  /// A text in one language.
  package init(_ text: String, language: String = "en") {
    self.init([language: text], fallback: language)
  }

  /// The text in the wanted language, else in the fallback, else empty.
  package func text(in language: String) -> String {
    byLanguage[language] ?? byLanguage[fallback] ?? ""
  }

  package var isEmpty: Bool { byLanguage.values.allSatisfy(\.isEmpty) }
}
