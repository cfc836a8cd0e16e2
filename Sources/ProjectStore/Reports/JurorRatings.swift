import AnnotationCore

/// Reads what jurors say of one field, each as ``JurorStatement`` has it.
struct JurorRatings {
  let field: Field
  let stage: StageNumber
  let guideline: Guideline
  let body: (FieldRating) -> Void

  /// What these jurors say: each by item, or all of them by item where that can be read at once.
  func read(_ jurors: [Juror], _ db: Database) throws {
    let fast = jurors.filter { $0.isAskedOnce && field.when.isEmpty }.map(\.name)
    try read(askedOnce: fast, db)
    for juror in jurors where !fast.contains(juror.name) { try read(juror.name, db) }
  }

  /// What jurors say that are asked once, of a field that is always asked.
  ///
  /// Such a juror says what its one verdict says: where that has a value for the field, this is the
  /// answer, and nothing else of the verdict is read, which is several times faster.
  private func read(askedOnce jurors: [String], _ db: Database) throws {
    try db.each(
      """
      SELECT item.key, item.language, v.id, v.juror, v.at,
        v.labels -> :place -> 'values' -> :field AS value
      FROM verdict AS v JOIN benchmark_item AS item ON item.id = v.item
      WHERE v.juror IN :jurors ORDER BY v.item, v.juror
      """,
      ["field": field.id, "place": stage.index, "jurors": List(jurors)]
    ) { row in
      let item: ItemID = try row["key"]
      let language: String = try row["language"]
      if let value = try row.label("value", of: field.id, on: item) {
        hand(value, of: try row["juror"], item, language, at: try row["at"])
      } else {
        let id: Int64 = try row["id"]
        let review = try db.first("SELECT * FROM verdict WHERE id = :id", ["id": id]) {
          try ReviewRows.vote($0, item: item)
        }
        rate(review.map { [$0] } ?? [], language)
      }
    }
  }

  /// What a juror says, by item.
  private func read(_ juror: String, _ db: Database) throws {
    var language = ""
    var reviews: [Review] = []
    try db.each(
      """
      SELECT item.key, item.language, v.id, v.jury, v.juror, v.trial, v.attempt, v.outcome, v.labels,
        v.reason, v.prompt_hash, v.at
      FROM verdict AS v JOIN benchmark_item AS item ON item.id = v.item
      WHERE v.juror = :juror ORDER BY v.item, v.trial
      """,
      ["juror": juror]
    ) { row in
      let review = try ReviewRows.vote(row, item: row["key"])
      if review.item != reviews.last?.item {
        rate(reviews, language)
        language = try row["language"]
        reviews = []
      }
      reviews.append(review)
    }
    rate(reviews, language)
  }

  /// - Parameter reviews: a juror's of one item, by trial.
  private func rate(_ reviews: [Review], _ language: String) {
    guard let last = reviews.last,
      let ballot = JurorStatement(juror: last.juror, reviews: reviews).ballot,
      let value = ballot.answer(to: field, of: stage, under: guideline)
    else { return }
    hand(value, of: last.juror, last.item, language, at: last.at)
  }

  private func hand(
    _ value: FieldValue,
    of juror: String,
    _ item: ItemID,
    _ language: String,
    at moment: Timestamp
  ) {
    body(
      FieldRating(
        item: item,
        language: language,
        rater: juror,
        pseudonym: nil,
        value: value,
        at: moment
      )
    )
  }
}
