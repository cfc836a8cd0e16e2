package import AnnotationCore
import GRDB

/// An item with fields that a lead is to decide.
package struct DisputedItem: Hashable, Sendable {
  package var item: ItemID
  package var language: String
  /// The fields in dispute, in the guideline's order.
  package var fields: [FieldID]

  package init(item: ItemID, language: String, fields: [FieldID]) {
    self.item = item
    self.language = language
    self.fields = fields
  }
}

extension Project {
  /// The items with disputes, by id, without those that the lead has still to label.
  /// - Throws: ``StoreError/notALead(_:)``.
  package func disputedItems(for lead: Person) throws(StoreError) -> [DisputedItem] {
    try read { db in
      try Self.check(lead, db)
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT item.key, item.language, dispute.field
          FROM dispute JOIN item ON item.id = dispute.item
          WHERE NOT \(Self.ownWork)
          ORDER BY item.key
          """,
        arguments: ["lead": lead.id]
      )
      var items: [DisputedItem] = []
      while let row = try rows.next() {
        if items.last?.item != row[0] {
          items.append(DisputedItem(item: row[0], language: row[1], fields: []))
        }
        items[items.count - 1].fields.append(row[2])
      }
      let order = guideline.guideline.fields.map(\.id)
      return items.map { item in
        var item = item
        let disputed = Set(item.fields)
        item.fields = order.filter(disputed.contains)
        return item
      }
    }
  }

  /// Everything about an item, for the lead who adjudicates it; not what wrote its answer.
  /// - Throws: ``StoreError/notALead(_:)``, ``StoreError/ownWork(item:)``,
  ///   ``StoreError/noSuchItem(_:)``.
  package func dossier(of item: ItemID, for lead: Person) throws(StoreError) -> Dossier {
    try read { db in
      let row = try ItemRows.id(of: item, db)
      try Self.check(lead, on: item, row: row, db)
      return try dossier(row: row, .everything, db)
    }
  }

  /// Decides a field in dispute, and by rule what depended on it.
  /// - Parameters:
  ///   - value: nil only for an optional field that is left empty.
  ///   - juryRevealed: whether the lead had seen the jury's verdicts.
  ///   - weights: what the jury's votes are worth, where the guideline's rule is not the majority;
  ///     fields that need one and have none are left alone.
  /// - Returns: the decision.
  /// - Throws: ``StoreError/notALead(_:)``, ``StoreError/ownWork(item:)``,
  ///   ``StoreError/emptyReason``, ``StoreError/notDisputed(item:field:)``,
  ///   ``StoreError/awaits(item:field:_:)``, ``StoreError/illegalValue(item:field:value:)``.
  @discardableResult
  package func adjudicate(
    item: ItemID,
    field: FieldID,
    value: FieldValue?,
    reason: String,
    lead: Person,
    juryRevealed: Bool,
    weights: JurorWeightsByItem = JurorWeightsByItem(),
    at moment: Timestamp
  ) throws(StoreError) -> Decision {
    guard reason.contains(where: { !$0.isWhitespace }) else { throw .emptyReason }
    return try write { db in
      let row = try ItemRows.id(of: item, db)
      try Self.check(lead, on: item, row: row, db)
      let dispute = try Self.dispute(of: item, row: row, field: field, db)
      if case .awaits(let fields) = dispute {
        throw StoreError.awaits(item: item, field: field, fields)
      }
      var dossier = try dossier(row: row, .everything, db)
      guard isLegal(value, of: field, given: dossier.decisions) else {
        throw StoreError.illegalValue(item: item, field: field, value: value)
      }
      let adjudication = Decision.Adjudication(
        lead: lead.id,
        reason: reason,
        dispute: dispute,
        juryRevealed: juryRevealed
      )
      let decision = try DecisionRows.insert(
        item: item,
        row: row,
        field: field,
        value: value,
        basis: Decision.Basis(
          how: .adjudicated,
          annotations: [],
          reviews: [],
          adjudication: adjudication
        ),
        at: moment,
        db
      )
      try db.execute(
        sql: "DELETE FROM dispute WHERE item = ? AND field = ?",
        arguments: [row, field]
      )
      dossier.decisions[field] = decision
      // Where somebody is still at work, the rules wait for them.
      let settlement = Settlement(guideline.guideline, weights: weights, at: moment)
      let isReady = try settlement.isReady(row: row, db)
      if try isReady && waitingForJury([row], db).isEmpty {
        _ = try settlement.settle(dossier, row: row, db)
      }
      return decision
    }
  }

  private func dossier(
    row: Int64,
    _ detail: DossierReader.Detail,
    _ db: Database
  ) throws -> Dossier {
    let found = try Row.fetchOne(
      db,
      sql: "SELECT \(ItemRows.columns) FROM item WHERE id = ?",
      arguments: [row]
    )
    guard let found else { throw StoreError.failed(path: path, detail: "no item \(row)") }
    let item = (row: row, item: ItemRows.item(found, withModel: false))
    return try DossierReader(db, detail: detail).dossiers(of: [item])[0]
  }

  private func isLegal(
    _ value: FieldValue?,
    of field: FieldID,
    given decisions: [FieldID: Decision]
  ) -> Bool {
    let guideline = guideline.guideline
    guard let stage = guideline.stage(of: field), let field = guideline.field(field) else {
      return false
    }
    let criterion =
      stage == .one
      ? nil
      : DecisionRules(guideline).criterion(
        given: decisions.compactMapValues(\.value),
        settled: Set(decisions.keys)
      )?.criterion
    let offered = Set(guideline.choices(of: field, under: criterion).map(\.id))
    switch (value, field.kind) {
    case (nil, .multiple): return false
    case (nil, _): return field.isOptional
    case (.single(let choice), .single): return offered.contains(choice)
    case (.multiple(let choices), .multiple):
      return choices.isSubset(of: offered) && (field.isOptional || !choices.isEmpty)
    case (.scale(let step), .scale(let steps, _)): return steps.contains(step)
    case (.text(let text), .text(let maximum)): return !text.isEmpty && text.count <= maximum
    default: return false
    }
  }

  private static func dispute(
    of item: ItemID,
    row: Int64,
    field: FieldID,
    _ db: Database
  ) throws -> Dispute {
    let body = try String.fetchOne(
      db,
      sql: "SELECT body FROM dispute WHERE item = ? AND field = ?",
      arguments: [row, field]
    )
    guard let body else { throw StoreError.notDisputed(item: item, field: field) }
    return try CodedJSON.value(Dispute.self, body)
  }

  /// Holds where `:lead` has the item and has not finished it.
  static let ownWork = """
    EXISTS (SELECT 1 FROM assignment WHERE assignment.item = item.id
      AND assignment.person = :lead AND assignment.state IN ('open', 'started', 'waiting'))
    """

  /// The project's own record of the person says whether they are a lead.
  static func check(_ lead: Person, _ db: Database) throws {
    guard try PersonRows.with(id: lead.id, db)?.role == .lead else {
      throw StoreError.notALead(lead.name)
    }
  }

  private static func check(
    _ lead: Person,
    on item: ItemID,
    row: Int64,
    _ db: Database
  ) throws {
    try check(lead, db)
    let isOwn = try Bool.fetchOne(
      db,
      sql: "SELECT \(ownWork) FROM item WHERE item.id = :item",
      arguments: ["lead": lead.id, "item": row]
    )
    if isOwn == true { throw StoreError.ownWork(item: item) }
  }
}
