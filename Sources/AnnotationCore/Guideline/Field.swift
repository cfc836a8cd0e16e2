package typealias FieldID = String
package typealias ChoiceID = String

/// One question that the guideline asks about an item.
package struct Field: Hashable, Sendable, Codable {
  package var id: FieldID
  package var title: LocalizedText
  package var help: LocalizedText
  package var kind: Kind
  /// Whether a stage may be committed without a value.
  ///
  /// An optional *multiple* field left alone means that nothing applies.
  package var isOptional: Bool
  /// Conditions on single-choice fields asked earlier, all of which must hold for this one to be asked.
  package var when: Conditions
  package var resolution: Resolution
  /// The share of the raters that must agree, above one half, to 1; nil for what the resolution says: all
  /// (unanimous), or more than half (majority).
  package var share: Double?
  /// Humans whose label counts, for this field to be decided by rule; nil for what the policy says.
  package var minimumRaters: Int?
  /// Choices of a *single* field that put the item outside the benchmark: nothing more is asked.
  package var endingChoices: [ChoiceID]

  package init(
    id: FieldID,
    title: LocalizedText,
    help: LocalizedText,
    kind: Kind,
    isOptional: Bool = false,
    when: Conditions = [:],
    resolution: Resolution,
    share: Double? = nil,
    minimumRaters: Int? = nil,
    endingChoices: [ChoiceID] = []
  ) {
    self.id = id
    self.title = title
    self.help = help
    self.kind = kind
    self.isOptional = isOptional
    self.when = when
    self.resolution = resolution
    self.share = share
    self.minimumRaters = minimumRaters
    self.endingChoices = endingChoices
  }

  /// The most characters that a guideline can let a text have.
  package static let longestText = 1_000_000

  /// What a field takes as its value.
  package enum Kind: Hashable, Sendable, Codable {
    case single(Options)
    case multiple(Options)
    case scale(ClosedRange<Int>, labels: [Int: LocalizedText])
    /// Free text of at most so many characters, from 1 to ``Field/longestText``.
    case text(maximum: Int)
  }

  /// Where a field's choices come from.
  package enum Options: Hashable, Sendable, Codable {
    case listed([Choice])
    /// The points of the criterion that the stage is judged by.
    case points
  }

  /// How raters' labels become the label of record.
  package enum Resolution: String, Hashable, Sendable, Codable, CaseIterable {
    /// All humans who count agree (or a share of them), and the jury with them.
    case unanimous = "unanimous"
    /// More than half of the humans (or another share), or else of humans and jurors together.
    case majority = "majority"
    /// Never decided: every rater's own value is kept.
    case collect = "collect"
  }

  /// Whether a value ends the item.
  package func isEnding(_ value: FieldValue?) -> Bool {
    guard !endingChoices.isEmpty, case .single(let choice) = value else { return false }
    return endingChoices.contains(choice)
  }
}

/// One answer that a field offers, or one point that a criterion looks for.
package struct Choice: Hashable, Sendable, Codable {
  package var id: ChoiceID
  /// The single character that chooses it.
  package var key: String
  package var title: LocalizedText
  package var help: LocalizedText
  /// Cases to learn from.
  package var examples: [LocalizedText]

  package init(
    id: ChoiceID,
    key: String,
    title: LocalizedText,
    help: LocalizedText,
    examples: [LocalizedText] = []
  ) {
    self.id = id
    self.key = key
    self.title = title
    self.help = help
    self.examples = examples
  }

  /// Reads a choice as a project keeps it, with or without examples.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(ChoiceID.self, forKey: .id)
    key = try values.decode(String.self, forKey: .key)
    title = try values.decode(LocalizedText.self, forKey: .title)
    help = try values.decode(LocalizedText.self, forKey: .help)
    examples = try values.decodeIfPresent([LocalizedText].self, forKey: .examples) ?? []
  }
}

/// For each named field the choices of which it must have one.
package typealias Conditions = [FieldID: [ChoiceID]]

extension Conditions {
  /// Whether every named field holds one of its choices.
  package func hold(in values: FieldValues) -> Bool {
    allSatisfy { field, choices in
      if case .single(let choice) = values[field] { choices.contains(choice) } else { false }
    }
  }
}
