import Testing

@testable import SafeText

/// Lines of each language, drawn as they stand on the screen.
@Suite struct TextLayoutGoldenTests {
  struct Sample: CustomTestStringConvertible {
    let locale: String
    let text: String
    let lines: [String]
    var isRightToLeft = false

    var testDescription: String { locale }
  }

  @Test(arguments: samples)
  func `a text is wrapped and ordered as its language does`(sample: Sample) {
    let lines = TextLayout().lines(sample.text, width: 20, locale: sample.locale)
    #expect(lines.map(\.text) == sample.lines)
    #expect(lines.allSatisfy { $0.isRightToLeft == sample.isRightToLeft })
    for line in lines {
      #expect(line.width <= 20)
      #expect(line.glyphs.reduce(0) { $0 + $1.width } == line.width)
    }
  }

  static let samples: [Sample] = [
    Sample(
      locale: "en",
      text: "The quick brown fox jumps over the lazy dog.",
      lines: ["The quick brown fox", "jumps over the lazy", "dog."]
    ),
    Sample(
      locale: "zh",
      text: "人工智能模型需要大量的标注数据，才能可靠地评估。",
      lines: ["人工智能模型需要大量", "的标注数据，才能可靠", "地评估。"]
    ),
    Sample(
      locale: "ja",
      text: "明日は晴れのち曇りで、気温は二十五度まで上がるでしょう。",
      lines: ["明日は晴れのち曇り", "で、気温は二十五度ま", "で上がるでしょう。"]
    ),
    Sample(
      locale: "ko-KR",
      text: "대한민국의 수도는 서울이며 인구는 약 천만 명입니다.",
      lines: ["대한민국의 수도는", "서울이며 인구는 약", "천만 명입니다."]
    ),
    Sample(
      locale: "ar",
      text: "اللغة العربية هي أكثر اللغات تحدثًا (حوالي 400 مليون).",
      lines: ["يه ةيبرعلا ةغللا", "اثًدحت تاغللا رثكأ", ".(نويلم 400 يلاوح)"],
      isRightToLeft: true
    ),
    Sample(
      locale: "he",
      text: "השפה העברית היא שפה שמית (123) ABC.",
      lines: ["הפש איה תירבעה הפשה", ".ABC (123) תימש"],
      isRightToLeft: true
    ),
    Sample(
      locale: "fa",
      text: "زبان فارسی می‌خواهد که نیم‌فاصله‌ها درست باشند.",
      lines: ["دهاوخی‌م یسراف نابز", "تسرد اهه‌لصافم‌ین هک", ".دنشاب"],
      isRightToLeft: true
    ),
    Sample(locale: "hi", text: "हिन्दी विश्व की एक प्रमुख भाषा है।", lines: ["हिन्दी विश्व की एक", "प्रमुख भाषा है।"]),
    Sample(locale: "bn", text: "বাংলা ভাষা একটি ইন্দো-আর্য ভাষা।", lines: ["বাংলা ভাষা একটি", "ইন্দো-আর্য ভাষা।"]),
    Sample(
      locale: "th",
      text: "ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำแน่นอน",
      lines: ["ภาษาไทยเป็นภาษาที่มีระดับ", "เสียงของคำแน่นอน"]
    ),
    Sample(
      locale: "ta",
      text: "தமிழ் மொழி உலகின் தொன்மையான மொழிகளில் ஒன்று.",
      lines: ["தமிழ் மொழி உலகின்", "தொன்மையான மொழிகளில்", "ஒன்று."]
    ),
    Sample(
      locale: "my",
      text: "မြန်မာဘာသာစကားသည် မြန်မာနိုင်ငံ၏ ရုံးသုံးဘာသာစကားဖြစ်သည်။",
      lines: ["မြန်မာဘာသာစကားသည်", "မြန်မာနိုင်ငံ၏ ရုံးသုံးဘာသာ", "စကားဖြစ်သည်။"]
    ),
    Sample(
      locale: "ru",
      text: "Русский язык — один из восточнославянских языков.",
      lines: ["Русский язык — один", "из", "восточнославянских", "языков."]
    ),
    Sample(
      locale: "vi",
      text: "Tiếng Việt là ngôn ngữ của người Việt.",
      lines: ["Tiếng Việt là ngôn", "ngữ của người Việt."]
    ),
    Sample(locale: "en", text: "Great 👍🏽 👨‍👩‍👧 🇫🇷 ❤️ 😀😀 done.", lines: ["Great 👍 👨👩👧 🇫🇷 ❤", "😀😀 done."]),
  ]
}
