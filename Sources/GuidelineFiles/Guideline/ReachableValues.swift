import AnnotationCore

/// All values that the fields can take together on which it depends where an item goes, with regard to
/// when each is asked, whether it may be left open, and what sets the item aside.
struct ReachableValues {
  /// The values of the items that a stage is asked of.
  private(set) var values: [FieldValues] = [[:]]

  var isEmpty: Bool { values.isEmpty }

  /// The ways to the end of the stage before the one at a place, none of them set aside.
  /// - Parameter selectors: fields whose values are wanted, besides those that decide where items go.
  init(before place: Int, of stages: [Guideline.Stage], selectors: [FieldID] = []) {
    let needed = Self.needed(for: selectors, before: place, of: stages)
    for index in 0..<place {
      enter(stages[index])
      for field in stages[index].fields where needed.contains(field.id) {
        fill(field, of: stages[index])
      }
      values.removeAll { stages[index].isEnded(by: $0) }
    }
  }

  /// The ways to a stage that its own table leads to it.
  init(to place: Int, of stages: [Guideline.Stage]) {
    self.init(before: place, of: stages, selectors: stages[place].criterion.selectBy)
    enter(stages[place])
  }

  /// Takes out the items that a stage's table sets aside, or says nothing of.
  private mutating func enter(_ stage: Guideline.Stage) {
    guard case .selected(let table) = stage.criterion else { return }
    values.removeAll { table.selection(for: $0)?.criterion == nil }
  }

  private mutating func fill(_ field: Field, of stage: Guideline.Stage) {
    guard case .single(.listed(let choices)) = field.kind else { return }
    values = values.flatMap { values -> [FieldValues] in
      guard stage.asks(field, given: values) else { return [values] }
      let answered = choices.map { choice in
        values.merging([field.id: .single(choice.id)]) { _, new in new }
      }
      return field.isOptional ? answered + [values] : answered
    }
  }

  /// The fields that select, those that may end the item, and what decides whether these are asked.
  private static func needed(
    for selectors: [FieldID],
    before place: Int,
    of stages: [Guideline.Stage]
  ) -> Set<FieldID> {
    let stages = stages.prefix(place)
    var ids = Set(selectors)
    for stage in stages {
      ids.formUnion(stage.criterion.selectBy)
      ids.formUnion(stage.endingFields.map(\.id))
    }
    for field in stages.flatMap(\.fields).reversed() where ids.contains(field.id) {
      ids.formUnion(field.when.keys)
    }
    return ids
  }
}
