/// The fourth version: agreement is kept with its scale, weights, errors and intervals.
enum SchemaFour {
  static let all: [String] =
    [
      """
      CREATE TABLE agreement_measure (
        run INTEGER NOT NULL REFERENCES agreement_run(id),
        field TEXT NOT NULL,
        stratum TEXT NOT NULL,
        raters TEXT NOT NULL,
        between_raters TEXT NOT NULL,
        coefficient TEXT NOT NULL,
        scale TEXT NOT NULL,
        weights TEXT NOT NULL,
        value REAL,
        undefined TEXT,
        observed REAL,
        expected REAL,
        standard_error REAL CHECK (standard_error >= 0),
        lower REAL,
        upper REAL,
        level REAL CHECK (level > 0 AND level < 1),
        method TEXT,
        resamples INTEGER CHECK (resamples > 0),
        items INTEGER NOT NULL CHECK (items >= 0),
        rater_count INTEGER NOT NULL CHECK (rater_count >= 0),
        ratings INTEGER NOT NULL CHECK (ratings >= 0),
        PRIMARY KEY (run, field, stratum, raters, between_raters, coefficient, weights),
        CHECK ((value IS NULL) <> (undefined IS NULL)),
        CHECK ((lower IS NULL) = (upper IS NULL) AND (lower IS NULL) = (level IS NULL)
          AND (lower IS NULL) = (method IS NULL) AND (lower IS NULL) = (resamples IS NULL))
      ) STRICT, WITHOUT ROWID
      """,
      """
      INSERT INTO agreement_measure (run, field, stratum, raters, between_raters, coefficient, scale,
        weights, value, undefined, items, rater_count, ratings)
      SELECT run, field, stratum, raters, '', coefficient, 'nominal', '', value, undefined, items,
        rater_count, ratings
      FROM agreement_value
      """,
      "DROP TABLE agreement_value",
    ] + SchemaOne.onlyAddedTo(["agreement_measure"])
}
