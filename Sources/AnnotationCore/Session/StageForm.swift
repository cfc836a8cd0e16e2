/// One stage of one item while it is being filled in: which fields are asked, what they hold, and
/// whether it can be committed.
///
/// Values of fields that are not asked any more stay in ``values``, so that a slip of a key costs
/// nothing, and are left out of ``labels()``.
package struct StageForm: Hashable, Sendable {
  package let guideline: Guideline
  /// What the stage is filled in on.
  package let basis: StageBasis
  package private(set) var values: FieldValues

  package var stage: StageNumber { basis.stage }

  /// The form of a stage.
  ///
  /// Points that a draft holds and the criterion does not look for are left out: they were marked
  /// under another one, and no key could take them back here.
  package init(_ guideline: Guideline, on basis: StageBasis, draft: FieldValues = [:]) {
    self.guideline = guideline
    self.basis = basis
    values = draft
    for field in guideline.fields(of: basis.stage) {
      guard case .multiple(.points) = field.kind, case .multiple(let marked) = draft[field.id]
      else { continue }
      let offered = guideline.choices(of: field, under: basis.criterion).map(\.id)
      values[field.id] = .multiple(marked.intersection(offered))
    }
  }

  /// The stage's fields that are asked, given the values so far.
  package var askedFields: [Field] {
    var asked: [Field] = []
    var reachable = basis.values
    for field in guideline.fields(of: stage)
    where guideline.asks(field, in: stage, given: reachable) {
      asked.append(field)
      reachable[field.id] = values[field.id]
    }
    return asked
  }

  /// The criterion that the stage is judged by, or nil where it has none.
  package var criterion: Criterion? { guideline.criterion(basis.criterion) }

  /// What comes after the stage as it is filled in, or nil while that is not clear.
  package var next: NextStage? {
    guideline.next(after: stage, given: basis.values.merging(askedValues) { $1 })
  }

  /// The choices that a field offers here, in order.
  package func choices(of field: Field) -> [Choice] {
    guideline.choices(of: field, under: basis.criterion)
  }

  /// Takes a choice: a *single* field holds it alone, a *multiple* field adds or removes it.
  package mutating func choose(_ choice: ChoiceID, in field: Field) {
    switch field.kind {
    case .single: values[field.id] = .single(choice)
    case .multiple:
      var chosen = chosen(in: field)
      if chosen.remove(choice) == nil { chosen.insert(choice) }
      values[field.id] = .multiple(chosen)
    case .scale, .text: break
    }
  }

  /// Takes a step of a *scale* field; a step outside the scale is ignored.
  package mutating func rate(_ step: Int, in field: Field) {
    guard case .scale(let steps, _) = field.kind, steps.contains(step) else { return }
    values[field.id] = .scale(step)
  }

  /// Takes the text of a *text* field; an empty one counts as none.
  package mutating func write(_ text: String, in field: Field) {
    guard case .text = field.kind else { return }
    values[field.id] = text.isEmpty ? nil : .text(text)
  }

  /// Says that none of an optional *multiple* field's choices applies, where none is taken.
  package mutating func confirmNone(in field: Field) {
    guard case .multiple = field.kind, field.isOptional, values[field.id] == nil else { return }
    values[field.id] = .multiple([])
  }

  /// Puts back how the form was before.
  package mutating func replace(with earlier: FieldValues) { values = earlier }

  /// Empties a field.
  package mutating func clear(_ field: Field) { values[field.id] = nil }

  /// The choices that a field holds.
  package func chosen(in field: Field) -> Set<ChoiceID> {
    switch values[field.id] {
    case .single(let choice): [choice]
    case .multiple(let choices): choices
    case .scale, .text, nil: []
    }
  }

  /// Whether a field holds something, or needs nothing.
  package func isComplete(_ field: Field) -> Bool {
    field.isOptional || problem(with: field) == nil
  }

  /// What stands in the way of committing, in the order of the fields.
  package var problems: [Problem] {
    askedFields.compactMap { problem(with: $0) }
  }

  /// What is wrong with one field, or nil.
  package func problem(with field: Field) -> Problem? {
    guideline.problem(with: values[field.id], of: field, under: basis.criterion)
      .map { .illegal(field.id, $0) }
  }

  /// The labels to commit.
  /// - Throws: the first of ``problems``.
  package func labels() throws(Problem) -> Labels {
    if let problem = problems.first { throw problem }
    guard next != nil else { throw .selectsNothing(guideline[stage.next].criterion.selectBy) }
    var labelled = askedValues
    for field in askedFields where labelled[field.id] == nil {
      if case .multiple = field.kind { labelled[field.id] = .multiple([]) }
    }
    return Labels(values: labelled, criterion: basis.criterion)
  }

  private var askedValues: FieldValues {
    let asked = Set(askedFields.map(\.id))
    return values.filter { asked.contains($0.key) }
  }

  /// Why a stage cannot be committed.
  package enum Problem: Error, Hashable, Sendable {
    /// The field cannot hold what it holds, or needs something.
    case illegal(FieldID, IllegalValue)
    /// No row of the next stage's table fits; a checked guideline has none.
    case selectsNothing([FieldID])

    /// The field to look at.
    package var field: FieldID? {
      switch self {
      case .illegal(let id, _): id
      case .selectsNothing(let ids): ids.first
      }
    }
  }
}
