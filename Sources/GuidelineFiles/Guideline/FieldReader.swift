import AnnotationCore
import Yams

/// Fields and their conditions.
extension GuidelineReader {
  /// - Parameters:
  ///   - hasCriterion: whether its stage is judged by a criterion.
  ///   - earlier: the fields asked before this one.
  ///   - all: the nodes of the stages, to tell a field that comes later from one that is nowhere.
  func readField(
    _ node: Node,
    hasCriterion: Bool,
    earlier: [Field],
    all: [Node],
    register: inout Register
  ) -> Field? {
    guard let record = Record(node, "a field", keys: GuidelineKeys.field, in: document) else {
      return nil
    }
    let id = record.requiredWord("id") ?? ""
    register.take(id, at: record["id"] ?? node, in: document)
    let (kind, endingChoices) = readKind(record, id: id, hasCriterion: hasCriterion)
    let byDefault: Field.Resolution =
      switch kind {
      case .single, .multiple, nil: .unanimous
      case .scale, .text: .collect
      }
    let title = record.required("title").map { text($0, "a title") }
    let help = record.required("help").map { text($0, "a help text") }
    let none = LocalizedText([:], fallback: languages.first ?? "en")
    let resolution =
      record.value("resolve", as: "way to resolve", Field.Resolution.self) ?? byDefault
    return Field(
      id: id,
      title: title ?? none,
      help: help ?? none,
      kind: kind ?? .text(maximum: 1),
      isOptional: record.flag("optional") ?? false,
      when: record["when"].map { readConditions($0, of: id, earlier: earlier, all: all) } ?? [:],
      resolution: resolution,
      share: readShare(record, resolution),
      minimumRaters: readMinimumRaters(record, resolution),
      endingChoices: endingChoices
    )
  }

  /// The share of the raters that must agree.
  private func readShare(_ record: Record, _ resolution: Field.Resolution) -> Double? {
    guard let share = record.number("share"), let node = record["share"] else { return nil }
    if resolution == .collect {
      document.report(.outOfRange("a field that is collected needs no share"), at: node)
    }
    if share <= 0.5 || share > 1 {
      document.report(.outOfRange("a share is above 0.5, and at most 1"), at: node)
    }
    return share
  }

  private func readMinimumRaters(_ record: Record, _ resolution: Field.Resolution) -> Int? {
    guard let raters = record.integer("minimum_raters"), let node = record["minimum_raters"] else {
      return nil
    }
    if resolution == .collect {
      document.report(.outOfRange("a field that is collected needs no number of raters"), at: node)
    }
    if raters < 1 { document.report(.outOfRange("a field needs at least one rater"), at: node) }
    return raters
  }

  /// The kind, and the choices that set the item aside.
  private func readKind(
    _ record: Record,
    id: FieldID,
    hasCriterion: Bool
  ) -> (Field.Kind?, endingChoices: [ChoiceID]) {
    guard let node = record.required("kind") else { return (nil, []) }
    switch node.string ?? "" {
    case "single":
      let options = readOptions(record, hasCriterion: hasCriterion)
      return (options.map(Field.Kind.single), readEndingChoices(record).map(\.id))
    case "multiple":
      let options = readOptions(record, hasCriterion: hasCriterion)
      for choice in readEndingChoices(record) {
        document.report(.endingChoiceNotSingle(id), at: choice.node)
      }
      return (options.map(Field.Kind.multiple), [])
    default: return (readValueKind(record, node), [])
    }
  }

  /// The choices of a field with `set_aside`, each with the place where that stands.
  private func readEndingChoices(_ record: Record) -> [(id: ChoiceID, node: Node)] {
    (record["choices"]?.sequence ?? []).compactMap { choice in
      guard let flag = choice["set_aside"] else { return nil }
      guard let isEnding = flag.bool else {
        document.report(.wrongType(expected: "true or false"), at: flag)
        return nil
      }
      return isEnding ? (choice["id"]?.string ?? "", flag) : nil
    }
  }

