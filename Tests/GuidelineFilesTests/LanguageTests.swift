import AnnotationCore
import Testing

@testable import GuidelineFiles

/// Guidelines in more than one language.
struct LanguageTests {
  /// The same guideline with every text in English and in Chinese.
  private func inTwoLanguages(_ source: String = smallGuideline) -> String {
    var source = changed("languages: [en]", "languages: [en, zh]", in: source)
    source = source.replacing(/(title|help|1): ([A-Za-z][A-Za-z \.\?]*)(?=[,}\n])/) { match in
      "\(match.1): {en: \(match.2), zh: 文}"
    }
    return source
  }

  @Test func `every text may be an object by language`() throws {
    let loaded = try GuidelineFile.read(source: inTwoLanguages(), file: "small.yaml") { _ in "" }
    let field = try #require(loaded.guideline.stages.first?.fields.first)
    #expect(field.title.text(in: "zh") == "文")
    #expect(field.title.text(in: "en") == "Scope")
  }

  @Test func `a translation that is missing is asked for`() {
    let source = changed("{en: Scope, zh: 文}", "{en: Scope}", in: inTwoLanguages())
    #expect(
      complaint(about: source) == """
        small.yaml:12:16: this text has no 'zh'
           12 |         title: {en: Scope}
              |                ^ add 'zh: …'; a text has all of 'languages'
        """
    )
  }

  @Test func `a plain text is in the first language only`() {
    let source = changed("{en: Scope, zh: 文}", "Scope", in: inTwoLanguages())
    #expect(complaint(about: source)?.hasPrefix("small.yaml:12:16: this text has no 'zh'") == true)
  }
}
