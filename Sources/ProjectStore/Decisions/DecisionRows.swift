import AnnotationCore

/// How decisions are read and kept.
enum DecisionRows {
  /// What becomes of a row of `decision`, or of a view of it.
  static func decision(_ row: Row, item: ItemID) throws -> Decision {
    let field = try row.field("field")
    return Decision(
      id: try row["id"],
      item: item,
      field: field,
      value: try row.label("value", of: field, on: item),
      basis: Decision.Basis(
        how: try row["how"],
        annotations: try row["annotations"],
        reviews: try row["reviews"],
        adjudication: try adjudication(row),
        jurorWeights: try row.decodedIfPresent("juror_weights")
      ),
      at: try row["at"],
      supersedes: try row["supersedes"]
    )
  }

  private static func adjudication(_ row: Row) throws -> Decision.Adjudication? {
    guard let lead: PersonID = try row["decided_by"] else { return nil }
    return Decision.Adjudication(
      lead: lead,
      reason: try row["reason"],
      dispute: try row.decoded("dispute"),
      juryRevealed: try row["jury_revealed"]
    )
  }

  /// The decisions of an item that are in force, by field.
  static func inForce(
    row: Int64,
    item: ItemID,
    _ db: Database
  ) throws -> [FieldID: Decision] {
    var decisions: [FieldID: Decision] = [:]
    try db.each("SELECT * FROM decision_in_force WHERE item = :item", ["item": row]) {
      let decision = try decision($0, item: item)
      decisions[decision.field] = decision
    }
    return decisions
  }

  /// Keeps a decision, and returns it with its id.
  static func insert(
    item: ItemID,
    row: Int64,
    field: FieldID,
    value: FieldValue?,
    basis: Decision.Basis,
    at moment: Timestamp,
    _ db: Database
  ) throws -> Decision {
    let adjudication = basis.adjudication
    let id = try db.insert(
      """
      INSERT INTO decision (item, field, value, how, annotations, reviews, juror_weights,
        decided_by, reason, dispute, jury_revealed, at)
      VALUES (:item, :field, :value, :how, :annotations, :reviews, :juror_weights,
        :decided_by, :reason, :dispute, :jury_revealed, :at)
      """,
      [
        "item": row, "field": field, "value": value, "how": basis.how,
        "annotations": basis.annotations, "reviews": basis.reviews,
        "juror_weights": try basis.jurorWeights.map { try CodedJSON.text(of: $0) },
        "decided_by": adjudication?.lead, "reason": adjudication?.reason,
        "dispute": try adjudication.map { try CodedJSON.text(of: $0.dispute) },
        "jury_revealed": adjudication?.juryRevealed, "at": moment,
      ]
    )
    return Decision(
      id: id,
      item: item,
      field: field,
      value: value,
      basis: basis,
      at: moment,
      supersedes: nil
    )
  }
}

/// How disputes are read and kept.
enum DisputeRows {
  /// The first item after an id that has disputes and that a lead has not still to label.
  ///
  /// Led by the disputes, of which there are fewer than items.
  static func next(after key: ItemID, for lead: Person, _ db: Database) throws -> ItemID? {
    try db.value(
      """
      SELECT min(item.key) FROM dispute CROSS JOIN item ON item.id = dispute.item
      WHERE item.key > :key AND NOT EXISTS (SELECT 1 FROM unfinished_assignment AS own
        WHERE own.item = dispute.item AND own.person = :lead)
      """,
      ["key": key, "lead": lead.id]
    )
  }

  /// Why a field of an item is in dispute.
  /// - Throws: ``AdjudicationProblem/notDisputed(item:field:)``.
  static func dispute(
    of item: ItemID,
    row: Int64,
    field: FieldID,
    _ db: Database
  ) throws -> Dispute {
    let dispute: Dispute? = try db.first(
      "SELECT body FROM dispute WHERE item = :item AND field = :field",
      ["item": row, "field": field]
    ) { try $0.decoded("body") }
    guard let dispute else {
      throw StoreError.adjudication(.notDisputed(item: item, field: field))
    }
    return dispute
  }

  /// Puts an item's disputes in place of those it had.
  static func replace(
    row: Int64,
    with disputes: [FieldID: Dispute],
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.run("DELETE FROM dispute WHERE item = :item", ["item": row])
    for (field, dispute) in disputes.sorted(by: { $0.key < $1.key }) {
      try db.run(
        """
        INSERT INTO dispute (item, field, kind, body, at)
        VALUES (:item, :field, :kind, :body, :at)
        """,
        [
          "item": row, "field": field, "kind": dispute.kind,
          "body": try CodedJSON.text(of: dispute), "at": moment,
        ]
      )
    }
  }
}
