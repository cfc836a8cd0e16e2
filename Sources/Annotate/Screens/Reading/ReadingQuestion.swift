import AnnotationCore
import SafeText

/// The question to the user which of some lines reads right.
struct ReadingQuestion: Hashable, Sendable {
  let script: Script
  /// A short text in the script.
  let sample: String
  /// The ways in which the program can draw the script.
  let ways: [ReadingCheck.Answer]

  /// - Parameters:
  ///   - text: what the user is about to read; its beginning is the sample of a script that has none here.
  ///   - order: who puts right-to-left text in order, where that is settled.
  init(_ script: Script, language: String, text: String, order: BidiSetting? = nil) {
    self.script = script
    ways = Self.ways(of: script, order)
    sample = Self.sample(of: language, in: script) ?? String(text.prefix(40))
  }

  /// A question about the script of a language; nil where there is no sample of it here, as for languages in
  /// Latin letters.
  init?(language: String) {
    let code = String(language.prefix { $0 != "-" })
    guard let text = Self.samples[code] ?? Self.scripts[code].flatMap({ Self.samples[$0] }),
      let script = Script(of: text), let sample = Self.sample(of: language, in: script)
    else { return nil }
    (self.script, self.sample, ways) = (script, sample, Self.ways(of: script, nil))
  }

  /// The sample of a language where that is in the script, else that of the script.
  private static func sample(of language: String, in script: Script) -> String? {
    let own = samples[String(language.prefix { $0 != "-" })]
    return own.flatMap { Script(of: $0) == script ? $0 : nil } ?? samples[script.rawValue]
  }

  /// The script of languages that have no sample of their own.
  private static let scripts = [
    "be": "Cyrl", "bg": "Cyrl", "bn": "Beng", "el": "Grek", "he": "Hebr", "hi": "Deva",
    "ja": "Jpan", "ko": "Hang",
    "mr": "Deva", "my": "Mymr", "ne": "Deva", "ps": "Arab", "ru": "Cyrl", "sd": "Arab",
    "sr": "Cyrl",
    "ta": "Taml", "te": "Telu", "th": "Thai", "ug": "Arab", "uk": "Cyrl", "zh": "Hani",
  ]

  /// The ways in which the program can draw a script.
  /// - Parameter order: who puts right-to-left text in order, where that is settled.
  static func ways(of script: Script, _ order: BidiSetting? = nil) -> [ReadingCheck.Answer] {
    switch script {
    case .arabic:
      order.map { [ReadingCheck.Answer($0)] } ?? [.reorderAndShape, .reorder, .terminal]
    case .hebrew: order.map { [ReadingCheck.Answer($0)] } ?? [.reorder, .terminal]
    case .devanagari, .bengali, .tamil, .telugu, .burmese, .khmer, .sinhala: [.asWritten, .visual]
    default: [.asWritten]
    }
  }

  /// What helps someone who cannot read the script.
  /// - Parameter skip: the key that skips an item.
  func help(skip: String) -> [String] {
    let font = ["Hang", "Hani", "Jpan"].contains(script.rawValue) ? "cjk" : "core"
    return [
      "A font may be missing. Debian and Ubuntu: apt install fonts-noto-\(font). Over SSH it is needed on "
        + "the machine in front of you.",
      "Another terminal may draw it: \(terminals).",
      "Do not label what you cannot read: \(skip) skips an item. Your lead sees in 'review status' that you "
        + "cannot read this script here.",
    ]
  }

  /// The terminals that were found to draw the script, in docs/terminals.md.
  private var terminals: String {
    switch script {
    case .arabic, .hebrew: "GNOME Terminal and other VTE terminals, xterm, alacritty, mlterm"
    case .devanagari, .bengali, .tamil, .telugu, .burmese, .khmer, .sinhala:
      "GNOME Terminal and other VTE terminals, mlterm"
    case .thai: "GNOME Terminal and other VTE terminals, kitty, alacritty"
    default: "GNOME Terminal and other VTE terminals, kitty, alacritty, xterm with -fa"
    }
  }

  /// "All human beings are born free and equal in dignity": the first article of the Universal Declaration
  /// of Human Rights, by language, and by script for other languages.
  private static let samples: [String: String] = [
    "ar": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
    "fa": "تمام افراد بشر آزاد به دنیا می\u{200C}آیند و از لحاظ حیثیت با هم برابرند.",
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔",
    "Arab": "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
    "Hebr": "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.",
    "Deva": "सभी मनुष्यों को गौरव और अधिकारों के विषय में जन्मजात स्वतन्त्रता प्राप्त है।",
    "Beng": "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।",
    "Taml": "மனிதப் பிறவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்.",
    "Telu": "ప్రతిపత్తిస్వత్వముల విషయమున మానవులెల్లరును జన్మతః స్వతంత్రులును సమానులును.",
    "Thai": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
    "Mymr": "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် မွေးဖွားလာသူများ ဖြစ်သည်။",
    "Hang": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
    "Jpan": "すべての人間は、生まれながらにして自由であり、尊厳と権利とについて平等である。",
    "Hani": "人人生而自由，在尊严和权利上一律平等。",
    "Cyrl": "Все люди рождаются свободными и равными в своём достоинстве и правах.",
    "Grek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια.",
  ]
}

extension ReadingCheck.Answer {
  fileprivate init(_ order: BidiSetting) {
    switch order {
    case .reorder: self = .reorder
    case .reorderAndShape: self = .reorderAndShape
    case .terminal: self = .terminal
    }
  }
}
