/// What was entered for one field.
///
/// Coded as JSON's own types: a choice as a string, several as a sorted array of strings, a step of
/// a scale as an integer. A text is coded as `{"text": "…"}`, so that a value can be read without its field.
package enum FieldValue: Hashable, Sendable {
  case single(ChoiceID)
  case multiple(Set<ChoiceID>)
  case scale(Int)
  case text(String)
}

/// The values of one stage, or of both, by field.
package typealias FieldValues = [FieldID: FieldValue]

extension FieldValue: Codable {
  private enum Key: String, CodingKey { case text }

  package init(from decoder: any Decoder) throws {
    if let keyed = try? decoder.container(keyedBy: Key.self) {
      self = .text(try keyed.decode(String.self, forKey: .text))
      return
    }
    let value = try decoder.singleValueContainer()
    if let step = try? value.decode(Int.self) {
      self = .scale(step)
    } else if let choice = try? value.decode(String.self) {
      self = .single(choice)
    } else {
      self = .multiple(Set(try value.decode([String].self)))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .single(let choice):
      var value = encoder.singleValueContainer()
      try value.encode(choice)
    case .multiple(let choices):
      var value = encoder.singleValueContainer()
      try value.encode(choices.sorted())
    case .scale(let step):
      var value = encoder.singleValueContainer()
      try value.encode(step)
    case .text(let text):
      var keyed = encoder.container(keyedBy: Key.self)
      try keyed.encode(text, forKey: .text)
    }
  }
}
