import AnnotationCore
import Yams

/// Criteria, and the table that leads to them.
extension GuidelineReader {
  func readCriteria(_ record: Record) -> [Criterion] {
    var register = Register("criterion")
    var used: Set<ChoiceID> = []
    let criteria = record.list(record.required("list")).compactMap { element -> Criterion? in
      guard
        let criterion = Record(
          element,
          "a criterion",
          keys: GuidelineKeys.criterion,
          in: document
        )
      else { return nil }
      let id = criterion.requiredWord("id") ?? ""
      register.take(id, at: criterion["id"] ?? element, in: document)
      let points = readPointList(criterion)
      used.formUnion(points)
      let none = LocalizedText([:], fallback: languages.first ?? "en")
      return Criterion(
        id: id,
        title: criterion.required("title").map { text($0, "a title") } ?? none,
        help: criterion.required("help").map { text($0, "a help text") } ?? none,
        points: points,
        examples: readExamples(criterion)
      )
    }
    for point in points where !point.id.isEmpty && !used.contains(point.id) {
      let node = document.root["points"]?.sequence?.first { $0["id"]?.string == point.id }
      document.report(.pointUnused(point.id), at: node?["id"] ?? record.node)
    }
    return criteria
  }

  private func readPointList(_ criterion: Record) -> [ChoiceID] {
    var keys: [String: (id: ChoiceID, line: Int)] = [:]
    return criterion.list(criterion.required("points")).compactMap { element in
      let id = element.string ?? ""
      guard let point = points.first(where: { $0.id == id }) else {
        document.report(
          .unknownReference(id, to: "point", known: points.map(\.id)),
          at: element
        )
        return nil
      }
      if let other = keys[point.key] {
        document.report(
          .clashingKey(point.key, choice: other.id, firstLine: other.line),
          at: element
        )
      }
      keys[point.key] = (id, document.line(of: element))
      return id
    }
  }

  func readTable(
    _ record: Record,
    criteria: [Criterion],
    stages: [Guideline.Stage]
  ) -> CriterionTable {
    let stageOne = stages.first?.fields ?? []
    let names = record.list(record.required("select_by"))
    let selectors = names.compactMap { element -> Field? in
      let id = element.string ?? ""
      if let field = stageOne.first(where: { $0.id == id }), case .single(.listed) = field.kind {
        return field
      }
      document.report(.selectorNotStageOne(id), at: element)
      return nil
    }
    if names.isEmpty, let node = record["select_by"], node.sequence != nil {
      document.report(.empty("'select_by'"), at: node)
    }
    var rows: [(row: CriterionTable.Row, node: Node)] = []
    // Where the selecting fields are wrong, rows cannot be held against them.
    let known = selectors.isEmpty || selectors.count < names.count ? nil : selectors
    for element in record.list(record.required("table")) {
      guard let row = readRow(element, selectors: known) else { continue }
      rows.append((row, element))
    }
    let table = CriterionTable(
      selectBy: selectors.map(\.id),
      rows: rows.map(\.row),
      list: criteria
    )
    checkTable(
      table,
      rows: rows.map(\.node),
      selectors: selectors,
      stageOne: stageOne,
      record: record
    )
    return table
  }

  private func readRow(_ node: Node, selectors: [Field]?) -> CriterionTable.Row? {
    guard let row = Record(node, "a row", keys: GuidelineKeys.row, in: document) else { return nil }
    var conditions: Conditions = [:]
    guard let when = row.required("when") else { return nil }
    guard let mapping = when.mapping else {
      document.report(.wrongType(expected: "a field and its choices"), at: when)
      return nil
    }
    for (key, value) in mapping {
      guard let selectors else { break }
      guard let field = selectors.first(where: { $0.id == key.string }) else {
        document.report(
          .unknownReference(
            key.string ?? "",
            to: "selecting field",
            known: selectors.map(\.id)
          ),
          at: key
        )
        continue
      }
      conditions[field.id] = readCondition(value, on: field, at: key)
    }
    if row.flag("set_aside") == true {
      if let criterion = row["criterion"] { document.report(.rowLeadsTwice, at: criterion) }
      return CriterionTable.Row(when: conditions, selects: .setAside)
    }
    guard row["criterion"] != nil else {
      document.report(.rowLeadsNowhere, at: node)
      return nil
    }
    guard let id = row.requiredWord("criterion") else { return nil }
    if !criterionIDs.contains(id), let place = row["criterion"] {
      document.report(.unknownReference(id, to: "criterion", known: criterionIDs), at: place)
    }
    return CriterionTable.Row(when: conditions, selects: .criterion(id))
  }

  /// Every way to fill in the selecting fields must meet a row, every row and criterion such a way.
  private func checkTable(
    _ table: CriterionTable,
    rows: [Node],
    selectors: [Field],
    stageOne: [Field],
    record: Record
  ) {
    guard document.problems.isEmpty else { return }
    var reached: Set<Int> = []
    let asked = Self.needed(for: selectors, among: stageOne)
    for values in Self.combinations(of: asked) {
      guard let index = table.rows.firstIndex(where: { $0.when.hold(in: values) }) else {
        let words = selectors.compactMap { field -> String? in
          guard case .single(let choice) = values[field.id] else { return nil }
          return "\(field.id): \(choice)"
        }
        let open = selectors.filter { values[$0.id] == nil }.map { "without '\($0.id)'" }
        let with = words.isEmpty ? [] : ["with {" + words.joined(separator: ", ") + "}"]
        document.report(
          .combinationUncovered((with + open).joined(separator: ", ")),
          at: record["table"] ?? record.node
        )
        continue
      }
      reached.insert(index)
    }
    for index in table.rows.indices where !reached.contains(index) {
      document.report(.rowUnreached, at: rows[index])
    }
    let led = Set(reached.compactMap { table.rows[$0].selects.criterion })
    for (index, criterion) in table.list.enumerated() where !led.contains(criterion.id) {
      let node = record["list"]?.sequence?[index]
      document.report(.criterionUnreached(criterion.id), at: node?["id"] ?? record.node)
    }
  }

  /// The selecting fields and what decides whether they are asked, in the order of asking.
  private static func needed(for selectors: [Field], among stageOne: [Field]) -> [Field] {
    var ids = Set(selectors.map(\.id))
    for field in stageOne.reversed() where ids.contains(field.id) { ids.formUnion(field.when.keys) }
    return stageOne.filter { ids.contains($0.id) }
  }

  /// All values that fields can take together, with regard to when each is asked and whether it may
  /// be left open.
  static func combinations(of fields: [Field]) -> [FieldValues] {
    fields.reduce([[:]]) { partial, field in
      guard case .single(.listed(let choices)) = field.kind else { return partial }
      return partial.flatMap { values -> [FieldValues] in
        guard field.applies(given: values) else { return [values] }
        let answered = choices.map { choice in
          values.merging([field.id: .single(choice.id)]) { _, new in new }
        }
        return field.isOptional ? answered + [values] : answered
      }
    }
  }
}