  private func readValueKind(_ record: Record, _ node: Node) -> Field.Kind? {
    switch node.string ?? "" {
    case "scale":
      guard record.required("minimum") != nil, let maximum = record.required("maximum"),
        let low = record.integer("minimum"), let high = record.integer("maximum")
      else { return nil }
      guard low < high, low >= 0, high <= 9 else {
        document.report(
          .outOfRange("a scale cannot go from \(low) to \(high): it goes up, between 0 and 9"),
          at: maximum
        )
        return nil
      }
      return .scale(low...high, labels: readLabels(record, steps: low...high))
    case "text":
      guard let node = record.required("maximum"), let maximum = record.integer("maximum") else {
        return nil
      }
      if maximum < 1 {
        document.report(.outOfRange("the maximum is at least 1"), at: node)
      } else if maximum > Field.longestText {
        let what = "a text has at most \(Field.longestText) characters"
        document.report(.outOfRange(what), at: node)
      }
      return .text(maximum: maximum)
    case let other:
      document.report(
        .unknownValue(other, of: "kind of field", allowed: GuidelineKeys.kinds),
        at: node
      )
      return nil
    }
  }

  private func readOptions(_ record: Record, hasCriterion: Bool) -> Field.Options? {
    guard let node = record.required("choices") else { return nil }
    if node.scalar?.string == "points" {
      if !hasCriterion { document.report(.pointsWithoutCriterion, at: node) }
      return .points
    }
    let choices = readChoices(node, record, "choice", keys: GuidelineKeys.choice, clashes: true)
    if choices.isEmpty { document.report(.empty("'choices'"), at: node) }
    return .listed(choices)
  }

  private func readLabels(_ record: Record, steps: ClosedRange<Int>) -> [Int: LocalizedText] {
    guard let node = record["labels"] else { return [:] }
    guard let mapping = node.mapping else {
      document.report(.wrongType(expected: "steps and their labels"), at: node)
      return [:]
    }
    var labels: [Int: LocalizedText] = [:]
    for (key, value) in mapping {
      guard let step = key.int, steps.contains(step) else {
        document.report(
          .outOfRange("the scale has no step '\(key.string ?? "")'"),
          at: key
        )
        continue
      }
      labels[step] = text(value, "a label")
    }
    return labels
  }

  private func readConditions(
    _ node: Node,
    of field: FieldID,
    earlier: [Field],
    all: [Node]
  ) -> Conditions {
    guard let mapping = node.mapping else {
      document.report(.wrongType(expected: "a field and its choices"), at: node)
      return [:]
    }
    var conditions: Conditions = [:]
    for (key, value) in mapping {
      let other = key.string ?? ""
      guard let known = earlier.first(where: { $0.id == other }) else {
        let isLater = all.contains { stage in
          stage["fields"]?.sequence?.contains { $0["id"]?.string == other } == true
        }
        document.report(
          isLater
            ? .conditionOnLater(other, field: field)
            : .unknownReference(other, to: "field", known: earlier.map(\.id)),
          at: key
        )
        continue
      }
      conditions[other] = readCondition(value, on: known, at: key)
    }
    return conditions
  }

  /// The choices of one condition, each of which the field must offer.
  func readCondition(_ node: Node, on field: Field, at key: Node) -> [ChoiceID] {
    guard case .single(.listed(let choices)) = field.kind else {
      document.report(.conditionNotSingle(field.id), at: key)
      return []
    }
    guard let sequence = node.sequence else {
      document.report(.wrongType(expected: "a list of choices"), at: node)
      return []
    }
    return sequence.compactMap { element in
      let id = element.string ?? ""
      if choices.contains(where: { $0.id == id }) { return id }
      document.report(
        .unknownReference(id, to: "choice", known: choices.map(\.id)),
        at: element
      )
      return nil
    }
  }
}
