extension GuidelineChanges {
  /// The changes that would leave labels without a meaning.
  /// - Parameter used: the fields that hold labels, with the choices that these name; a criterion
  ///   that was applied counts as a choice of the field `criterion`.
  package func refusals(used: [FieldID: Set<ChoiceID>]) -> [Change] {
    changes.filter { change in
      switch change.kind {
      case .otherGuideline, .flowChanged, .stagesChanged:
        !used.isEmpty || change.kind == .otherGuideline
      case .fieldRemoved, .fieldKind: change.field.map { used[$0] != nil } ?? false
      case .choiceRemoved:
        change.choice.map { used[change.field ?? ""]?.contains($0) ?? false } ?? false
      case .pointRemoved:
        change.choice.map { point in used.values.contains { $0.contains(point) } } ?? false
      case .criterionRemoved:
        change.choice.map { used["criterion"]?.contains($0) ?? false } ?? false
      default: false
      }
    }
  }
}

extension GuidelineChanges.Change {
  /// The change in a sentence.
  package func sentence(in language: String) -> String {
    let name = "'\(title.text(in: language))'"
    let former = formerTitle.map { "'\($0.text(in: language))'" } ?? name
    return switch kind {
    case .otherGuideline: "This is another guideline: \(name)."
    case .flowChanged: "Later stages open at another time than before."
    case .stagesChanged: "The number of stages has changed."
    case .tableChanged: "What leads to the criterion of the stage \(name) has changed."
    case .decisionsChanged: "The rules of decision have changed."
    case .timeChanged: "The time of work is measured differently."
    case .trainingChanged: "The rules of training and of gold items have changed."
    case .singleStageChanged: "Which items are labelled in the last stage alone has changed."
    case .assistanceChanged: "Whether and when annotators see the jury's labels has changed."
    case .languageAdded: "The guideline can now be read in \(name)."
    case .languageRemoved: "The guideline can no longer be read in \(name)."
    case .fieldAdded: "There is a new field \(name)."
    case .fieldRemoved: "The field \(name) is gone."
    case .fieldRenamed: "The field \(former) is now called \(name)."
    case .fieldHelp: "The field \(name) is explained differently."
    case .fieldKind: "The field \(name) takes values of another kind."
    case .fieldCondition: "The field \(name) is asked at another time than before."
    case .choiceAdded, .pointAdded: "There is a new choice \(name)."
    case .choiceRemoved, .pointRemoved: "The choice \(name) is gone."
    case .choiceRenamed, .pointRenamed: "The choice \(former) is now called \(name)."
    case .choiceHelp, .pointHelp: "The choice \(name) is explained differently."
    case .choiceKey, .pointKey: "The choice \(name) has another key."
    case .criterionAdded: "There is a new criterion \(name)."
    case .criterionRemoved: "The criterion \(name) is gone."
    case .criterionRenamed: "The criterion \(former) is now called \(name)."
    case .criterionHelp: "The criterion \(name) is explained differently."
    case .criterionPoints: "The criterion \(name) looks for other points."
    }
  }
}
