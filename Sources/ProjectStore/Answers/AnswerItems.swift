package import AnnotationCore

/// What making items of answers did.
package struct AnswerItemsReport: Hashable, Sendable {
  /// The new items, in the order in which they were added.
  package var items: [ItemID] = []
  /// Answers that are word for word another one to the same question, and share its item.
  package var shared = 0
  /// Questions that wait for an answer of some writer, and get their items together later.
  package var waiting = 0

  package init() {}
}

extension Project {
  /// Makes an item of every answer that has none, question by question, once no writer owes one more.
  ///
  /// An item's id is the question's with a letter that is drawn at random, also among those that
  /// earlier answers left, and items are added in the order of their letters: neither id nor place says
  /// which writer it is of.
  /// - Parameters:
  ///   - writers: those that are asked now, as they were registered.
  ///   - file: what the import is called in the record.
  ///   - chunk: at most so many questions in one transaction, each of which is an import.
  ///   - process: the program that makes them.
  ///   - sha256: of the new items of a transaction, in hexadecimal.
  package func makeItems(
    ofAnswersBy writers: [Writer],
    file: String,
    at moment: Timestamp,
    using random: inout some RandomNumberGenerator,
    chunk: Int = 200,
    by process: ImportingProcess,
    sha256: ([Item]) -> String
  ) throws(StoreError) -> AnswerItemsReport {
    var report = AnswerItemsReport()
    let (waiting, questions) = try read(.manage) { db in
      (try AnswerItemRows.waiting(for: writers, db), try AnswerItemRows.withAnswersToUse(db))
    }
    report.waiting = waiting.count
    var left = questions.filter { !waiting.contains($0) }[...]
    guard !left.isEmpty else { return report }
    let claim = try claimImport(by: process)
    var drawing = random
    do {
      while !left.isEmpty {
        try write(.manage) { db in
          try ImportClaimRows.renew(claim, db)
          let new = try AnswerItemRows.make(
            of: left.prefix(chunk),
            after: claim.lastItem,
            at: moment,
            &report,
            db,
            using: &drawing
          )
          guard !new.isEmpty else { return }
          let record = ImportRecord(
            file: file,
            sha256: sha256(new),
            added: new.count,
            unchanged: 0,
            at: moment
          )
          try ImportRows.insert(record, db)
        }
        left = left.dropFirst(chunk)
      }
      try write(.manage) { db in try ImportClaimRows.release(claim, db) }
    } catch {
      giveUp(claim)
      throw error
    }
    random = drawing
    return report
  }
}

/// How items are made of answers.
private enum AnswerItemRows {
  /// Questions to which some writer owes an answer that may still come.
  static func waiting(for writers: [Writer], _ db: Database) throws -> Set<Int64> {
    Set(
      try db.values(
        "SELECT DISTINCT question FROM answer_owed WHERE writer IN :writers",
        ["writers": List(writers.map(\.name))]
      )
    )
  }

  static func withAnswersToUse(_ db: Database) throws -> [Int64] {
    try db.values(
      """
      SELECT DISTINCT question FROM answer_attempt AS a
      WHERE outcome = 'answered'
        AND NOT EXISTS (SELECT 1 FROM answer_item WHERE attempt = a.id) ORDER BY question
      """
    )
  }

  /// Makes the items of some questions' answers.
  /// - Returns: those that are new.
  static func make(
    of questions: some Collection<Int64>,
    after lastItem: Int64,
    at moment: Timestamp,
    _ report: inout AnswerItemsReport,
    _ db: Database,
    using random: inout some RandomNumberGenerator
  ) throws -> [Item] {
    var inserter = ItemRowInserter(after: lastItem)
    var new: [Item] = []
    for question in questions {
      for (item, attempts) in try make(of: question, db, using: &random) {
        if !item.isKnown {
          try inserter.insert(item.item, line: new.count + 1, db)
          new.append(item.item)
        }
        let row: Int64? = try db.value(
          "SELECT id FROM stored_item WHERE key = :key",
          ["key": item.item.id]
        )
        guard let row else { throw StoreError.work(.noSuchItem(item.item.id)) }
        try link(attempts, to: row, at: moment, db)
        report.shared += attempts.count - (item.isKnown ? 0 : 1)
      }
    }
    report.items += new.map(\.id)
    return new
  }

