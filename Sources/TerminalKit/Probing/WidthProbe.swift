package import SafeText

/// A text that a terminal is asked about: where its cursor is after it.
package struct WidthProbe: Hashable, Sendable {
  /// What the answer tells.
  package let kind: WidthClass
  package let text: String
  /// The columns that are not what is asked for: those of the letter that a mark stands on.
  package let base: Int
  /// The answers that make sense, less the base; with others the terminal is held to say nothing.
  package let range: ClosedRange<Int>

  private init(_ kind: WidthClass, _ text: String, base: Int = 0, _ range: ClosedRange<Int>) {
    self.kind = kind
    self.text = text
    self.base = base
    self.range = range
  }

  /// What each terminal is asked.
  package static let all: [WidthProbe] = [
    .init(.spacingMark(.devanagari), "\u{915}\u{93E}", base: 1, 0...1),
    .init(.mark(.devanagari), "\u{915}\u{941}", base: 1, 0...1),
    .init(.conjunctLetter(.devanagari), "\u{915}\u{94D}\u{937}", base: 1, 0...1),
    .init(.spacingMark(.bengali), "\u{995}\u{9BE}", base: 1, 0...1),
    .init(.mark(.bengali), "\u{995}\u{9C1}", base: 1, 0...1),
    .init(.conjunctLetter(.bengali), "\u{995}\u{9CD}\u{9B7}", base: 1, 0...1),
    .init(.spacingMark(.tamil), "\u{B95}\u{BBE}", base: 1, 0...1),
    .init(.mark(.tamil), "\u{B95}\u{BCD}", base: 1, 0...1),
    .init(.spacingMark(.telugu), "\u{C15}\u{C41}", base: 1, 0...1),
    .init(.mark(.telugu), "\u{C15}\u{C3E}", base: 1, 0...1),
    .init(.spacingMark(.sinhala), "\u{D9A}\u{DCF}", base: 1, 0...1),
    .init(.mark(.sinhala), "\u{D9A}\u{DD2}", base: 1, 0...1),
    .init(.spacingMark(.burmese), "\u{1000}\u{1031}", base: 1, 0...1),
    .init(.separateMark(.burmese), "\u{1000}\u{102C}", base: 1, 0...1),
    .init(.mark(.burmese), "\u{1000}\u{102D}", base: 1, 0...1),
    .init(.spacingMark(.khmer), "\u{1780}\u{17B6}", base: 1, 0...1),
    .init(.mark(.khmer), "\u{1780}\u{17B7}", base: 1, 0...1),
    .init(.mark(.thai), "\u{E01}\u{E35}", base: 1, 0...1),
    .init(.saraAm, "\u{E01}\u{E33}", base: 1, 0...1),
    .init(.mark(.arabic), "\u{628}\u{64E}", base: 1, 0...1),
    .init(.mark(.hebrew), "\u{5D1}\u{5B8}", base: 1, 0...1),
    .init(.presentationForm, "\u{FE91}", 1...2),
    .init(.jamo, "\u{1112}\u{1161}", base: 2, 0...2),
    .init(.ambiguous, "\u{2500}", 1...2),
    .init(.emojiVariation, "\u{2602}\u{FE0F}", 1...2),
    .init(.flag, "\u{1F1E9}\u{1F1EA}", 1...4),
    .init(.toned, "\u{1F44D}\u{1F3FD}", 1...4),
    .init(.joinedEmoji, "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", 1...6),
  ]
}
