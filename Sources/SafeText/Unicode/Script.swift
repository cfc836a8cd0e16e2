/// A writing system, by its code in ISO 15924, such as `Arab` or `Deva`.
package struct Script: Hashable, Sendable, Codable, RawRepresentable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package static let arabic = Script(rawValue: "Arab")
  package static let hebrew = Script(rawValue: "Hebr")
  package static let devanagari = Script(rawValue: "Deva")
  package static let bengali = Script(rawValue: "Beng")
  package static let tamil = Script(rawValue: "Taml")
  package static let telugu = Script(rawValue: "Telu")
  package static let burmese = Script(rawValue: "Mymr")
  package static let khmer = Script(rawValue: "Khmr")
  package static let sinhala = Script(rawValue: "Sinh")
  package static let thai = Script(rawValue: "Thai")
  package static let japanese = Script(rawValue: "Jpan")
  package static let latin = Script(rawValue: "Latn")

  /// Its English name, such as `Devanagari`; the code itself where ICU has no name.
  package var name: String { self == .japanese ? "Japanese" : scriptName(rawValue) ?? rawValue }

  /// The writing system of a scalar; nil for what many share, such as digits and punctuation.
  package init?(of scalar: Unicode.Scalar) {
    guard let code = scriptCode(of: scalar.value), !["Zyyy", "Zinh", "Zzzz"].contains(code) else {
      return nil
    }
    rawValue = code
  }

  /// The writing system in which most letters of a text are; nil for a text without letters.
  ///
  /// Japanese, with its three, counts as one.
  package init?(of text: String) {
    let most = Self.counts(in: text).max {
      ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue)
    }
    guard let most else { return nil }
    self = most.key
  }

  /// How many letters of a text are in each writing system.
  package static func counts(in text: String) -> [Script: Int] {
    var counts: [Script: Int] = [:]
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      if let script = Script(of: scalar) { counts[script, default: 0] += 1 }
    }
    let kana = [Script(rawValue: "Hira"), Script(rawValue: "Kana")]
    if kana.contains(where: { counts[$0] != nil }) {
      counts[.japanese] = (kana + [Script(rawValue: "Hani")]).reduce(0) {
        $0 + (counts.removeValue(forKey: $1) ?? 0)
      }
    }
    return counts
  }
}
