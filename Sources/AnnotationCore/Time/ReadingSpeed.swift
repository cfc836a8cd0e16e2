/// How fast people read.
package enum ReadingSpeed {
  /// Characters a minute that adults read of a text in their own language.
  ///
  /// Means of the International Reading Speed Texts: Trauzettel-Klosinski, S. and Dietz, K. (2012),
  /// Standardized assessment of reading performance: the new International Reading Speed Texts IReST.
  /// Investigative Ophthalmology & Visual Science 53(9), 5452–5461. Their mean over the 17 languages
  /// is the 863 characters a minute of the abstract. Measured aloud; silent reading is faster, which
  /// the factor of ``isHasty(text:language:activeMilliseconds:factor:)`` leaves room for.
  static let published: [String: Double] = [
    "ar": 612, "zh": 255, "nl": 978, "en": 987, "fi": 1078, "fr": 998, "de": 920, "he": 833,
    "it": 950, "ja": 357, "pl": 916, "pt": 913, "ru": 986, "sl": 885, "es": 1025, "sv": 917,
    "tr": 1054,
  ]

  /// Languages without a published figure take that of a script that packs as much into a character:
  /// Korean syllables stand between Japanese and an alphabet, the others are near English.
  static let supposed: [String: Double] = ["ko": 500, "yue": 255, "fa": 612, "ur": 612]

  /// Characters a minute in a language, by its primary subtag; as English where nothing is known.
  package static func charactersPerMinute(_ language: String) -> Double {
    let primary = String(language.prefix { $0 != "-" && $0 != "_" }).lowercased()
    return published[primary] ?? supposed[primary] ?? 987
  }

  /// Whether texts were gone through much faster than they can be read.
  /// - Parameters:
  ///   - activeMilliseconds: time of work, see ``ActiveClock``.
  ///   - factor: how many times faster than the mean is too fast.
  package static func isHasty(
    text: [String],
    language: String,
    activeMilliseconds: Int64,
    factor: Double
  ) -> Bool {
    let characters = Double(text.reduce(0) { $0 + $1.count })
    let minutes = Double(activeMilliseconds) / 60_000
    return characters > minutes * charactersPerMinute(language) * factor
  }
}
