import AnnotationCore

/// How exposures are read and kept.
enum ExposureRows {
  /// What becomes of a row of `exposure`.
  static func exposure(_ row: Row, item: ItemID) throws -> Exposure {
    Exposure(
      id: try row["id"],
      item: item,
      person: try row["person"],
      stage: try row["stage"],
      mode: try row["mode"],
      isControl: try row["control"],
      reviews: try row["reviews"],
      follows: try row["follows"],
      at: try row["at"]
    )
  }

  /// An exposure with the row of its item and the pseudonym of its person.
  struct Shown {
    var exposure: Exposure
    var row: Int64
    var person: String

    /// Whether another one is of the same item and person, and under suggestions of the same stage.
    func belongs(with other: Shown) -> Bool {
      row == other.row && exposure.person == other.exposure.person
        && (exposure.stage == other.exposure.stage || exposure.mode == .afterCommit)
    }
  }

  /// What becomes of a row of `exposure` with `key` and `pseudonym`.
  static func shown(_ row: Row) throws -> Shown {
    Shown(
      exposure: try exposure(row, item: row["key"]),
      row: try row["item"],
      person: try row["pseudonym"]
    )
  }

  /// A person's exposures on an item, the first one first.
  static func exposures(
    row: Int64,
    item: ItemID,
    person: PersonID,
    _ db: Database
  ) throws -> [Exposure] {
    try db.rows(
      "SELECT * FROM exposure WHERE item = :item AND person = :person ORDER BY id",
      ["item": row, "person": person]
    ) { try exposure($0, item: item) }
  }

  /// Keeps what is about to be shown or withheld; the very same is kept once.
  static func put(
    _ opinion: JuryOpinion,
    row: Int64,
    person: PersonID,
    stage: StageNumber,
    isControl: Bool,
    guideline: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO exposure (item, person, stage, mode, control, reviews, follows, guideline, at)
      VALUES (:item, :person, :stage, :mode, :control, :reviews,
        (SELECT coalesce(max(id), 0) FROM annotation), :guideline, :at)
      ON CONFLICT DO NOTHING
      """,
      [
        "item": row, "person": person, "stage": stage, "mode": opinion.mode,
        "control": isControl, "reviews": opinion.statements.flatMap(\.reviews).sorted(),
        "guideline": guideline, "at": moment,
      ]
    )
  }
}