  /// The items of a question's answers, each with the attempts that gave it, by their ids.
  static func make(
    of question: Int64,
    _ db: Database,
    using random: inout some RandomNumberGenerator
  ) throws -> [(item: (item: Item, isKnown: Bool), attempts: [Int64])] {
    var items: [[UInt8]: (item: (item: Item, isKnown: Bool), attempts: [Int64])] = [:]
    let known = try db.rows(
      """
      SELECT DISTINCT item.* FROM answer_attempt AS a
        JOIN answer_item ON answer_item.attempt = a.id JOIN item ON item.id = answer_item.item
      WHERE a.question = :question
      """,
      ["question": question]
    ) { try ItemRows.item($0, withModel: true) }
    for item in known { items[Array(item.answer.utf8)] = ((item, true), []) }
    let answers = try db.rows(
      """
      SELECT q.*, a.id AS attempt, a.answer, a.reported_model, writer.configuration
      FROM answer_attempt AS a JOIN question AS q ON q.id = a.question
        JOIN writer ON writer.id = a.writer
      WHERE a.question = :question AND a.outcome = 'answered'
        AND NOT EXISTS (SELECT 1 FROM answer_item WHERE attempt = a.id)
      ORDER BY a.name, a.sample
      """,
      ["question": question]
    ) { row in
      let question = try QuestionRows.question(row)
      let item = Item(
        id: question.id,
        language: question.language,
        question: question.text,
        answer: try row["answer"],
        source: question.source,
        model: try model(row)
      )
      return (item: item, attempt: try row["attempt"] as Int64)
    }
    var letters = try Letters(of: answers.first?.item.id ?? "", db)
    for (item, attempt) in answers.shuffled(using: &random) {
      let answer = item.answer
      var made = items[Array(answer.utf8)] ?? ((item, false), [])
      if !made.item.isKnown, made.attempts.isEmpty {
        made.item.item.id = letters.draw(using: &random)
      }
      made.attempts.append(attempt)
      items[Array(answer.utf8)] = made
    }
    return items.values.filter { !$0.attempts.isEmpty }
      .sorted { $0.item.item.id < $1.item.item.id }
  }

  static func link(
    _ attempts: [Int64],
    to row: Int64,
    at moment: Timestamp,
    _ db: Database
  ) throws {
    for attempt in attempts {
      try db.insert(
        "INSERT INTO answer_item (attempt, item, at) VALUES (:attempt, :item, :at)",
        ["attempt": attempt, "item": row, "at": moment]
      )
    }
  }

  /// What wrote an answer: the model that its reply names, else the one that was asked.
  private static func model(_ row: Row) throws -> String {
    let writer: Writer = try row.decoded("configuration")
    // The name comes from outside, and is as long as its server likes.
    let name: String? = try row["reported_model"]
    if let reported = name?.prefix(200),
      reported.contains(where: { !$0.isWhitespace })
    {
      return String(reported.filter { $0 != "\0" })
    }
    if case .endpoint(let endpoint) = writer.model.provider { return endpoint.model }
    return writer.name
  }
}

/// The ids that a question's items may still get.
private struct Letters {
  private let question: ItemID
  private var taken: Set<ItemID>

  init(of question: ItemID, _ db: Database) throws {
    self.question = question
    // "/" follows "." in ASCII: all ids that begin with the question's and a point.
    taken = Set(
      try db.values(
        "SELECT key FROM item WHERE key >= :question || '.' AND key < :question || '/'",
        ["question": question]
      )
    )
  }

  /// A letter that no item of the question has; a longer name once all letters are taken.
  mutating func draw(using random: inout some RandomNumberGenerator) -> ItemID {
    let alphabet = (UInt8(ascii: "a")...UInt8(ascii: "z")).map { String(UnicodeScalar($0)) }
    var names = alphabet
    while true {
      if let free = names.map({ "\(question).\($0)" }).filter({ !taken.contains($0) })
        .randomElement(using: &random)
      {
        taken.insert(free)
        return free
      }
      names = names.flatMap { name in alphabet.map { name + $0 } }
    }
  }
}
