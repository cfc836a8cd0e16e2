import AnnotationCore
import JSON

/// Reads what a model wrote for a field as a value of that field.
///
/// What can mean one thing is read, and how it differs from what was asked for is noted. A hedge
/// (`mostly good`), a negation (`not good`), a choice that the guideline does not have, and a word that
/// names two choices are no value.
struct ReplyValue {
  let field: Field
  /// The choices that the field has under any criterion.
  private let choices: [Choice]
  /// Those that it has under the criterion of its stage.
  private let offered: Set<ChoiceID>
  private let byName: [String: ChoiceID]
  private let ids: Set<ChoiceID>
  private(set) var leniencies: Set<ReplyLeniency> = []

  /// A list, or an object of choices, that is longer is nobody's.
  private static let mostElements = 200
  /// A longer text names no choice.
  private static let longestName = 400

  init(_ field: Field, in guideline: Guideline, under criterion: CriterionID?) {
    self.field = field
    choices = guideline.choices(of: field, under: nil)
    offered = Set(guideline.choices(of: field, under: criterion).map(\.id))
    ids = Set(choices.map(\.id))
    byName = ReplyNames.table(choices.map { ($0.id, $0.title) })
  }

  /// The value; nil where nothing is said.
  mutating func read(_ json: JSONValue) throws(IllegalValue) -> FieldValue? {
    switch field.kind {
    case .single: try single(json).map { .single($0) }
    case .multiple: try multiple(json).map { .multiple($0) }
    case .scale(let steps, let labels): try step(json, steps, labels).map { .scale($0) }
    case .text(let maximum): try text(json, maximum).map { .text($0) }
    }
  }

  private mutating func single(_ json: JSONValue) throws(IllegalValue) -> ChoiceID? {
    switch json {
    case .null: return nil
    case .string(let word):
      if let choice = choice(word) { return choice }
      if Self.saysNothing(word) {
        leniencies.insert(.noneForNull)
        return nil
      }
      throw .notOffered([word])
    case .array(let elements):
      guard let first = elements.first, elements.allSatisfy({ $0 == first }), elements.count < 9
      else { throw .wrongKind }
      leniencies.insert(.listOfOne)
      return try single(first)
    case .members(let members):
      if let flags = flags(members) {
        guard flags.count == 1, let choice = flags.first else { throw .wrongKind }
        leniencies.insert(.objectForValue)
        return choice
      }
      return try single(explained(members))
    case .bool, .int, .double, .number: throw .wrongKind
    }
  }

  private mutating func multiple(_ json: JSONValue) throws(IllegalValue) -> Set<ChoiceID>? {
    switch json {
    case .null, .bool(false):
      leniencies.insert(.noneForList)
      return []
    case .string(let text):
      leniencies.insert(.textForList)
      return try several(text)
    case .array(let elements):
      guard elements.count <= Self.mostElements else { throw .wrongKind }
      var chosen: Set<ChoiceID> = []
      var saysNone = false
      for element in elements {
        if element == .null || isNone(element.stringValue) {
          saysNone = true
        } else {
          chosen.insert(try chosenElement(element))
        }
      }
      guard saysNone else { return chosen }
      // Both some and none: nobody knows which is meant.
      guard chosen.isEmpty else { throw .wrongKind }
      leniencies.insert(.noneForList)
      return []
    case .members(let members):
      leniencies.insert(.objectForValue)
      if let flags = flags(members) { return flags }
      if members.isEmpty { return [] }
      return [try chosenElement(json)]
    case .bool, .int, .double, .number: throw .wrongKind
    }
  }

  private mutating func chosenElement(_ json: JSONValue) throws(IllegalValue) -> ChoiceID {
    switch json {
    case .string(let word):
      guard let choice = choice(word) else { throw .notOffered([word]) }
      return choice
    case .members(let members): return try chosenElement(explained(members))
    case .null, .bool, .int, .double, .number, .array: throw .wrongKind
    }
  }

  private func isNone(_ word: String?) -> Bool {
    guard let word, !ids.contains(word) else { return false }
    return byName[ReplyNames.folded(word)] == nil && Self.saysNothing(word)
  }

  /// Choices in one text, with commas or the like between them.
  private mutating func several(_ text: String) throws(IllegalValue) -> Set<ChoiceID> {
    if let choice = choice(text) { return [choice] }
    if Self.saysNothing(text) {
      leniencies.insert(.noneForList)
      return []
    }
    guard text.utf8.count <= Self.longestName * 10 else { throw .wrongKind }
    var chosen: Set<ChoiceID> = []
    let separators: Set<Character> = [",", ";", "|", "\n", "，", "、", "；", "،"]
    for part in text.split(whereSeparator: separators.contains)
    where part.contains(where: \.isLetter) {
      let word = String(part).trimmingBlankEnds
      guard let choice = choice(word) else { throw .notOffered([word]) }
      chosen.insert(choice)
    }
    guard !chosen.isEmpty else { throw .notOffered([text]) }
    return chosen
  }

  /// The choices that are true in an object of true and false; nil where it is none of choices.
  private mutating func flags(_ members: [JSONValue.Member]) -> Set<ChoiceID>? {
    guard !members.isEmpty, members.count <= Self.mostElements,
      members.allSatisfy({ $0.value.boolValue != nil }),
      Set(members.map(\.name)).count == members.count
    else { return nil }
    var chosen: Set<ChoiceID> = []
    for member in members {
      guard let choice = choice(member.name) else { return nil }
      if member.value.boolValue == true { chosen.insert(choice) }
    }
    return chosen
  }

