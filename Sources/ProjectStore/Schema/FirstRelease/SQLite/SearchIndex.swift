/// Finding items by their words, by SQLite's FTS5.
///
/// The index has the items up to `indexed`; those beyond it are found by scanning.
///
/// The index holds the texts' trigrams and nothing else. Two spaces are added to each text, so that some
/// trigram begins at each of its characters; the index's own list of trigrams then finds those that
/// begin with one character or two. A trigram of U+0001 and the language's first letters stands for the
/// language.
enum SearchIndex {
  static let tables = [
    """
    CREATE VIRTUAL TABLE item_text USING fts5(
      question, answer, content='', tokenize='trigram', detail='none'
    )
    """,
    "CREATE VIRTUAL TABLE item_trigram USING fts5vocab(item_text, instance)",
    """
    CREATE TABLE search_state (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      indexed INTEGER NOT NULL CHECK (indexed >= 0)
    ) STRICT
    """,
    "INSERT INTO search_state VALUES (1, 0)",
  ]
}
