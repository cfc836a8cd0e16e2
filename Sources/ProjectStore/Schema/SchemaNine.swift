/// The ninth version: a decision keeps what the jury's votes were worth.
enum SchemaNine {
  /// Null where every vote counted alike.
  static let all: [String] = [
    """
    ALTER TABLE decision ADD COLUMN opinion TEXT
      CHECK (\(SchemaOne.isJSON("opinion", "object")))
      CHECK (opinion IS NULL OR how = 'jury_confirmed')
    """
  ]
}
