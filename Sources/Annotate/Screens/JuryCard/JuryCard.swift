import AnnotationCore
import TerminalKit

/// What the jury says of an item that the user has committed, beside what they said themselves.
struct JuryCard: Card {
  var item: ItemID
  /// The item's language: reasons are laid out by it.
  var language: String
  var position: QueuePosition
  var opinion: JuryOpinion
  /// The user's own labels in force, by stage.
  var own: [StageNumber: Labels]
  /// Whether a decision rests on them.
  var isSettled: Bool
  var scroll = 0

  var title: String { "The jury's labels" }

  func commands(in app: App) -> [CardCommand] {
    guard whyNotRevise == nil else { return [.closing(help: "close")] }
    let stages = own.count
    return [
      .closing(help: "keep"),
      revising(1, by: "R", help: stages < 2 ? "revise" : "revise stage \(stages)"),
    ] + (stages < 2 ? [] : [revising(stages, by: "A", help: "all stages")])
  }

  /// The command that takes back the last stages that the user committed.
  private func revising(_ stages: Int, by key: Character, help: String) -> CardCommand {
    .closing([.character(key)], help: help) { [item, position] _ in
      Array(repeating: .withdraw(item, position), count: stages)
    }
  }

  /// Why the user's labels cannot be taken back, or nil.
  var whyNotRevise: String? {
    isSettled ? "This item is decided. Flag it if something is wrong." : nil
  }

  /// One field with the user's label and the jury's.
  struct Row: Hashable, Sendable {
    var title: String
    var own: String
    /// What jurors said, such as `2× good · 1× bad`.
    var jury: String
    /// Whether more than half of the jurors who answered said the very same; nil where none did, and
    /// for a field that is everybody's own.
    var agrees: Bool?
  }

  /// The user's values of all stages.
  var values: FieldValues {
    own.values.reduce(into: [:]) { all, labels in all.merge(labels.values) { $1 } }
  }
}

extension JuryOpinion {
  /// The jury in a few words, such as `3 models, which may be wrong`.
  var words: String {
    let models = counted(statements.count, "model")
    let abstaining = statements.count(where: \.abstains)
    return models + (abstaining > 0 ? ", \(abstaining) undecided" : "") + ", which may be wrong"
  }
}

extension App {
  /// What the user and the jury said, field by field, a selected criterion before its stage.
  func rows(of card: JuryCard) -> [JuryCard.Row] {
    guideline.stageNumbers.flatMap { stage in
      (guideline[stage].criterion.selectBy.isEmpty ? [] : [criterionRow(card, of: stage)])
        + guideline.fields(of: stage).filter { !$0.kind.isText }.compactMap { row(of: $0, card) }
    }
  }

  private func row(of field: Field, _ card: JuryCard) -> JuryCard.Row? {
    let own = card.values[field.id]
    let answers = card.opinion.answers(to: field.id)
    guard own != nil || answers > 0 else { return nil }
    return JuryCard.Row(
      title: field.title.text(in: language),
      own: words(for: own, of: field.id),
      jury: votes(in: card.opinion, on: field),
      agrees: field.resolution == .collect
        ? nil : own.flatMap { card.opinion.agreement(with: $0, in: field.id) }.map { $0 > 0.5 }
    )
  }

  private func criterionRow(_ card: JuryCard, of stage: StageNumber) -> JuryCard.Row {
    func title(_ id: CriterionID?) -> String {
      guideline.criterion(id)?.title.text(in: language) ?? "set aside"
    }
    let given = card.opinion.statements.filter { !$0.abstains }.map { voice in
      voice.criteria.indices.contains(stage.index) ? voice.criteria[stage.index] : nil
    }
    let own = card.own[stage]?.criterion
    let ids = guideline.criteria.map { Optional($0.id) } + [nil]
    let counts = ids.map { id in (title(id), given.count { $0 == id }) }
    return JuryCard.Row(
      title: "Criterion",
      own: title(own),
      jury: tally(counts),
      agrees: given.isEmpty ? nil : given.count { $0 == own } * 2 > given.count
    )
  }

  /// What jurors said of a field, the most frequent first.
  private func votes(in opinion: JuryOpinion, on field: Field) -> String {
    var counts: [(String, Int)] = []
    switch field.kind {
    case .single, .multiple:
      counts = guideline.choices(of: field, under: nil).map { choice in
        (choice.title.text(in: language), opinion.votes(for: choice.id, in: field.id))
      }
      counts.append(("none", opinion.votes(for: .multiple([]), in: field.id)))
    case .scale(let steps, _):
      counts = steps.map { (String($0), opinion.votes(for: .scale($0), in: field.id)) }
    case .text: break
    }
    return tally(counts)
  }

  private func tally(_ counts: [(words: String, votes: Int)]) -> String {
    let given = counts.enumerated().filter { $0.element.votes > 0 }
      .sorted { ($1.element.votes, $0.offset) < ($0.element.votes, $1.offset) }
    let words = given.map { "\($0.element.votes)× \($0.element.words)" }
    return words.isEmpty ? "–" : words.joined(separator: " · ")
  }

  /// What jurors wrote, such as `juror 2 · Rationale: …`.
  func reasons(in opinion: JuryOpinion, to fields: [Field]) -> [String] {
    opinion.statements.enumerated().flatMap { number, voice in
      fields.compactMap { field -> String? in
        guard case .text(let text) = voice.values[field.id] else { return nil }
        return "juror \(number + 1) · \(field.title.text(in: language)): \(text)"
      }
    }
  }

  /// How many jurors gave a choice or a step, such as `jury 2 of 3`; nil where none did.
  func votes(for value: FieldValue, of field: Field, in opinion: JuryOpinion?) -> String? {
    guard let opinion else { return nil }
    let votes: Int =
      if case .single(let choice) = value {
        opinion.votes(for: choice, in: field.id)
      } else {
        opinion.votes(for: value, in: field.id)
      }
    return votes == 0 ? nil : "jury \(votes) of \(opinion.answers(to: field.id))"
  }

  /// What suggestions are, in a sentence.
  func words(for opinion: JuryOpinion) -> String {
    opinion.mode == .before
      ? "Suggestions of the jury (\(opinion.words)). Judge for yourself."
      : "You have seen what the jury says; it may be wrong. Judge for yourself."
  }
}
