/// Finding items by their words, by SQLite's FTS5.
///
/// Of each language the index has the items up to `indexed`; those beyond it are found by scanning.
///
/// Items are taken in language by language: few trigrams are then in use at a time. Nothing is merged
/// while items are taken in, since that would write every entry several times; the parts are merged at
/// the end (``Project/mergeSearchIndex()``). The index keeps these settings in the file.
///
/// The index holds the trigrams of the folded texts (`TextSearch.folded`) and nothing else. Two spaces are added to each text, so that some
/// trigram begins at each of its characters; the index's own list of trigrams then finds those that
/// begin with one character or two. A trigram of U+0001 and the language's first letters stands for the
/// language.
enum SearchIndex {
  static let tables = [
    """
    CREATE VIRTUAL TABLE item_text USING fts5(
      question, answer, content='', tokenize='trigram case_sensitive 1', detail='none'
    )
    """,
    "CREATE VIRTUAL TABLE item_trigram USING fts5vocab(item_text, instance)",
    """
    INSERT INTO item_text (item_text, rank)
    VALUES ('hashsize', 67108864), ('automerge', 0), ('crisismerge', 1999), ('usermerge', 4)
    """,
    """
    CREATE TABLE search_progress (
      language TEXT PRIMARY KEY,
      indexed INTEGER NOT NULL CHECK (indexed >= 0)
    ) STRICT, WITHOUT ROWID
    """,
  ]
}
