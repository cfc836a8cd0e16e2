package import AnnotationCore
import GRDB

/// Agreement as it was measured at one moment.
package struct AgreementRun: Hashable, Sendable {
  package var id: Int64
  package var note: String
  package var at: Timestamp
  package var values: [AgreementValue]

  package init(id: Int64, note: String, at: Timestamp, values: [AgreementValue]) {
    self.id = id
    self.note = note
    self.at = at
    self.values = values
  }
}

/// One coefficient for one field.
package struct AgreementValue: Hashable, Sendable {
  package var field: FieldID
  /// The part of the items that it was measured on, such as a language; empty for all of them.
  package var stratum: String
  package var raters: RaterGroup
  /// The coefficient's name, such as `krippendorff_alpha`.
  package var coefficient: String
  package var measure: Measure
  /// How many items, raters and ratings entered.
  package var items: Int
  package var raterCount: Int
  package var ratings: Int

  package init(
    field: FieldID,
    stratum: String = "",
    raters: RaterGroup,
    coefficient: String,
    measure: Measure,
    items: Int,
    raterCount: Int,
    ratings: Int
  ) {
    self.field = field
    self.stratum = stratum
    self.raters = raters
    self.coefficient = coefficient
    self.measure = measure
    self.items = items
    self.raterCount = raterCount
    self.ratings = ratings
  }

  /// A number, or why there is none.
  package enum Measure: Hashable, Sendable {
    case value(Double)
    case undefined(String)
  }
}

extension Project {
  /// Keeps a run of measurements.
  /// - Returns: the run's id.
  @discardableResult
  package func saveAgreement(
    _ values: [AgreementValue],
    note: String = "",
    at moment: Timestamp
  ) throws(StoreError) -> Int64 {
    try write { db in
      try db.execute(
        sql: "INSERT INTO agreement_run (note, at) VALUES (?, ?)",
        arguments: [note, moment.rawValue]
      )
      let run = db.lastInsertedRowID
      let insertion = try db.cachedStatement(
        sql: "INSERT INTO agreement_value VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      )
      for value in values {
        var number: Double?
        var undefined: String?
        switch value.measure {
        case .value(let measured): number = measured
        case .undefined(let why): undefined = why
        }
        try insertion.execute(
          arguments: [
            run, value.field, value.stratum, value.raters.rawValue, value.coefficient, number,
            undefined, value.items, value.raterCount, value.ratings,
          ]
        )
      }
      return run
    }
  }

  /// The latest run, or nil where nothing was measured yet; values by field, stratum, raters and
  /// coefficient.
  package func latestAgreement() throws(StoreError) -> AgreementRun? {
    try read { db in try Self.latestAgreement(db) }
  }

  static func latestAgreement(_ db: Database) throws -> AgreementRun? {
    let found = try Row.fetchOne(
      db,
      sql: "SELECT id, note, at FROM agreement_run ORDER BY id DESC LIMIT 1"
    )
    guard let found else { return nil }
    var run = AgreementRun(
      id: found[0],
      note: found[1],
      at: Timestamp(rawValue: found[2]),
      values: []
    )
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT field, stratum, raters, coefficient, value, undefined, items, rater_count, ratings
        FROM agreement_value WHERE run = ? ORDER BY field, stratum, raters, coefficient
        """,
      arguments: [run.id]
    )
    while let row = try rows.next() {
      run.values.append(
        AgreementValue(
          field: row[0],
          stratum: row[1],
          raters: RaterGroup(rawValue: row[2]) ?? .all,
          coefficient: row[3],
          measure: (row[4] as Double?).map(AgreementValue.Measure.value) ?? .undefined(row[5]),
          items: row[6],
          raterCount: row[7],
          ratings: row[8]
        )
      )
    }
    return run
  }
}
