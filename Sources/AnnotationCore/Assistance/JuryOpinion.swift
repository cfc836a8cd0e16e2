/// What jurors said of an item, as its annotator is shown it: without their names.
package struct JuryOpinion: Hashable, Sendable {
  /// When it is shown: before the annotator answers, or after.
  package var mode: AssistancePolicy.Mode
  /// Juror 1, juror 2 …: numbered anew on each item, so that nobody learns to follow one of them.
  package var statements: [Statement]

  package init(mode: AssistancePolicy.Mode, statements: [Statement]) {
    self.mode = mode
    self.statements = statements
  }

  /// One juror's labels, as far as they are shown.
  package struct Statement: Hashable, Sendable {
    /// The ids of all reviews that it follows from.
    package var reviews: [Int64]
    package var values: FieldValues
    /// The criterion by which the juror judged each stage that it came to; empty where one stage alone
    /// is shown.
    package var criteria: [CriterionID?]
    /// Whether the juror's trials have no way in common, so that it says nothing.
    package var abstains: Bool

    package init(
      reviews: [Int64],
      values: FieldValues,
      criteria: [CriterionID?] = [],
      abstains: Bool = false
    ) {
      self.reviews = reviews
      self.values = values
      self.criteria = criteria
      self.abstains = abstains
    }
  }

  /// Jurors who answered a field.
  package func answers(to field: FieldID) -> Int {
    statements.count { $0.values[field] != nil }
  }

  /// Jurors who gave a choice, alone or among others.
  package func votes(for choice: ChoiceID, in field: FieldID) -> Int {
    statements.count { voice in
      switch voice.values[field] {
      case .single(let given): given == choice
      case .multiple(let given): given.contains(choice)
      case .scale, .text, nil: false
      }
    }
  }

  /// Jurors who gave a whole value.
  package func votes(for value: FieldValue, in field: FieldID) -> Int {
    statements.count { $0.values[field] == value }
  }

  /// The share of the jurors who answered a field that gave this very value; nil where none answered.
  package func agreement(with value: FieldValue, in field: FieldID) -> Double? {
    let answers = answers(to: field)
    return answers == 0 ? nil : Double(votes(for: value, in: field)) / Double(answers)
  }
}
