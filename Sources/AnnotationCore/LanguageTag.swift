/// The shape of BCP 47 language tags, as far as items and guidelines use them.
package enum LanguageTag {
  /// Whether a text is a language of 2 or 3 letters with subtags of 2 to 8 letters or digits.
  ///
  /// Such as `en`, `pt-BR` or `zh-Hant-TW`. Whether the language exists is not asked.
  package static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard let language = parts.first, (2...3).contains(language.count),
      language.utf8.allSatisfy({ (97...122).contains($0) })
    else { return false }
    return parts.dropFirst().allSatisfy { part in
      (2...8).contains(part.count)
        && part.utf8.allSatisfy {
          (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        }
    }
  }
}
