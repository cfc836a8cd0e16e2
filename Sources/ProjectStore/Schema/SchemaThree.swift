/// The third version: searches for one or two characters are looked up too.
enum SchemaThree {
  /// The index holds the texts' trigrams and nothing else.
  ///
  /// Two spaces are added to each text, so that some trigram begins at each of its characters; the
  /// index's own list of trigrams then finds those that begin with one character or two. A trigram
  /// of U+0001 and the language's first letters stands for the language. The index is filled anew by
  /// the next import; until then items are found by scanning.
  static let all: [String] = [
    "DROP TABLE item_text",
    """
    CREATE VIRTUAL TABLE item_text USING fts5(
      question, answer, content='', tokenize='trigram', detail='none'
    )
    """,
    "CREATE VIRTUAL TABLE item_trigram USING fts5vocab(item_text, instance)",
    "UPDATE search_state SET indexed = 0",
  ]
}
