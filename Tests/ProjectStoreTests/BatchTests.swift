import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `Batches in a project` {
  let scratch: Scratch
  var project: Project { scratch.project }

  /// Items a, b, c wait for alder.
  init() throws {
    scratch = try Scratch(jury: .confirms)
    let (ann, ben) = try scratch.team()
    try scratch.project.register(jurors: [recordedJuror("alder")], at: scratch.now)
    for id in ["a", "b", "c"] { for person in [ann, ben] { try scratch.label(id, person) } }
  }

  func waiting() throws -> [String] {
    try project.casesForJury(recordedJuror("alder"), limit: 10).map { "\($0.item.id)\($0.attempt)" }
  }

  /// Keeps a batch of these items.
  @discardableResult
  func write(_ items: [ItemID], key: String = "00ff") throws -> Batch {
    let batch = Batch(
      key: key,
      client: "alder",
      sha256: "s",
      lines: items.count,
      bytes: 9,
      output: .schema,
      dropped: [.seed, .temperature],
      writtenAt: scratch.now
    )
    let text = SentPrompt.Text(hash: "t", text: "Judge.")
    let prompt = SentPrompt(
      hash: "p",
      template: PromptTemplate(
        name: "review",
        version: "1",
        hash: "h",
        mode: .blind,
        language: "en",
        order: .given
      ),
      system: text,
      user: text,
      schema: text
    )
    let lines = items.enumerated().map { index, id in
      BatchLine(
        number: index + 1,
        next: ReviewCase(
          item: Item(id: id, language: "en", question: "Q \(id)?", answer: "A \(id)."),
          decided: index == 0 ? [stageOne()] : []
        ),
        requestHash: "r\(index)",
        promptHash: "p",
        mostCost: Money(billionths: 10)
      )
    }
    try project.add(batch, lines: lines, prompts: [prompt])
    return batch
  }

  func add(_ kind: Batch.Kind, to batch: Batch, id: String? = nil) throws -> Batch {
    try project.append(Batch.Event(kind, providerID: id, at: scratch.now), to: batch)
  }

  @Test func `what is in an open batch waits for nobody else`() throws {
    let batch = try write(["a", "c"])
    #expect(try waiting() == ["b1"])
    let progress = try #require(try project.juryProgress().first)
    #expect([progress.queued, progress.inBatches] == [1, 2])
    _ = try add(.abandoned, to: batch)
    #expect(try waiting() == ["a1", "b1", "c1"])
  }

  @Test(arguments: [Batch.Kind.collected, .failed, .abandoned])
  func `what got no result waits again once the batch is over`(end: Batch.Kind) throws {
    let batch = try write(["a", "b"])
    try scratch.verdict("a", "alder")
    #expect(try waiting() == ["c1"])
    _ = try add(end, to: batch)
    #expect(try waiting() == ["b1", "c1"])
    #expect(try project.batches().map(\.state) == [.closed(end)])
  }

  @Test func `batches come back as they were written, with what happened`() throws {
    var batch = try write(["a"])
    batch = try add(.uploaded, to: batch, id: "file-1")
    batch = try add(.submitting, to: batch)
    batch = try add(.submitted, to: batch, id: "batch-1")
    #expect(try project.batches() == [batch])
    #expect(batch.uploadedID == "file-1")
    #expect(batch.state == .submitted(id: "batch-1", at: scratch.clock))
    #expect(try project.batches(openOnly: true) == [batch])
    _ = try add(.collected, to: batch)
    #expect(try project.batches(openOnly: true) == [])
  }

  @Test func `lines come back by number, without what wrote the answer`() throws {
    let batch = try write(["a", "b"])
    let lines = try project.lines(of: batch, numbers: [1, 2, 3])
    #expect(lines.keys.sorted() == [1, 2])
    #expect(lines[1]?.next.item.model == nil)
    #expect(lines[1]?.next.decided == [stageOne()])
    #expect(lines[2]?.next.item.question == "Q b?")
    #expect(lines[2]?.requestHash == "r1")
    #expect(try project.prompt("p")?.user.text == "Judge.")
  }

  @Test func `two programs never do the same step`() throws {
    let batch = try write(["a"])
    _ = try add(.submitting, to: batch)
    #expect(throws: StoreError.jury(.batchMovedOn("00ff"))) { try add(.submitting, to: batch) }
  }

  @Test func `no two open batches have the same trial`() throws {
    try write(["a"])
    #expect(throws: StoreError.jury(.trialInBatch(item: "a", juror: "alder"))) {
      try write(["b", "a"], key: "00aa")
    }
    #expect(try project.batches().map(\.key) == ["00ff"])
    #expect(try waiting() == ["b1", "c1"])
  }

  @Test func `what may still be paid is set aside, once`() throws {
    let batch = try write(["a", "b"])
    #expect(try project.committedToReviews() == Money(billionths: 20))
    try scratch.verdict("a", "alder")
    #expect(try project.committedToReviews() == Money(billionths: 10))
    _ = try add(.collected, to: batch)
    #expect(try project.committedToReviews() == .zero)
  }

  @Test func `a juror stays what it is while its batch is open`() throws {
    let batch = try write(["a"])
    var other = recordedJuror("alder")
    other.model.sampling.temperature = 1
    #expect(throws: StoreError.jury(.jurorInBatchChanged("alder"))) {
      try project.register(jurors: [other], at: scratch.now)
    }
    _ = try add(.abandoned, to: batch)
    try project.register(jurors: [other], at: scratch.now)
    #expect(try project.jurors() == [other])
  }

  @Test func `another jury leaves an open batch as it is`() throws {
    let batch = try write(["a", "b"])
    try project.register(jurors: [recordedJuror("birch")], at: scratch.now)
    try scratch.verdict("a", "alder")
    _ = try add(.collected, to: batch)
    try project.register(jurors: [recordedJuror("alder")], at: scratch.now)
    #expect(try waiting() == ["b1", "c1"])
  }

  @Test(arguments: ["batch", "batch_event", "batch_line"])
  func `what happened to a batch is never changed`(table: String) throws {
    _ = try add(.submitting, to: write(["a"]))
    try scratch.raw().write { db in
      let column = try #require(try db.columns(in: table).first?.name)
      for sql in ["UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)"] {
        #expect(throws: DatabaseError.self) { try db.execute(sql: sql) }
      }
    }
  }

  @Test func `nothing happens to a batch that is over, and it is submitted once`() throws {
    var batch = try write(["a"])
    batch = try add(.submitted, to: batch, id: "one")
    let known = batch
    #expect(throws: StoreError.self) { try add(.submitted, to: known, id: "two") }
    batch = try add(.collected, to: batch)
    let over = batch
    #expect(throws: StoreError.self) { try add(.polled, to: over) }
  }
}
