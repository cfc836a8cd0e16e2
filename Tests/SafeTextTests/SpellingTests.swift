import SafeText
import Testing

@Suite struct `Spelling` {
  @Test func `words with marks are spelled, each once`() {
    let words = spelledWords(in: "व्यक्ति है plain व्यक्ति, ماذا مَن? café")
    #expect(words.map(\.word) == ["व्यक्ति", "है", "مَن"])
    #expect(
      words[0].names == [
        "VA", "SIGN VIRAMA", "YA", "KA", "SIGN VIRAMA", "TA", "VOWEL SIGN I",
      ]
    )
    #expect(words[2].names == ["MEEM", "FATHA", "NOON"])
    #expect(spelledWords(in: "ที่").map(\.names) == [["THO THAHAN", "SARA II", "MAI EK"]])
    #expect(spelledWords(in: "") == [])
  }
}
