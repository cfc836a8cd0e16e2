import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct AnswerTests {
  let scratch: Scratch
  var project: Project { scratch.project }

  /// Two questions, in a project with the items a and b.
  init() throws {
    scratch = try Scratch()
    try scratch.importItems([item("a"), item("b")])
    #expect(try ask(["q1", "q2"]) == .success(2))
  }

  @discardableResult
  func ask(_ ids: [ItemID], text: String = "Is it?") throws -> Result<Int, QuestionDiffers> {
    let questions = ids.map { OpenQuestion(id: $0, language: "en", text: text, source: "press") }
    return try project.add(questions: questions, file: "questions.jsonl", at: scratch.now)
  }

  func writer(_ name: String, model: String = "m", samples: Int = 1, attempts: Int = 2) throws
    -> Writer
  {
    try Writer(
      name: name,
      model: .init(
        provider: .endpoint(.init(address: "http://127.0.0.1:9", model: model)),
        limits: .init(attempts: attempts)
      ),
      samples: samples
    )
  }

  func attempt(
    _ question: ItemID,
    _ writer: String,
    _ outcome: AnswerAttempt.Outcome,
    sample: Int = 1,
    attempt: Int = 1,
    model: String? = nil
  ) -> AnswerAttempt {
    let text = SentPrompt.Text(hash: "h", text: "prompt")
    return AnswerAttempt(
      question: question,
      writer: writer,
      sample: sample,
      attempt: attempt,
      outcome: outcome,
      rawReply: "{}",
      prompt: SentPrompt(
        hash: "p",
        template: PromptTemplate(
          name: "answer",
          version: "1",
          hash: "t",
          mode: nil,
          language: "en",
          order: nil
        ),
        system: text,
        user: text,
        schema: text
      ),
      trace: .init(sends: 1, cost: Money(billionths: 7)),
      reportedModel: model,
      promptTokens: 5,
      completionTokens: 2,
      at: scratch.now
    )
  }

  /// Keeps an attempt; says whether it was kept.
  @discardableResult
  func note(
    _ question: ItemID,
    _ writer: String,
    _ outcome: AnswerAttempt.Outcome,
    sample: Int = 1,
    attempt number: Int = 1,
    model: String? = nil
  ) throws -> Bool {
    try project.record([
      attempt(question, writer, outcome, sample: sample, attempt: number, model: model)
    ])[0]
  }

  func makeItems(_ writers: [Writer], seed: UInt64 = 1) throws -> AnswerItemsReport {
    var random = SplitMix64(seed: seed)
    return try project.makeItems(
      ofAnswersBy: writers,
      file: "answers",
      at: scratch.now,
      using: &random,
      by: .test()
    ) { _ in "digest" }
  }

  func waiting(_ writer: Writer) throws -> [String] {
    try project.casesForWriter(writer, limit: 9)
      .map { "\($0.question.id) s\($0.sample) a\($0.attempt)" }
  }

  func content(_ id: ItemID) throws -> [String?] {
    try scratch.raw().read { db in
      let row = try Row.fetchOne(
        db,
        sql: "SELECT question, answer, source, model FROM item WHERE key = ?",
        arguments: [id]
      )
      return row.map { [$0[0], $0[1], $0[2], $0[3]] } ?? []
    }
  }

  @Test func `a question that is there is passed over, a changed one is refused with the rest`()
    throws
  {
    #expect(try ask(["q1", "q3"]) == .success(1))
    #expect(try ask(["q4", "q2"], text: "Was it?") == .failure(QuestionDiffers(question: "q2")))
    #expect(try project.questionCount() == 3)
  }

  @Test func `an answer is owed until it is there, refused, or its attempts are used up`() throws {
    let writer = try writer("ada", samples: 2)
    try project.register(writers: [writer], at: scratch.now)
    #expect(try waiting(writer) == ["q1 s1 a1", "q1 s2 a1", "q2 s1 a1", "q2 s2 a1"])
    try note("q1", "ada", .flawed(.paragraphs(2)))
    try note("q1", "ada", .answered("It is."), sample: 2)
    try note("q2", "ada", .refused(reason: "no"))
    #expect(try waiting(writer) == ["q2 s2 a1", "q1 s1 a2"])
    try note("q1", "ada", .failed(reason: "no connection"), attempt: 2)
    #expect(try waiting(writer) == ["q2 s2 a1"])
    let progress = try #require(try project.answerProgress([writer]).first)
    #expect([progress.queued, progress.exhausted] == [1, 1])
    #expect([progress.answered, progress.refused, progress.failed] == [1, 1, 1])
    #expect(progress.flawed == ["paragraphs": 1])
    #expect([progress.promptTokens, progress.completionTokens] == [20, 8])
    #expect(try project.spentOnAnswers() == Money(billionths: 28))
  }

  @Test func `what a faster run kept is not kept twice`() throws {
    try project.register(writers: [writer("ada")], at: scratch.now)
    #expect(try note("q1", "ada", .failed(reason: "cut")))
    #expect(try !note("q1", "ada", .answered("It is.")))
    #expect(try note("q1", "ada", .answered("It is."), attempt: 2))
    #expect(try !note("q1", "ada", .answered("It was."), attempt: 3))
    #expect(throws: StoreError.answers(.noSuchQuestion("q9"))) {
      try note("q9", "ada", .answered("x"))
    }
    #expect(throws: StoreError.answers(.noSuchWriter("bob"))) {
      try note("q1", "bob", .answered("x"))
    }
  }

  @Test func `a name that has written stays with its model`() throws {
    try project.register(writers: [writer("ada", model: "wrong")], at: scratch.now)
    try note("q1", "ada", .failed(reason: "404"))
    try project.register(writers: [writer("ada", model: "m")], at: scratch.now)
    try note("q1", "ada", .answered("It is."), attempt: 2)
    // How often and how hard it is asked may change.
    try project.register(writers: [writer("ada", samples: 3, attempts: 9)], at: scratch.now)
    #expect(throws: StoreError.answers(.writerChanged("ada"))) {
      try project.register(writers: [writer("ada", model: "other")], at: scratch.now)
    }
  }

  @Test func `items come when no writer owes the question any more, and once`() throws {
    let writers = try [writer("ada"), writer("bob", model: "n")]
    try project.register(writers: writers, at: scratch.now)
    try note("q1", "ada", .answered("It is."))
    try note("q2", "ada", .answered("It is."))
    try note("q2", "bob", .answered("It is not."), model: "n-2026")
    var report = try makeItems(writers)
    #expect(report.items.count == 2)
    #expect(report.waiting == 1)
    #expect(Set(report.items.map { $0.prefix(3) }) == ["q2."])
    let contents = try report.items.map { try content($0) }
    #expect(Set(contents.map { $0[1] }) == ["It is.", "It is not."])
    for content in contents {
      #expect(content[0] == "Is it?")
      #expect(content[2] == "press")
      #expect(content[3] == (content[1] == "It is." ? "m" : "n-2026"))
    }
    #expect(try makeItems(writers).items.isEmpty)
    try note("q1", "bob", .refused(reason: "no"))
    report = try makeItems(writers)
    #expect(report.items.count == 1)
    #expect(report.waiting == 0)
    #expect(try project.snapshot { try $0.imports().map(\.added) } == [2, 2, 1])
  }

  @Test func `the letter says nothing of the writer, nor does the place`() throws {
    let ids = (1...200).map { "x\($0)" }
    try ask(ids)
    let writers = try [writer("ada"), writer("bob", model: "n")]
    try project.register(writers: writers, at: scratch.now)
    try project.record(
      (ids + ["q1", "q2"]).flatMap { id in
        [attempt(id, "ada", .answered("It is.")), attempt(id, "bob", .answered("It is not."))]
      }
    )
    let report = try makeItems(writers)
    #expect(report.items.count == 404)
    let models = try scratch.raw().read { db in
      try String.fetchAll(db, sql: "SELECT model FROM item WHERE model <> 'm-1' ORDER BY id")
    }
    #expect(models.count == 404)
    let first = stride(from: 0, to: 404, by: 2).count { models[$0] == "m" }
    // Of 202 questions about half begin with ada's: four standard deviations are 28.
    #expect((73...129).contains(first))
    let letters = Set(report.items.compactMap { $0.split(separator: ".").last })
    #expect(letters.count == 26)
  }

  @Test func `the same seed draws the same letters, and taken ids stay free`() throws {
    let writers = try [writer("ada")]
    try project.register(writers: writers, at: scratch.now)
    let taken = (UInt8(ascii: "a")...UInt8(ascii: "y")).map { String(UnicodeScalar($0)) }
    try scratch.importItems(taken.map { item("q1.\($0)") })
    try note("q1", "ada", .answered("It is."))
    try note("q2", "ada", .answered("It is."))
    let report = try makeItems(writers, seed: 3)
    #expect(report.items.first == "q1.z")
    let other = try AnswerTests()
    try other.project.register(writers: writers, at: other.scratch.now)
    try other.scratch.importItems(taken.map { item("q1.\($0)") })
    for question in ["q1", "q2"] { try other.note(question, "ada", .answered("It is.")) }
    #expect(try other.makeItems(writers, seed: 3).items == report.items)
  }

  @Test func `answers of the same words share an item, also later ones`() throws {
    let writers = try [writer("ada", samples: 2), writer("bob")]
    try project.register(writers: writers, at: scratch.now)
    try note("q1", "ada", .answered("It is."))
    try note("q1", "ada", .answered("It is."), sample: 2)
    try note("q1", "bob", .answered("It is, then."))
    let report = try makeItems(writers)
    #expect(report.items.count == 2)
    #expect(report.shared == 1)
    let more = try writers + [writer("cid")]
    try project.register(writers: more, at: scratch.now)
    try note("q1", "cid", .answered("It is."))
    let later = try makeItems(more)
    #expect(later.items.isEmpty)
    #expect(later.shared == 1)
  }

  @Test func `a name without end from outside is cut`() throws {
    try project.register(writers: [writer("ada")], at: scratch.now)
    try note("q1", "ada", .answered("It is."), model: String(repeating: "x", count: 999))
    try note("q2", "ada", .answered("It is."), model: " \n")
    let report = try makeItems([writer("ada")])
    let models = try report.items.map { try content($0)[3] }
    #expect(models == [String(repeating: "x", count: 200), "m"])
  }

  @Test func `neither annotators nor jurors learn what wrote an item`() throws {
    let writers = try [writer("secret-writer", model: "secret-model")]
    try project.register(writers: writers, at: scratch.now)
    try note("q1", "secret-writer", .answered("It is."), model: "secret-model-2")
    try note("q2", "secret-writer", .answered("It is not."))
    let items = try makeItems(writers).items
    let people = (try scratch.add("ann"), try scratch.add("ben"))
    try project.register(jurors: [recordedJuror("eve")], at: scratch.now)
    try scratch.assign(items, to: [people.0, people.1])
    var seen = ""
    for id in items {
      let work = try #require(try project.workItem(id, for: people.0.id))
      seen += "\(work)"
    }
    seen += "\(try project.items(of: people.0.id, matching: ItemFilter(text: ""), limit: 9))"
    for person in [people.0, people.1] { for id in items { try scratch.label(id, person) } }
    let cases = try project.casesForJury(recordedJuror("eve"), limit: 9)
    #expect(cases.count == 2)
    seen += "\(cases)"
    #expect(!seen.contains("secret"))
  }

  @Test(arguments: ["question", "writer", "answer_attempt", "answer_item"])
  func `what was asked and written is never changed or deleted`(table: String) throws {
    try project.register(writers: [writer("ada")], at: scratch.now)
    for question in ["q1", "q2"] { try note(question, "ada", .answered("It is.")) }
    _ = try makeItems([writer("ada")])
    try scratch.raw().write { db in
      let column = try #require(try db.columns(in: table).first?.name)
      for sql in ["UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)"] {
        let error = #expect(throws: DatabaseError.self) { try db.execute(sql: sql) }
        #expect(error?.message?.hasPrefix("the table \(table) is only added to") == true)
      }
    }
  }
}
