import AnnotationCore

/// Applies the decision rules to one item, inside the caller's transaction.
struct Settlement {
  /// What became of the item.
  struct Result {
    /// How fields were decided now.
    var decided: [FieldID: Decision.How] = [:]
    /// The disputes that stand now.
    var disputes: [FieldID: Dispute] = [:]
    /// Fields that wait until it is worked out what the jury's votes are worth on them.
    var unweighed = 0
    /// Whether a later stage was opened for its annotators just now (gate flow).
    var opensStage = false
    /// Whether every field that is ever decided is decided.
    var isSettled = false
  }

  let guideline: Guideline
  let moment: Timestamp
  private let weights: JurorWeightsByItem
  private let rules: DecisionRules

  init(
    _ guideline: Guideline,
    panel: DecisionRules.Panel,
    weights: JurorWeightsByItem = JurorWeightsByItem(),
    at moment: Timestamp
  ) {
    self.guideline = guideline
    self.weights = weights
    self.moment = moment
    rules = DecisionRules(guideline, panel: panel)
  }

  /// - Parameter dossier: ballots and decisions of an item whose annotators are done for now.
  func applyRules(to dossier: Dossier, row: Int64, _ db: Database) throws -> Result {
    var result = Result()
    var decided = dossier.decisions
    gate: switch guideline.flow {
    case .walk: try decide(guideline.stageNumbers, of: dossier, row: row, &decided, &result, db)
    case .gate:
      var stages: [StageNumber] = []
      for stage in guideline.stageNumbers {
        let entry = rules.gate(to: stage, decided: decided)
        switch entry {
        case .awaits: break gate
        case .setAside:
          try close(row: row, db)
          stages = guideline.stageNumbers
        case .open:
          result.opensStage = try stage != .first && open(stage, row: row, db)
          stages.append(stage)
        }
        if try stage != .first && (result.opensStage || !isReady(row: row, db)) { break gate }
        try decide(stages, of: dossier, row: row, &decided, &result, db)
        if entry == .setAside { break gate }
      }
    }
    try DisputeRows.replace(row: row, with: result.disputes, at: moment, db)
    result.isSettled = guideline.fields.allSatisfy { field in
      field.resolution == .collect || decided[field.id] != nil
    }
    if result.isSettled {
      try db.run("UPDATE readiness SET settled = 1 WHERE item = :item", ["item": row])
    }
    return result
  }

  /// Whether nobody is at work on the item and somebody is done with it.
  func isReady(row: Int64, _ db: Database) throws -> Bool {
    try db.value("SELECT ready FROM readiness WHERE item = :item", ["item": row]) ?? false
  }

  private func decide(
    _ stages: [StageNumber],
    of dossier: Dossier,
    row: Int64,
    _ decided: inout [FieldID: Decision],
    _ result: inout Result,
    _ db: Database
  ) throws {
    let outcomes = rules.outcomes(
      for: dossier.ballots,
      decided: decided,
      stages: stages,
      weights: weights[dossier.item.id]
    )
    result.disputes = [:]
    result.unweighed = 0
    // In the guideline's order, so that the same project gets the same ids.
    for field in guideline.fields {
      switch outcomes[field.id] {
      case .decided(let value, let basis):
        decided[field.id] = try DecisionRows.insert(
          item: dossier.item.id,
          row: row,
          field: field.id,
          value: value,
          basis: basis,
          at: moment,
          db
        )
        result.decided[field.id] = basis.how
      case .disputed(let dispute): result.disputes[field.id] = dispute
      case .unweighed:
        // What the jury said before still stands, as far as a dispute of it is known.
        if let known = dossier.disputes[field.id], known.kind != .awaits {
          result.disputes[field.id] = known
        } else {
          result.unweighed += 1
        }
      case .collected, nil: break
      }
    }
  }

  /// Lets nobody wait any more who has an item that is set aside.
  private func close(row: Int64, _ db: Database) throws {
    try db.run(
      "UPDATE assignment SET state = 'done' WHERE item = :item AND state = 'waiting'",
      ["item": row]
    )
  }

  /// Opens a stage for everybody who waits for it.
  ///
  /// Who set the item aside in a stage of their own has it back where the decision says otherwise.
  /// - Returns: whether anybody was given the stage.
  private func open(_ stage: StageNumber, row: Int64, _ db: Database) throws -> Bool {
    try db.run(
      """
      UPDATE assignment SET state = 'started'
      WHERE item = :item AND state IN ('waiting', 'done') AND NOT EXISTS (
        SELECT 1 FROM commit_in_force AS c
        WHERE c.item = assignment.item AND c.person = assignment.person AND c.stage = :stage)
      """,
      ["item": row, "stage": stage]
    ) > 0
  }
}