  /// The value in an object that explains it, such as `{"value": …, "reason": …}`.
  private mutating func explained(
    _ members: [JSONValue.Member]
  ) throws(IllegalValue) -> JSONValue {
    let values = members.filter { Self.valueNames.contains(ReplyNames.folded($0.name)) }
    let others = members.filter { !Self.valueNames.contains(ReplyNames.folded($0.name)) }
    guard values.count == 1, let value = values.first?.value,
      others.allSatisfy({ Self.explanations.contains(ReplyNames.folded($0.name)) })
    else { throw .wrongKind }
    if case .members = value { throw .wrongKind }
    leniencies.insert(.objectForValue)
    return value
  }

  private static let valueNames: Set<String> = [
    "id", "value", "choice", "answer", "selected", "selection",
  ]
  private static let explanations: Set<String> = [
    "title", "label", "name", "text", "confidence", "probability", "reason", "reasons", "reasoning",
    "rationale", "explanation", "why", "note", "notes", "justification", "comment", "description",
    "evidence", "quote",
  ]

  /// The choice that a word names.
  private mutating func choice(_ word: String) -> ChoiceID? {
    if ids.contains(word) { return word }
    guard word.utf8.count <= Self.longestName, !word.hasPrefix("!"),
      let choice = byName[ReplyNames.folded(word)]
    else { return nil }
    let isID = ReplyNames.folded(choice) == ReplyNames.folded(word)
    leniencies.insert(isID ? .spelling : .title)
    return choice
  }

  private static func saysNothing(_ word: String) -> Bool {
    nothings.contains(ReplyNames.folded(word))
  }

  private static let nothings: Set<String> = [
    "", "none", "null", "nil", "n/a", "na", "n a", "nothing", "not applicable", "undefined", "nan",
    "none of them", "none of these", "none of the above", "none apply", "none applies",
    "no violation", "no violations", "empty",
  ]

  private mutating func step(
    _ json: JSONValue,
    _ steps: ClosedRange<Int>,
    _ labels: [Int: LocalizedText]
  ) throws(IllegalValue) -> Int? {
    switch json {
    case .null: return nil
    case .int(let step): return step
    case .double:
      guard let step = json.wholeNumber else { throw .wrongKind }
      return step
    case .string(let word):
      if let step = Self.step(word, of: steps) {
        leniencies.insert(.textForNumber)
        return step
      }
      let named = labels.filter { label in
        label.value.byLanguage.values.contains {
          ReplyNames.folded($0) == ReplyNames.folded(word)
        }
      }
      if named.count == 1, let step = named.first?.key, word.utf8.count <= Self.longestName {
        leniencies.insert(.title)
        return step
      }
      if Self.saysNothing(word) {
        leniencies.insert(.noneForNull)
        return nil
      }
      throw .wrongKind
    case .array(let elements):
      guard elements.count == 1, let first = elements.first else { throw .wrongKind }
      if case .array = first { throw .wrongKind }
      leniencies.insert(.listOfOne)
      return try step(first, steps, labels)
    case .members(let members): return try step(explained(members), steps, labels)
    case .bool, .number: throw .wrongKind
    }
  }

  /// A step as `4`, `4.0`, `4/5`, `4 out of 5` or `4 (certain)`; nil for all that is not one number.
  private static func step(_ word: String, of steps: ClosedRange<Int>) -> Int? {
    let plain = String(
      word.prefix(60).map { character in
        character.wholeNumberValue.flatMap { (0...9).contains($0) ? Character("\($0)") : nil }
          ?? character
      }
    )
    let pattern = #/\s*["'`*]*(\d{1,4})(?:\.0{1,3})?\s*(?:(?:/|of|out of)\s*(\d{1,4}))?["'`*.]*\s*/#
    guard let found = plain.lowercased().wholeMatch(of: pattern), let step = Int(found.1) else {
      return nil
    }
    if let most = found.2.flatMap({ Int($0) }), most != steps.upperBound { return nil }
    return step
  }

  private mutating func text(_ json: JSONValue, _ maximum: Int) throws(IllegalValue) -> String? {
    switch json {
    case .null: return nil
    case .string(let text):
      let trimmed = text.trimmingBlankEnds
      // The UTF-8 is never shorter than the characters, and is counted at once.
      guard trimmed.utf8.count > maximum, trimmed.count > maximum else { return trimmed }
      leniencies.insert(.longText)
      return String(trimmed.prefix(maximum))
    case .array:
      guard let texts = json.strings, !texts.isEmpty else { throw .wrongKind }
      leniencies.insert(.listForText)
      return try text(.string(texts.joined(separator: " ")), maximum)
    case .bool, .int, .double, .number, .members: throw .wrongKind
    }
  }

  /// Of several choices, those that the criterion has; that others were dropped is noted.
  mutating func offeredOnly(_ value: FieldValue) -> FieldValue {
    guard case .multiple(let chosen) = value, case .multiple(.points) = field.kind else {
      return value
    }
    if !chosen.isSubset(of: offered) { leniencies.insert(.otherCriterion) }
    return .multiple(chosen.intersection(offered))
  }
}
