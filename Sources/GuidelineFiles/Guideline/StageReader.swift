import AnnotationCore
import Yams

/// The stages, in their order, and by which criterion each is judged.
extension GuidelineReader {
  /// - Parameter criteria: the record `criteria`, whose table is that of the stage that follows the
  ///   fields that select.
  func readStages(_ record: Record, _ criteria: Record?) -> [Guideline.Stage] {
    guard let node = record.required("stages") else { return [] }
    var register = Register("stage")
    let elements = record.list(node)
    if elements.isEmpty, node.sequence != nil { document.report(.empty("'stages'"), at: node) }
    let shared = criteria.flatMap { sharedTable($0, stages: elements) }
    var earlier: [Field] = []
    var stages: [Guideline.Stage] = []
    for (index, element) in elements.enumerated() {
      guard let stage = Record(element, "a stage", keys: GuidelineKeys.stage, in: document)
      else { continue }
      let id = stage.requiredWord("id") ?? ""
      register.take(id, at: stage["id"] ?? element, in: document)
      let before = stages
      let table = shared.flatMap { $0.stage == nil || $0.stage == index ? $0.record : nil }
      let own = stage["criterion"]
      if own != nil, let table, shared?.stage == index {
        document.report(
          .tableBesideCriterion(stage: id),
          at: table["table"] ?? table.node
        )
      }
      var fields: [Field] = []
      let nodes = stage.required("fields")
      for field in stage.list(nodes) {
        guard
          let field = readField(
            field,
            hasCriterion: own != nil || table != nil,
            earlier: earlier,
            all: elements,
            register: &fieldRegister
          )
        else { continue }
        fields.append(field)
        earlier.append(field)
      }
      if let nodes, nodes.sequence?.isEmpty == true {
        document.report(.stageWithoutFields, at: nodes)
      }
      let rule =
        own.map { readCriterionRule($0, before: before) }
        ?? (shared?.stage == index ? table.map { .selected(readTable($0, before: before)) } : nil)
        ?? CriterionRule.none
      stages.append(
        Guideline.Stage(
          id: id,
          title: stage.required("title").map { text($0, "a title") } ?? text("", "a title"),
          help: stage["help"].map { text($0, "a help text") }
            ?? LocalizedText([:], fallback: languages.first ?? "en"),
          fields: fields,
          criterion: rule
        )
      )
      checkReached(stages, at: stage["id"] ?? element)
    }
    return stages
  }

  /// The table beside the list of criteria, with the stage whose criterion it selects.
  ///
  /// That is the one after the last field that selects; nil where that cannot be told.
  private func sharedTable(
    _ criteria: Record,
    stages: [Node]
  ) -> (record: Record, stage: Int?)? {
    guard criteria["select_by"] != nil || criteria["table"] != nil else { return nil }
    guard let names = criteria.required("select_by"), criteria.required("table") != nil else {
      return (criteria, nil)
    }
    let selectors = criteria.list(names)
    if selectors.isEmpty, names.sequence != nil {
      document.report(.empty("'select_by'"), at: names)
    }
    var last: (stage: Int, node: Node)?
    for selector in selectors {
      let stage = stages.firstIndex { stage in
        stage["fields"]?.sequence?.contains { $0["id"]?.string == selector.string } == true
      }
      guard let stage else {
        document.report(
          .unknownReference(
            selector.string ?? "",
            to: "field",
            known: stages.flatMap { $0["fields"]?.sequence ?? [] }.compactMap { $0["id"]?.string }
          ),
          at: selector
        )
        return (criteria, nil)
      }
      if stage >= last?.stage ?? 0 { last = (stage, selector) }
    }
    guard let last else { return (criteria, nil) }
    guard last.stage + 1 < stages.count else {
      document.report(.selectorInLastStage(last.node.string ?? ""), at: last.node)
      return (criteria, nil)
    }
    return (criteria, last.stage + 1)
  }

  /// A criterion for every item, or a table that selects it.
  private func readCriterionRule(_ node: Node, before: [Guideline.Stage]) -> CriterionRule {
    if let id = node.scalar?.string {
      if !criterionIDs.contains(id) {
        document.report(.unknownReference(id, to: "criterion", known: criterionIDs), at: node)
      }
      return .fixed(id)
    }
    guard let record = Record(node, "'criterion'", keys: GuidelineKeys.selection, in: document)
    else { return .none }
    return .selected(readTable(record, before: before))
  }

  /// A stage to which nothing leads asks nobody.
  private func checkReached(_ stages: [Guideline.Stage], at node: Node) {
    guard document.problems.isEmpty, let last = stages.last else { return }
    let ways = ReachableValues(to: stages.count - 1, of: stages)
    if ways.isEmpty { document.report(.stageUnreached(last.id), at: node) }
  }
}
