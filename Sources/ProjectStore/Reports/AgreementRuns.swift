package import Agreement
package import AnnotationCore

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
    package var coefficient: Coefficient.Name
    package var scale: Scale
    /// Nil where the coefficient has none.
    package var weights: WeightScheme?

    package init(
      field: FieldID,
      stratum: String = "",
      raters: RaterGroup,
      between: String = "",
      coefficient: Coefficient.Name,
      scale: Scale = .nominal,
      weights: WeightScheme? = nil
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
    case undefined(Undefined.Code)
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
    try write(.manage) { db in
      let run = try db.insert(
        "INSERT INTO agreement_run (note, at) VALUES (:note, :at)",
        ["note": note, "at": moment]
      )
      for value in values { try AgreementRows.insert(value, run: run, db) }
      return run
    }
  }

  /// All runs, the latest first.
  package func agreementRuns() throws(StoreError) -> [AgreementRun] {
    try read(.figures) { db in try AgreementRows.runs(db, limit: nil) }
  }
}

/// How runs are written and read.
enum AgreementRows {
  static func insert(_ value: AgreementValue, run: Int64, _ db: Database) throws {
    var number: Double?
    var undefined: Undefined.Code?
    switch value.measure {
    case .value(let measured): number = measured
    case .undefined(let why): undefined = why
    }
    let place = value.place
    try db.run(
      """
      INSERT INTO agreement_measure (run, field, stratum, raters, between_raters, coefficient,
        scale, weights, value, undefined, observed, expected, standard_error, lower, upper, level,
        method, resamples, items, rater_count, ratings)
      VALUES (:run, :field, :stratum, :raters, :between, :coefficient, :scale, :weights, :value,
        :undefined, :observed, :expected, :standard_error, :lower, :upper, :level, :method,
        :resamples, :items, :rater_count, :ratings)
      """,
      [
        "run": run, "field": place.field, "stratum": place.stratum, "raters": place.raters,
        "between": place.between, "coefficient": place.coefficient, "scale": place.scale,
        "weights": place.weights?.rawValue ?? "", "value": number, "undefined": undefined,
        "observed": value.observed, "expected": value.expected,
        "standard_error": value.standardError, "lower": value.interval?.lower,
        "upper": value.interval?.upper, "level": value.interval?.level,
        "method": value.interval?.method, "resamples": value.interval?.resamples,
        "items": value.items, "rater_count": value.raterCount, "ratings": value.ratings,
      ]
    )
  }

  /// The latest runs, with their values by field, stratum, raters and coefficient.
  /// - Parameter limit: how many at most, or nil for all.
  static func runs(_ db: Database, limit: Int?) throws -> [AgreementRun] {
    let runs = try db.rows(
      "SELECT * FROM agreement_run ORDER BY id DESC LIMIT :limit",
      ["limit": limit ?? -1]
    ) { row in
      AgreementRun(id: try row["id"], note: try row["note"], at: try row["at"], values: [])
    }
    return try runs.map { run in
      var run = run
      run.values = try db.rows(
        """
        SELECT * FROM agreement_measure WHERE run = :run
        ORDER BY field, stratum, raters, between_raters, coefficient, weights
        """,
        ["run": run.id],
        value
      )
      return run
    }
  }

  private static func value(of row: Row) throws -> AgreementValue {
    let lower: Double? = try row["lower"]
    let interval = try lower.map { lower in
      Interval(
        method: try row["method"],
        lower: lower,
        upper: try row["upper"],
        level: try row["level"],
        resamples: try row["resamples"]
      )
    }
    let number: Double? = try row["value"]
    return AgreementValue(
      AgreementValue.Place(
        field: try row.field("field"),
        stratum: try row["stratum"],
        raters: try row["raters"],
        between: try row["between_raters"],
        coefficient: try row["coefficient"],
        scale: try row["scale"],
        weights: try row["weights"] == "" ? nil : row["weights"] as WeightScheme
      ),
      measure: try number.map(AgreementValue.Measure.value) ?? .undefined(row["undefined"]),
      observed: try row["observed"],
      expected: try row["expected"],
      standardError: try row["standard_error"],
      interval: interval,
      items: try row["items"],
      raterCount: try row["rater_count"],
      ratings: try row["ratings"]
    )
  }
}
