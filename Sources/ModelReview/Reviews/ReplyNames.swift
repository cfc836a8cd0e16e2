import AnnotationCore

/// How models name fields, stages and choices: by id or title, in any language of the guideline, with
/// other capitals, or with punctuation around.
struct ReplyNames: Sendable {
  private let fieldsByName: [String: FieldID]
  private let ids: Set<FieldID>
  private let stages: Set<String>

  /// - Parameter asked: the fields that a reply is to hold.
  init(_ guideline: Guideline, asked: [Field]) {
    ids = Set(asked.map(\.id))
    fieldsByName = Self.table(asked.map { ($0.id, $0.title) })
    var stages: Set<String> = []
    for (number, stage) in guideline.stages.enumerated() {
      let ordinal = number < Self.ordinals.count ? Self.ordinals[number] : "\(number + 1)"
      stages.formUnion([Self.folded(stage.id), "stage \(number + 1)", "stage \(ordinal)"])
      stages.formUnion(["stage\(number + 1)", "\(ordinal) stage"])
      stages.formUnion(stage.title.byLanguage.values.map(Self.folded))
    }
    self.stages = stages
  }

  private static let ordinals = ["one", "two", "three", "four", "five"]

  /// The field that a member's name means, and whether it is written as its id; nil for none.
  func field(called name: String) -> (id: FieldID, isExact: Bool)? {
    if ids.contains(name) { return (name, true) }
    guard name.utf8.count <= 200 else { return nil }
    return fieldsByName[Self.folded(name)].map { ($0, false) }
  }

  /// Whether a member may hold the fields of one stage.
  func isStage(_ name: String) -> Bool { stages.contains(Self.folded(name)) }

  /// What ids and titles come to, without those that would mean two things; ids come first.
  static func table(_ named: [(id: String, title: LocalizedText)]) -> [String: String] {
    var byID: [String: Set<String>] = [:]
    var byTitle: [String: Set<String>] = [:]
    for (id, title) in named {
      let foldedID = folded(id)
      byID[foldedID, default: []].insert(id)
      for text in title.byLanguage.values {
        let folded = folded(text)
        byTitle[folded, default: []].insert(id)
        // As in `compliance: Comply with the consensus`, and the other way round.
        byTitle[foldedID + " " + folded, default: []].insert(id)
        byTitle[folded + " " + foldedID, default: []].insert(id)
      }
    }
    return byTitle.merging(byID) { $1 }.compactMapValues { $0.count == 1 ? $0.first : nil }
      .filter { !$0.key.isEmpty }
  }

  /// A name without capitals, emphasis, quotation marks and punctuation at its ends, and with one blank
  /// between its words.
  ///
  /// What could change what is meant stays: a question mark, a slash, `~`, `!` before a word.
  static func folded(_ name: String) -> String {
    var words = ""
    var isBetween = true
    for character in name.lowercased() {
      if character.isWhitespace || separators.contains(character) {
        if !isBetween { words.append(" ") }
        isBetween = true
      } else if character == "&" {
        words += isBetween ? "and " : " and "
        isBetween = true
      } else {
        words.append(character)
        isBetween = false
      }
    }
    while words.last == " " || words.last == "!" { words.removeLast() }
    return words
  }

  /// Characters that separate or adorn words and say nothing.
  private static let separators: Set<Character> = [
    "_", "-", "–", "—", ".", ",", ";", ":", "\"", "'", "`", "*", "“", "”", "„", "‘", "’", "«", "»",
    "「",
    "」", "『", "』", "(", ")", "[", "]", "<", ">", "#", "。", "，", "、", "：", "；", "（", "）", "•",
    "\u{200B}",
    "\u{FEFF}", "\u{2060}", "۔", "؛", "।",
  ]
}
