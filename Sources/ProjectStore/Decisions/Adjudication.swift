package import AnnotationCore

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
  /// - Throws: ``AdjudicationProblem/notALead(_:)``.
  package func disputedItems(for lead: Person) throws(StoreError) -> [DisputedItem] {
    try read(.decide) { db in
      try LeadRows.check(lead, db)
      var items: [DisputedItem] = []
      try db.each(
        """
        SELECT item.key, item.language, dispute.field
        FROM dispute LEFT JOIN item ON item.id = dispute.item
        WHERE NOT EXISTS (SELECT 1 FROM unfinished_assignment AS own
          WHERE own.item = dispute.item AND own.person = :lead)
        ORDER BY dispute.item
        """,
        ["lead": lead.id]
      ) { row in
        let key: ItemID = try row["key"]
        if items.last?.item != key {
          items.append(DisputedItem(item: key, language: try row["language"], fields: []))
        }
        items[items.count - 1].fields.append(try row.field("field"))
      }
      let order = guideline.guideline.fields.map(\.id)
      return items.sorted { $0.item < $1.item }.map { item in
        var item = item
        let disputed = Set(item.fields)
        item.fields = order.filter(disputed.contains)
        return item
      }
    }
  }

  /// The item with disputes that follows another one by id, or the first one after the last; without
  /// those that the lead has still to label.
  /// - Parameter item: nil for the first one.
  /// - Throws: ``AdjudicationProblem/notALead(_:)``.
  package func disputedItem(
    after item: ItemID?,
    for lead: Person
  ) throws(StoreError) -> ItemID? {
    try read(.decide) { db in
      try LeadRows.check(lead, db)
      return try DisputeRows.next(after: item ?? "", for: lead, db)
        ?? (item == nil ? nil : DisputeRows.next(after: "", for: lead, db))
    }
  }

  /// Whether an item has disputes.
  package func isDisputed(_ item: ItemID) throws(StoreError) -> Bool {
    try read(.decide) { db in
      try db.exists(
        "SELECT 1 FROM dispute WHERE item = :item",
        ["item": try ItemRows.id(of: item, db)]
      )
    }
  }

  /// How many items have disputes, without those that the lead has still to label.
  /// - Throws: ``AdjudicationProblem/notALead(_:)``.
  package func disputedItemCount(for lead: Person) throws(StoreError) -> Int {
    try read(.decide) { db in
      try LeadRows.check(lead, db)
      return try db.count(
        """
        SELECT count(DISTINCT item) FROM dispute
        WHERE NOT EXISTS (SELECT 1 FROM unfinished_assignment AS own
          WHERE own.item = dispute.item AND own.person = :lead)
        """,
        ["lead": lead.id]
      )
    }
  }

  /// Everything about an item, for the lead who adjudicates it; not what wrote its answer.
  /// - Throws: ``AdjudicationProblem/notALead(_:)``, ``AdjudicationProblem/ownWork(item:)``,
  ///   ``WorkProblem/noSuchItem(_:)``.
  package func dossier(of item: ItemID, for lead: Person) throws(StoreError) -> Dossier {
    try read(.decide) { db in
      let row = try ItemRows.id(of: item, db)
      try LeadRows.check(lead, on: item, row: row, db)
      return try dossier(row: row, .everything, db)
    }
  }

  /// Decides a field in dispute, and by rule what depended on it.
  /// - Parameters:
  ///   - value: nil only for an optional field that is left alone; of several choices, that says that
  ///     none applies.
  ///   - juryRevealed: whether the lead had seen the jury's verdicts.
  ///   - weights: what the jury's votes are worth, where the guideline's rule is not the majority;
  ///     fields that need one and have none are left alone.
  /// - Returns: the decision.
  /// - Throws: ``AdjudicationProblem/notALead(_:)``, ``AdjudicationProblem/ownWork(item:)``,
  ///   ``WorkProblem/emptyReason``, ``WorkProblem/remarkTooLong(count:)``, ``AdjudicationProblem/notDisputed(item:field:)``,
  ///   ``AdjudicationProblem/awaits(item:field:_:)``, ``AdjudicationProblem/illegalValue(item:field:value:)``.
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
    try Remark.check(reason)
    let value = value ?? guideline.guideline.field(field)?.valueWhenLeftAlone
    return try write(as: lead.id, .decide) { db in
      let row = try ItemRows.id(of: item, db)
      try LeadRows.check(lead, on: item, row: row, db)
      let dispute = try DisputeRows.dispute(of: item, row: row, field: field, db)
      if case .awaits(let fields) = dispute {
        throw StoreError.adjudication(.awaits(item: item, field: field, fields))
      }
      var dossier = try dossier(row: row, .everything, db)
      if let problem = problem(with: value, of: field, given: dossier.decisions) {
        throw StoreError.adjudication(.illegalValue(item: item, field: field, problem))
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
      try db.run(
        "DELETE FROM dispute WHERE item = :item AND field = :field",
        ["item": row, "field": field]
      )
      dossier.decisions[field] = decision
      // Where somebody is still at work, the rules wait for them.
      let settlement = Settlement(
        guideline.guideline,
        panel: try JurorRows.panel(of: guideline.guideline, db),
        weights: weights,
        at: moment
      )
      let isReady = try settlement.isReady(row: row, db)
      if try isReady && waitingForJury([row], db).isEmpty {
        _ = try settlement.applyRules(to: dossier, row: row, db)
      }
      return decision
    }
  }

  private func dossier(
    row: Int64,
    _ detail: DossierReader.Detail,
    _ db: Database
  ) throws -> Dossier {
    let found = try db.first("SELECT * FROM item WHERE id = :id", ["id": row]) {
      try ItemRows.item($0, withModel: false)
    }
    guard let found else { throw StoreError.work(.noSuchItem("#\(row)")) }
    return try DossierReader(db, detail: detail).dossiers(of: [(row: row, item: found)])[0]
  }

  /// Why a field cannot be decided to be a value; a field that the guideline no longer has takes none.
  private func problem(
    with value: FieldValue?,
    of field: FieldID,
    given decisions: [FieldID: Decision]
  ) -> IllegalValue? {
    let guideline = guideline.guideline
    guard let stage = guideline.stage(of: field), let field = guideline.field(field) else {
      return .wrongKind
    }
    var criterion: CriterionID?
    if case .open(let decided) = DecisionRules(guideline).entry(to: stage, decided: decisions) {
      criterion = decided
    }
    return guideline.problem(with: value, of: field, under: criterion)
  }
}

/// How what a lead may do is read.
enum LeadRows {
  /// Makes sure that somebody is a lead, by the project's own record of the person.
  /// - Throws: ``AdjudicationProblem/notALead(_:)``.
  static func check(_ lead: Person, _ db: Database) throws {
    guard try PersonRows.with(id: lead.id, db)?.role.permissions.contains(.decide) == true else {
      throw StoreError.adjudication(.notALead(lead.name))
    }
  }

  /// Makes sure that somebody is a lead who has not still to label an item.
  /// - Throws: ``AdjudicationProblem/notALead(_:)``, ``AdjudicationProblem/ownWork(item:)``.
  static func check(_ lead: Person, on item: ItemID, row: Int64, _ db: Database) throws {
    try check(lead, db)
    let isOwn = try db.exists(
      "SELECT 1 FROM unfinished_assignment WHERE item = :item AND person = :lead",
      ["item": row, "lead": lead.id]
    )
    if isOwn { throw StoreError.adjudication(.ownWork(item: item)) }
  }
}
