import AnnotationCore
import Testing

@testable import ModelReview
@testable import ModelTasks

@Suite struct AnswerRequirementsTests {
  private func flaw(
    _ answer: String,
    _ language: String = "en",
    question: String = "Trees should be protected.",
    longest: Int = 1500
  ) -> AnswerFlaw? {
    let question = OpenQuestion(id: "q", language: language, text: question)
    return AnswerRequirements(longest: longest).flaw(of: answer, to: question)
  }

  @Test(arguments: ["", " \n\t", "\u{2028}"])
  func `an answer of nothing is empty`(answer: String) {
    #expect(flaw(answer) == .empty)
  }

  @Test func `one paragraph is what is asked for`() {
    #expect(flaw("They give shade, and they take long to grow.") == nil)
    #expect(flaw("They give shade.\n\nThey take long.") == .paragraphs(2))
    #expect(flaw("- They give shade.\n- They take long.\n- So yes.") == .paragraphs(3))
    #expect(flaw("They give shade.\u{2029}They take long.") == .paragraphs(2))
  }

  @Test func `a character more than the limit is too long`() {
    #expect(flaw("日本語です", "ja", longest: 5) == nil)
    #expect(flaw("日本語です。", "ja", longest: 5) == .tooLong(characters: 6, limit: 5))
  }

  @Test(arguments: [
    "Trees should be protected. I agree.", "“trees should be protected”: I agree.",
    "  Trees should be protected, and soon.",
  ])
  func `an answer that begins with the statement restates it`(answer: String) {
    #expect(flaw(answer) == .restatesQuestion)
  }

  @Test func `a statement that comes later is no restatement`() {
    #expect(flaw("I agree that trees should be protected.") == nil)
  }

  @Test func `what a terminal could obey is a flaw, a soft mark of writing none`() {
    #expect(flaw("Yes.\u{1B}[2J") == .controls)
    #expect(flaw("Yes.\u{0}") == .controls)
    #expect(flaw("می\u{200C}خواهم", "fa") == nil)
  }

  @Test(arguments: [
    ("en", "Yes, they should."), ("de", "Ja, gewiß."), ("vi", "Vâng, đúng vậy."),
    ("zh", "应当保护树木。"), ("zh-Hant-TW", "應當保護樹木。"), ("ja", "木は守るべきだ。"),
    ("ko", "나무는 보호되어야 한다."), ("ar", "نعم، يجب حمايتها."), ("ur", "جی ہاں، ضرور۔"),
    ("hi", "हाँ, पेड़ों की रक्षा होनी चाहिए।"), ("th", "ใช่ ควรปกป้องต้นไม้"), ("ru", "Да, следует."),
    ("sr-Latn", "Da, treba."), ("zh", "世界卫生组织（WHO）支持这项措施。"),
  ])
  func `an answer in the script of its language passes`(language: String, answer: String) {
    #expect(flaw(answer, language) == nil)
  }

  @Test func `an answer in another script is told with how much of it is in the right one`() {
    // 3 of 15 letters: は, い and い; the rest is Latin.
    #expect(flaw("はいい Yes of course", "ja") == .otherScript(percent: 21, wanted: "Jpan"))
    #expect(flaw("Yes, they should.", "hi") == .otherScript(percent: 0, wanted: "Deva"))
    #expect(flaw("木は守るべきだ。", "zh") == .otherScript(percent: 28, wanted: "Hans"))
  }

  @Test func `Chinese is no Japanese, though its letters are`() {
    #expect(flaw("应当保护树木。", "ja") == .otherScript(percent: 0, wanted: "Jpan"))
  }

  @Test(arguments: ["xx", "qaa", "tlh"])
  func `a language whose script nobody knows is not judged by it`(language: String) {
    #expect(flaw("Yes.", language) == nil)
  }

  @Test func `a text without letters has no script`() { #expect(flaw("42.", "ar") == nil) }
}
