/// The first version of a project's tables, by idea.
///
/// Moments are milliseconds since 1970 in UTC.
enum SchemaOne {
  static let all: [String] =
    [project, guideline, importing, item, person]
    + assigning + annotating + jury + deciding + agreement
    + readiness + work + appendOnly

  static let project = """
    CREATE TABLE project (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      uuid TEXT NOT NULL UNIQUE CHECK (uuid <> ''),
      created_at INTEGER NOT NULL
    ) STRICT
    """

  static let guideline = """
    CREATE TABLE guideline (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE CHECK (sha256 <> ''),
      body TEXT NOT NULL CHECK (\(isJSON("body", "object"))),
      source TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT
    """

  static let importing = """
    CREATE TABLE import (
      id INTEGER PRIMARY KEY,
      file TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (sha256 <> ''),
      added INTEGER NOT NULL CHECK (added >= 0),
      unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
      at INTEGER NOT NULL
    ) STRICT
    """

  /// An import's row follows its items, since it counts them: its foreign key waits for the commit.
  static let item = """
    CREATE TABLE item (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      language TEXT NOT NULL CHECK (language <> ''),
      question TEXT NOT NULL,
      answer TEXT NOT NULL,
      source TEXT,
      model TEXT,
      import_id INTEGER NOT NULL REFERENCES import(id) DEFERRABLE INITIALLY DEFERRED,
      line INTEGER NOT NULL CHECK (line > 0),
      UNIQUE (language, id)
    ) STRICT
    """

  static let person = """
    CREATE TABLE person (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
      role TEXT NOT NULL CHECK (role IN ('annotator', 'lead')),
      languages TEXT NOT NULL CHECK (\(isJSON("languages", "array"))),
      pseudonym TEXT NOT NULL UNIQUE CHECK (pseudonym <> ''),
      added_at INTEGER NOT NULL
    ) STRICT
    """

  /// A check that a column holds JSON of one type, or nothing.
  ///
  /// Spelled out, since `json_type` of what is no JSON is an error of its own, and since SQLite's
  /// versions differ in what `json_valid` makes of NULL.
  static func isJSON(_ column: String, _ type: String) -> String {
    "CASE WHEN \(column) IS NULL THEN 1 WHEN json_valid(\(column)) "
      + "THEN json_type(\(column)) = '\(type)' ELSE 0 END"
  }

  /// What was said is only ever added to.
  static let appendOnly = onlyAddedTo([
    "project", "guideline", "import", "item", "annotation", "flag", "jury", "juror", "review",
    "decision", "agreement_run", "agreement_value",
  ])

  /// Triggers that refuse to change or delete rows of some tables.
  static func onlyAddedTo(_ tables: [String]) -> [String] {
    tables.flatMap { table in
      ["UPDATE", "DELETE"].map { verb in
        """
        CREATE TRIGGER \(table)_refuses_\(verb.lowercased()) BEFORE \(verb) ON \(table)
        BEGIN
          SELECT RAISE(ABORT, 'the table \(table) is only added to: \(verb) is refused, \
        so that what was said stays readable');
        END
        """
      }
    }
  }
}
