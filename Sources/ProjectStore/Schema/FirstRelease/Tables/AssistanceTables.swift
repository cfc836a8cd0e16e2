/// What annotators were shown of the jury.
enum AssistanceTables {
  static let all = [
    // Written before it is shown, or withheld to compare with. `follows` is the latest annotation of
    // anybody at that moment: those with a larger id came after it, whatever the clocks say.
    """
    CREATE TABLE exposure (
      id INTEGER PRIMARY KEY,
      item INTEGER NOT NULL,
      person INTEGER NOT NULL,
      stage INTEGER NOT NULL CHECK (stage > 0),
      mode TEXT NOT NULL CHECK (mode IN ('after_commit', 'before')),
      control INTEGER NOT NULL CHECK (control IN (0, 1)),
      reviews TEXT NOT NULL CHECK (json_valid(reviews) AND json_type(reviews) = 'array'),
      follows INTEGER NOT NULL CHECK (follows >= 0),
      guideline INTEGER NOT NULL REFERENCES guideline(id),
      at INTEGER NOT NULL,
      UNIQUE (item, person, stage, mode, reviews),
      FOREIGN KEY (item, person) REFERENCES assignment(item, person)
    ) STRICT
    """
  ]
}
