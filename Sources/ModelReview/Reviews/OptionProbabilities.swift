import AnnotationCore
import Glibc
import ModelTasks

/// How probable a model held each choice of a field, read from the tokens of its reply.
///
/// At each token of a value, what else could have stood there leads to another choice or to none:
/// its probability goes to the one choice that it can begin. What the tokens chosen come to goes to
/// the choice that stands there. The sum is the mass that the choices held; they are then made to
/// add up to 1, since a grammar may have kept the model from what it held more probable.
enum OptionProbabilities {
  /// - Parameters:
  ///   - tokens: of the whole reply.
  ///   - fields: those with one choice of several; choices are listed with `choices`.
  static func byField(
    _ tokens: [TokenChoice],
    fields: [(id: FieldID, choices: [ChoiceID])]
  ) -> [FieldID: ChoiceProbabilities] {
    guard !tokens.isEmpty else { return [:] }
    let text = Array(tokens.map(\.text).joined().utf8)
    var probabilities: [FieldID: ChoiceProbabilities] = [:]
    for field in fields {
      guard let start = valueStart(of: field.id, in: text) else { continue }
      probabilities[field.id] = ofValue(tokens, at: start, text, field.choices)
    }
    return probabilities
  }

  /// The byte behind the quote that opens a field's value.
  private static func valueStart(of field: FieldID, in text: [UInt8]) -> Int? {
    let name = Array("\"\(field)\"".utf8)
    guard text.count > name.count else { return nil }
    search: for start in 0..<(text.count - name.count) {
      guard text[start] == name[0], text[start..<(start + name.count)].elementsEqual(name) else {
        continue
      }
      var index = start + name.count
      var hasColon = false
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: ":") where !hasColon: hasColon = true
        case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): break
        case UInt8(ascii: "\"") where hasColon: return index + 1
        default: continue search
        }
        index += 1
      }
    }
    return nil
  }

  private static func ofValue(
    _ tokens: [TokenChoice],
    at start: Int,
    _ text: [UInt8],
    _ choices: [ChoiceID]
  ) -> ChoiceProbabilities? {
    guard let end = text[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    let value = String(decoding: text[start..<end], as: UTF8.self)
    guard choices.contains(value) else { return nil }
    let ends = choices.map { Array(($0 + "\"").utf8) }
    var masses = [Double](repeating: 0, count: choices.count)
    var path = 1.0
    var offset = 0
    for token in tokens {
      let bytes = Array(token.text.utf8)
      defer { offset += bytes.count }
      guard offset + bytes.count > start else { continue }
      if offset > end { break }
      // What of the value stood before this token, and where the value begins within it.
      let before = Array(text[start..<max(start, min(offset, text.count))])
      let lead = max(0, start - offset)
      let head = bytes.prefix(lead)
      for alternative in token.alternatives where alternative.text != token.text {
        let other = Array(alternative.text.utf8)
        guard other.count > lead, other.prefix(lead).elementsEqual(head) else { continue }
        let begun = before + other.dropFirst(lead)
        let matching = ends.indices.filter { begins(begun, ends[$0]) }
        guard matching.count == 1 else { continue }
        masses[matching[0]] += path * exp(alternative.logProbability)
      }
      guard let chosen = token.logProbability else { return nil }
      path *= exp(chosen)
    }
    if let chosen = choices.firstIndex(of: value) { masses[chosen] += path }
    let mass = masses.reduce(0, +)
    guard mass > 0, mass.isFinite else { return nil }
    var byChoice: [ChoiceID: Double] = [:]
    for (choice, share) in zip(choices, masses) { byChoice[choice] = share / mass }
    return ChoiceProbabilities(byChoice: byChoice, mass: min(1, mass))
  }

  /// Whether one begins with the other.
  private static func begins(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    zip(left, right).allSatisfy(==)
  }
}
