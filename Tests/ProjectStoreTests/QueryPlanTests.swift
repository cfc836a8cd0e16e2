import AnnotationCore
import Fixtures
import GRDB
import Testing

@testable import ProjectStore

/// How SQLite carries out the statements that the store runs while people wait for it.
@Suite struct `Statements that people wait for` {
  /// Tables that grow with the items; reading one of them from end to end takes seconds.
  ///
  /// Disputes are few, and a lead asks for all of them.
  static let large: Set = [
    "item", "stored_item", "assignment", "annotation", "review", "decision", "readiness",
    "jury_queue", "exposure",
    "draft", "reference", "flag", "outside_label", "prompt", "prompt_text",
    "batch_line", "batch_waiting", "answer_attempt",
  ]

  /// Whether a statement may read a table as a whole.
  static func mayRead(_ sql: String) -> Bool {
    // SQLite looks for rows that stand on the new one only while a foreign key is violated.
    sql.hasPrefix("INSERT INTO annotation")
  }

  @Test func `none of them reads a large table from end to end`() throws {
    let log = StatementLog()
    let scratch = try Scratch(guideline: assisted())
    let project = try Project.open(at: scratch.project.path, by: .tester, log: log)
    try work(with: project, scratch)
    try scratch.raw().read { db in
      let views = try String.fetchAll(db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'view'")
      for sql in log.statements {
        let tables = Self.tables(named: [sql] + views)
        for line in try Self.plan(of: sql, db) where Self.isFullRead(line, tables) {
          #expect(Self.mayRead(sql), "\(line)\n\(sql)")
        }
      }
    }
    #expect(log.statements.count > 60)
  }

  @Test func `a large table is known under another name too`() {
    let tables = Self.tables(named: ["SELECT * FROM item AS i JOIN person p ON true"])
    #expect(Self.isFullRead("SCAN i", tables))
    #expect(Self.isFullRead("SCAN i USING COVERING INDEX item_key", tables))
    #expect(!Self.isFullRead("SCAN p", tables))
    #expect(!Self.isFullRead("SEARCH i USING INTEGER PRIMARY KEY", tables))
  }

  @Test func `the next item comes from one index, without sorting`() throws {
    let log = StatementLog()
    let scratch = try Scratch()
    let (ann, _) = try scratch.team()
    let project = try Project.open(at: scratch.project.path, by: .tester, log: log)
    _ = try project.nextItem(for: ann.id)
    _ = try project.items(of: ann.id, matching: ItemFilter(kind: .open), limit: 5)
    try scratch.raw().read { db in
      let queues = log.statements.filter {
        $0.contains("state = :state") || $0.contains("state = c.state")
      }
      #expect(queues.count == 2)
      for sql in queues {
        let plan = try Self.plan(of: sql, db)
        #expect(plan.contains { $0.contains("INDEX assignment_queue") }, "\(plan)")
        // The next of each language and state are sorted, which are few; never a queue.
        let sorts = plan.filter { $0.contains("TEMP B-TREE FOR ORDER BY") }
        #expect(sorts.count == (sql.contains("assignment_count AS c") ? 1 : 0), "\(plan)")
      }
    }
  }

  /// A day of annotators, a lead and a jury.
  private func work(with project: Project, _ scratch: Scratch) throws {
    let (ann, ben) = try scratch.team(items: 3)
    let lead = try scratch.add("leo", .lead)
    try project.register(jurors: [recordedJuror("alder")], at: scratch.now)
    _ = try project.claimSession(
      person: ann.id,
      token: "t",
      process: SessionProcess(host: "h", boot: "b", number: 1, started: 1),
      at: scratch.now,
      .ifFree,
      isGone: { _ in false }
    )
    for person in [ann, ben] {
      for item in ["a", "b"] {
        let draft: FieldValues = ["reach": .single("wide")]
        try project.saveDraft(
          Draft(item: item, person: person.id, stage: .one, values: draft, at: scratch.now)
        )
        try project.commit(.one, stageOne(), of: item, by: person, at: scratch.now)
        let fit = person == ann ? "good" : "bad"
        try project.commit(.two, stageTwo(fit), of: item, by: person, at: scratch.now)
      }
    }
    try project.flag(item: "a", person: ann.id, comment: "look", at: scratch.now)
    let alder = recordedJuror("alder")
    for next in try project.casesForJury(alder, limit: 5) {
      try project.record([NewReview(verdict(on: next, at: scratch.now), prompt: nil)])
    }
    _ = try project.undoLast(of: ben.id, at: scratch.now)
    try project.commit(.two, stageTwo("bad"), of: "b", by: ben, at: scratch.now)
    _ = try project.decide(at: scratch.now)
    try look(at: project, ann, lead, scratch)
    let disputed = try project.disputedItems(for: lead)
    #expect(!disputed.isEmpty)
    #expect(try project.disputedItemCount(for: lead) == disputed.count)
    #expect(try project.disputedItem(after: nil, for: lead) == "a")
    #expect(try project.isDisputed("a"))
    _ = try project.settledExamples()
    _ = try project.dossier(of: "a", for: lead)
    _ = try project.adjudicate(
      item: "a",
      field: "fit",
      value: .single("good"),
      reason: "so",
      lead: lead,
      juryRevealed: false,
      at: scratch.now
    )
    _ = try project.juryOpinion(on: "a", for: ann.id, at: scratch.now)
  }

  /// What the screens ask for.
  private func look(at project: Project, _ ann: Person, _ lead: Person, _ scratch: Scratch) throws {
    for kind in ItemFilter.Kind.allCases {
      for backwards in [false, true] {
        for language in [nil, "en"] {
          _ = try project.items(
            of: ann.id,
            matching: ItemFilter(kind: kind, language: language),
            backwards: backwards,
            limit: 5
          )
        }
      }
    }
    _ = try project.nextItem(for: ann.id)
    _ = try project.itemBefore(2, for: ann.id)
    _ = try project.workload(of: ann.id)
    _ = try project.completions(of: ann.id, since: Timestamp(rawValue: 0))
    _ = try project.juryNewsCount(for: ann.id)
    let watch = try project.juryWatch(for: lead, at: scratch.now)
    _ = try project.juryWatch(for: lead, since: watch, at: scratch.now)
    _ = try project.knownReply(to: "r")
  }

  private func verdict(on next: ReviewCase, at moment: Timestamp) -> Review {
    Review(
      of: next.item.id,
      by: "alder",
      attempt: next.attempt,
      .labels(stageOne(), stageTwo("good")),
      at: moment
    )
  }

  /// A guideline that lets annotators see the jury after their commit.
  private func assisted() -> Guideline {
    var guideline = smallGuideline(jury: .confirms, quorum: 1)
    guideline.assistance = AssistancePolicy(mode: .afterCommit, control: 0.1)
    return guideline
  }

  private static func plan(of sql: String, _ db: GRDB.Database) throws -> [String] {
    db.add(function: DatabaseFunction("in_control_group", argumentCount: 2) { _ in nil })
    let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
    statement.setUncheckedArguments(StatementArguments())
    return try GRDB.Row.fetchAll(statement).map { $0["detail"] }
  }

  /// The tables that statements give other names, by these names.
  private static func tables(named statements: [String]) -> [String: Set<String>] {
    var tables: [String: Set<String>] = [:]
    for statement in statements {
      for match in statement.matches(of: /\b(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)/) {
        tables[String(match.2), default: []].insert(String(match.1))
      }
    }
    return tables
  }

  /// Whether a line of a plan reads a large table, or an index of it, as a whole.
  private static func isFullRead(_ line: String, _ tables: [String: Set<String>]) -> Bool {
    let words = line.split(separator: " ")
    guard words.first == "SCAN", words.count > 1 else { return false }
    let name = String(words[1])
    return !large.isDisjoint(with: tables[name, default: []].union([name]))
  }
}
