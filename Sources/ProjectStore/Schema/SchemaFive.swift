/// The fifth version: labels that were given elsewhere.
///
/// They are measured with the others and decide nothing: stage two of another tool followed no
/// criterion of ours.
enum SchemaFive {
  static let all: [String] =
    [
      """
      CREATE TABLE outside_label (
        item INTEGER NOT NULL REFERENCES item(id),
        person INTEGER NOT NULL REFERENCES person(id),
        field TEXT NOT NULL CHECK (field <> ''),
        value TEXT NOT NULL CHECK (json_valid(value)),
        given_at INTEGER NOT NULL,
        file TEXT NOT NULL CHECK (file <> ''),
        place TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (item, person, field)
      ) STRICT, WITHOUT ROWID
      """,
      "CREATE INDEX outside_label_by_field ON outside_label (field)",
    ] + SchemaOne.onlyAddedTo(["outside_label"])
}
