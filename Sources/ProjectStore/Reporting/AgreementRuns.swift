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
  package var place: Place
  package var measure: Measure
  /// Agreement observed, and expected by chance, from 0 to 1; nil where the coefficient has none.
  package var observed: Double?
  package var expected: Double?
  package var standardError: Double?
  package var interval: Interval?
  /// How many items, raters and ratings entered.
  package var items: Int
  package var raterCount: Int
  package var ratings: Int

  package init(
    _ place: Place,
    measure: Measure,
    observed: Double? = nil,
    expected: Double? = nil,
    standardError: Double? = nil,
    interval: Interval? = nil,
    items: Int,
    raterCount: Int,
    ratings: Int
  ) {
    self.place = place
    self.measure = measure
    self.observed = observed
    self.expected = expected
    self.standardError = standardError
    self.interval = interval
    self.items = items
    self.raterCount = raterCount
    self.ratings = ratings
  }

  /// What was measured, and of what.
  package struct Place: Hashable, Sendable {
    package var field: FieldID
    /// The part of the items, such as `language=ar`; empty for all of them.
    package var stratum: String
    package var raters: RaterGroup
    /// The two raters, such as `rater-ab12/rater-cd34`; empty where all of them enter.
    package var between: String
    /// The coefficient's name, such as `krippendorff_alpha`.
    package var coefficient: String
    package var scale: String
    /// The weights, such as `linear`; empty where the coefficient has none.
    package var weights: String

    package init(
      field: FieldID,
      stratum: String = "",
      raters: RaterGroup,
      between: String = "",
      coefficient: String,
      scale: String = "nominal",
      weights: String = ""
    ) {
      self.field = field
      self.stratum = stratum
      self.raters = raters
      self.between = between
      self.coefficient = coefficient
      self.scale = scale
      self.weights = weights
    }
  }

  /// A number, or why there is none.
  package enum Measure: Hashable, Sendable {
    case value(Double)
    case undefined(String)
  }

  /// Where the value may lie.
  package struct Interval: Hashable, Sendable {
    package var lower: Double
    package var upper: Double
    package var level: Double
    package var method: String
    package var resamples: Int

    package init(lower: Double, upper: Double, level: Double, method: String, resamples: Int) {
      self.lower = lower
      self.upper = upper
      self.level = level
      self.method = method
      self.resamples = resamples
    }
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
      for value in values { try AgreementRows.insert(value, run: run, db) }
      return run
    }
  }

  /// The latest run, or nil where nothing was measured yet.
  package func latestAgreement() throws(StoreError) -> AgreementRun? {
    try read { db in try AgreementRows.runs(db, limit: 1).first }
  }

  /// All runs, the latest first.
  package func agreementRuns() throws(StoreError) -> [AgreementRun] {
    try read { db in try AgreementRows.runs(db, limit: -1) }
  }
}

/// How runs are written and read.
enum AgreementRows {
  static func insert(_ value: AgreementValue, run: Int64, _ db: Database) throws {
    var number: Double?
    var undefined: String?
    switch value.measure {
    case .value(let measured): number = measured
    case .undefined(let why): undefined = why
    }
    let place = value.place
    let marks = Array(repeating: "?", count: 21).joined(separator: ", ")
    let insertion = try db.cachedStatement(sql: "INSERT INTO agreement_measure VALUES (\(marks))")
    try insertion.execute(
      arguments: [
        run, place.field, place.stratum, place.raters.rawValue, place.between, place.coefficient,
        place.scale, place.weights, number, undefined, value.observed, value.expected,
        value.standardError, value.interval?.lower, value.interval?.upper, value.interval?.level,
        value.interval?.method, value.interval?.resamples, value.items, value.raterCount,
        value.ratings,
      ]
    )
  }

  /// The latest runs, with their values by field, stratum, raters and coefficient.
  static func runs(_ db: Database, limit: Int) throws -> [AgreementRun] {
    let found = try Row.fetchAll(
      db,
      sql: "SELECT id, note, at FROM agreement_run ORDER BY id DESC LIMIT ?",
      arguments: [limit]
    )
    return try found.map { row in
      AgreementRun(
        id: row[0],
        note: row[1],
        at: Timestamp(rawValue: row[2]),
        values: try Row.fetchAll(
          db,
          sql: """
            SELECT * FROM agreement_measure WHERE run = ?
            ORDER BY field, stratum, raters, between_raters, coefficient, weights
            """,
          arguments: [row[0] as Int64]
        ).map(value(of:))
      )
    }
  }

  private static func value(of row: Row) -> AgreementValue {
    let interval: AgreementValue.Interval? = (row["lower"] as Double?).map { lower in
      AgreementValue.Interval(
        lower: lower,
        upper: row["upper"],
        level: row["level"],
        method: row["method"],
        resamples: row["resamples"]
      )
    }
    return AgreementValue(
      AgreementValue.Place(
        field: row["field"],
        stratum: row["stratum"],
        raters: RaterGroup(rawValue: row["raters"]) ?? .all,
        between: row["between_raters"],
        coefficient: row["coefficient"],
        scale: row["scale"],
        weights: row["weights"]
      ),
      measure: (row["value"] as Double?).map(AgreementValue.Measure.value)
        ?? .undefined(row["undefined"]),
      observed: row["observed"],
      expected: row["expected"],
      standardError: row["standard_error"],
      interval: interval,
      items: row["items"],
      raterCount: row["rater_count"],
      ratings: row["ratings"]
    )
  }
}
