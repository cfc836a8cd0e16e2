/// Measured agreement, as it was at a moment.
enum AgreementTables {
  static let all = [
    """
    CREATE TABLE agreement_run (
      id INTEGER PRIMARY KEY,
      note TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE agreement_measure (
      run INTEGER NOT NULL REFERENCES agreement_run(id),
      field TEXT NOT NULL,
      stratum TEXT NOT NULL,
      raters TEXT NOT NULL CHECK (raters IN ('humans', 'jurors', 'human-jury', 'all')),
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
  ]
}
