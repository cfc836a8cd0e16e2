/// What differs between two versions of a guideline, in the order in which one reads it.
package struct GuidelineChanges: Hashable, Sendable {
  package private(set) var changes: [Change] = []

  /// One difference.
  package struct Change: Hashable, Sendable {
    package var kind: Kind
    /// What it is about, as it is called now, or was.
    package var title: LocalizedText
    /// What it was called before, where that differs.
    package var formerTitle: LocalizedText?
    /// The field, and the choice of it, that it is about.
    package var field: FieldID?
    package var choice: ChoiceID?

    package enum Kind: String, Hashable, Sendable {
      case otherGuideline, flowChanged, stagesChanged, tableChanged, decisionsChanged, timeChanged,
        trainingChanged
      case singleStageChanged, assistanceChanged
      case languageAdded, languageRemoved
      case fieldAdded, fieldRemoved, fieldRenamed, fieldHelp, fieldKind, fieldCondition
      case choiceAdded, choiceRemoved, choiceRenamed, choiceHelp, choiceKey
      case criterionAdded, criterionRemoved, criterionRenamed, criterionHelp, criterionPoints
      case pointAdded, pointRemoved, pointRenamed, pointHelp, pointKey
    }
  }

  package init(from old: Guideline, to new: Guideline) {
    let whole = new.title
    if old.id != new.id { note(.otherGuideline, whole) }
    for language in new.languages where !old.languages.contains(language) {
      note(.languageAdded, LocalizedText(language))
    }
    for language in old.languages where !new.languages.contains(language) {
      note(.languageRemoved, LocalizedText(language))
    }
    if old.flow != new.flow { note(.flowChanged, whole) }
    if old.stages.count != new.stages.count { note(.stagesChanged, whole) }
    compareFields(old, new)
    for (before, stage) in zip(old.stages, new.stages) where before.criterion != stage.criterion {
      note(.tableChanged, stage.title)
    }
    compareCriteria(old, new)
    compare(old.points, new.points, of: nil, as: Self.points)
    if old.decisions != new.decisions { note(.decisionsChanged, whole) }
    if old.time != new.time { note(.timeChanged, whole) }
    if old.training != new.training || old.gold != new.gold { note(.trainingChanged, whole) }
    if old.singleStage != new.singleStage { note(.singleStageChanged, whole) }
    if old.assistance != new.assistance { note(.assistanceChanged, whole) }
  }

  private mutating func note(
    _ kind: Change.Kind,
    _ title: LocalizedText,
    was former: LocalizedText? = nil,
    field: FieldID? = nil,
    choice: ChoiceID? = nil
  ) {
    changes.append(
      Change(kind: kind, title: title, formerTitle: former, field: field, choice: choice)
    )
  }

  private mutating func compareFields(_ old: Guideline, _ new: Guideline) {
    for field in new.fields {
      guard let before = old.field(field.id) else {
        note(.fieldAdded, field.title, field: field.id)
        continue
      }
      if before.title != field.title {
        note(.fieldRenamed, field.title, was: before.title, field: field.id)
      }
      if before.help != field.help { note(.fieldHelp, field.title, field: field.id) }
      if before.when != field.when || before.isOptional != field.isOptional
        || old.stage(of: field.id) != new.stage(of: field.id)
        || before.endingChoices != field.endingChoices
      {
        note(.fieldCondition, field.title, field: field.id)
      }
      if !before.kind.isSame(as: field.kind) { note(.fieldKind, field.title, field: field.id) }
      compare(before.kind.listed, field.kind.listed, of: field, as: Self.choices)
    }
    for field in old.fields where new.field(field.id) == nil {
      note(.fieldRemoved, field.title, field: field.id)
    }
  }

  /// The kinds for choices of a field, and for points.
  private typealias Kinds = (
    added: Change.Kind, removed: Change.Kind, renamed: Change.Kind, help: Change.Kind,
    key: Change.Kind
  )
  private static let choices: Kinds = (
    .choiceAdded, .choiceRemoved, .choiceRenamed, .choiceHelp, .choiceKey
  )
  private static let points: Kinds = (
    .pointAdded, .pointRemoved, .pointRenamed, .pointHelp, .pointKey
  )

  private mutating func compare(
    _ old: [Choice],
    _ new: [Choice],
    of field: Field?,
    as kinds: Kinds
  ) {
    for choice in new {
      let title = choice.title
      let note = { (kind: Change.Kind, former: LocalizedText?, changes: inout Self) in
        changes.note(kind, title, was: former, field: field?.id, choice: choice.id)
      }
      guard let before = old.first(where: { $0.id == choice.id }) else {
        note(kinds.added, nil, &self)
        continue
      }
      if before.title != title { note(kinds.renamed, before.title, &self) }
      if before.help != choice.help || before.examples != choice.examples {
        note(kinds.help, nil, &self)
      }
      if before.key != choice.key { note(kinds.key, nil, &self) }
    }
    for choice in old where !new.contains(where: { $0.id == choice.id }) {
      note(kinds.removed, choice.title, field: field?.id, choice: choice.id)
    }
  }

  private mutating func compareCriteria(_ old: Guideline, _ new: Guideline) {
    for criterion in new.criteria {
      guard let before = old.criterion(criterion.id) else {
        note(.criterionAdded, criterion.title)
        continue
      }
      if before.title != criterion.title {
        note(.criterionRenamed, criterion.title, was: before.title)
      }
      if before.help != criterion.help || before.examples != criterion.examples {
        note(.criterionHelp, criterion.title)
      }
      if before.points != criterion.points { note(.criterionPoints, criterion.title) }
    }
    for criterion in old.criteria where new.criterion(criterion.id) == nil {
      note(.criterionRemoved, criterion.title, choice: criterion.id)
    }
  }
}

extension Field.Kind {
  /// The choices that are listed with the field.
  package var listed: [Choice] {
    switch self {
    case .single(.listed(let choices)), .multiple(.listed(let choices)): choices
    case .single, .multiple, .scale, .text: []
    }
  }

  /// Whether values of one kind are values of the other.
  fileprivate func isSame(as other: Field.Kind) -> Bool {
    switch (self, other) {
    case (.single(let a), .single(let b)), (.multiple(let a), .multiple(let b)):
      (a == .points) == (b == .points)
    case (.scale(let a, _), .scale(let b, _)): a == b
    case (.text(let a), .text(let b)): a == b
    default: false
    }
  }
}
