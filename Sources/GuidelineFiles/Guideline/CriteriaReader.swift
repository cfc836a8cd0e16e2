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

  /// The table by which fields of the stages before select a criterion.
  /// - Parameter record: with `select_by` and `table`.
  func readTable(_ record: Record, before stages: [Guideline.Stage]) -> CriterionTable {
    let earlier = stages.flatMap(\.fields)
    let names = record.list(record.required("select_by"))
    let selectors = names.compactMap { element -> Field? in
      let id = element.string ?? ""
      guard let field = earlier.first(where: { $0.id == id }) else {
        document.report(.selectorNotEarlier(id), at: element)
        return nil
      }
      guard case .single(.listed) = field.kind else {
        document.report(.selectorNotSingle(id), at: element)
        return nil
      }
      return field
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
    let table = CriterionTable(selectBy: selectors.map(\.id), rows: rows.map(\.row))
    checkTable(table, rows: rows.map(\.node), selectors: selectors, stages: stages, record)
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

  /// Every way to fill in the selecting fields must meet a row, every row such a way.
  private func checkTable(
    _ table: CriterionTable,
    rows: [Node],
    selectors: [Field],
    stages: [Guideline.Stage],
    _ record: Record
  ) {
    guard document.problems.count == problemsOfTables else { return }
    var reached: Set<Int> = []
    let ways = ReachableValues(before: stages.count, of: stages, selectors: table.selectBy)
    var uncovered: Set<String> = []
    for values in ways.values {
      guard let index = table.rows.firstIndex(where: { $0.when.hold(in: values) }) else {
        let words = selectors.compactMap { field -> String? in
          guard case .single(let choice) = values[field.id] else { return nil }
          return "\(field.id): \(choice)"
        }
        let open = selectors.filter { values[$0.id] == nil }.map { "without '\($0.id)'" }
        let with = words.isEmpty ? [] : ["with {" + words.joined(separator: ", ") + "}"]
        let said = (with + open).joined(separator: ", ")
        guard uncovered.insert(said).inserted else { continue }
        document.report(.combinationUncovered(said), at: record["table"] ?? record.node)
        continue
      }
      reached.insert(index)
    }
    for index in table.rows.indices where !reached.contains(index) {
      document.report(.rowUnreached, at: rows[index])
    }
    for index in reached { led.formUnion(table.rows[index].selects.criterion.map { [$0] } ?? []) }
    problemsOfTables = document.problems.count
  }

  /// Every criterion must be that of a stage.
  func checkCriteria(
    _ criteria: [Criterion],
    stages: [Guideline.Stage],
    _ arm: SingleStagePolicy?,
    _ record: Record?
  ) {
    guard document.problems.count == problemsOfTables else { return }
    var led = led
    for stage in stages { if case .fixed(let id) = stage.criterion { led.insert(id) } }
    if let arm { led.insert(arm.criterion) }
    for (index, criterion) in criteria.enumerated() where !led.contains(criterion.id) {
      let node = record?["list"]?.sequence?[index]
      document.report(
        .criterionUnreached(criterion.id),
        at: node?["id"] ?? record?.node ?? document.root
      )
    }
  }
}
