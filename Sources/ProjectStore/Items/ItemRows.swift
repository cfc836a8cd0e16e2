import AnnotationCore

/// How items are read from their table.
enum ItemRows {
  /// What becomes of a row of `item`, or of a view of it.
  /// - Parameter withModel: whether to say what wrote the answer, which raters are not to see.
  static func item(_ row: Row, withModel: Bool) throws -> Item {
    Item(
      id: try row["key"],
      language: try row["language"],
      question: try row["question"],
      answer: try row["answer"],
      source: try row["source"],
      model: withModel ? try row["model"] : nil
    )
  }

  /// The row of an item.
  /// - Throws: ``WorkProblem/noSuchItem(_:)``.
  static func id(of key: ItemID, _ db: Database) throws -> Int64 {
    let id: Int64? = try db.value("SELECT id FROM item WHERE key = :key", ["key": key])
    guard let id else { throw StoreError.work(.noSuchItem(key)) }
    return id
  }

  /// What the last stage of an item is filled in on that is labelled in it alone; nil for the others.
  static func singleStage(
    row: Int64,
    _ guideline: Guideline,
    _ db: Database
  ) throws -> StageBasis? {
    let criterion = try db.first(
      "SELECT * FROM single_stage WHERE item = :item",
      ["item": row]
    ) { try $0.criterion("criterion", of: "#\(row)") }
    return criterion.flatMap(\.self).map { guideline.alone(under: $0) }
  }
}
