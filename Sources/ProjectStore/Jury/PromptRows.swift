import AnnotationCore

/// How prompts that were sent are read and kept.
enum PromptRows {
  static func prompt(_ hash: String, _ db: Database) throws -> SentPrompt? {
    try db.first(
      """
      SELECT p.*, system.text AS system, user.text AS user, schema.text AS schema
      FROM prompt AS p
        JOIN prompt_text AS system ON system.hash = p.system_text
        JOIN prompt_text AS user ON user.hash = p.user_text
        JOIN prompt_text AS schema ON schema.hash = p.schema_text
      WHERE p.hash = :hash
      """,
      ["hash": hash]
    ) { row in
      SentPrompt(
        hash: hash,
        template: try row.decoded("template"),
        system: .init(hash: try row["system_text"], text: try row["system"]),
        user: .init(hash: try row["user_text"], text: try row["user"]),
        schema: .init(hash: try row["schema_text"], text: try row["schema"])
      )
    }
  }

  /// The prompts of all reviews of the benchmark's items, in the order of their digests.
  static func eachOfBenchmark(_ db: Database, _ body: (PromptRecord) throws -> Void) throws {
    try db.each(
      """
      SELECT * FROM prompt WHERE hash IN
        (SELECT prompt_hash FROM review WHERE item IN (SELECT id FROM benchmark_item))
      ORDER BY hash
      """
    ) { row in
      try body(
        PromptRecord(
          hash: try row["hash"],
          template: try row.decoded("template"),
          system: try row["system_text"],
          user: try row["user_text"],
          schema: try row["schema_text"]
        )
      )
    }
  }

  /// Keeps a prompt, each of its texts once.
  static func keep(_ prompt: SentPrompt, _ db: Database) throws {
    guard try !db.exists("SELECT 1 FROM prompt WHERE hash = :hash", ["hash": prompt.hash]) else {
      return
    }
    for part in [prompt.system, prompt.user, prompt.schema] {
      try db.run(
        "INSERT INTO prompt_text (hash, text) VALUES (:hash, :text) ON CONFLICT DO NOTHING",
        ["hash": part.hash, "text": part.text]
      )
    }
    try db.run(
      """
      INSERT INTO prompt (hash, template, system_text, user_text, schema_text)
      VALUES (:hash, :template, :system, :user, :schema)
      """,
      [
        "hash": prompt.hash, "template": try CodedJSON.text(of: prompt.template),
        "system": prompt.system.hash, "user": prompt.user.hash, "schema": prompt.schema.hash,
      ]
    )
  }
}
