import Agreement
import AnnotationCore
import Fixtures
import GRDB
import Testing

@testable import ProjectStore

@Suite struct `The schema keeps the promises` {
  /// A project with at least one row in every table.
  func full() throws -> Scratch {
    let scratch = try Scratch()
    let (ann, ben) = try scratch.team(items: 2)
    try scratch.project.register(jurors: [recordedJuror("alder")], at: scratch.now)
    for person in [ann, ben] { try scratch.label("a", person) }
    try scratch.commit("b", ann, one: stageOne())
    try scratch.project.flag(item: "a", person: ann.id, comment: "look", at: scratch.now)
    try scratch.verdict("a", "alder")
    _ = try scratch.project.decide(at: scratch.now)
    try scratch.project.saveAgreement(
      [
        AgreementValue(
          AgreementValue.Place(
            field: "reach",
            raters: .humans,
            coefficient: .percentAgreement
          ),
          measure: .value(1),
          items: 1,
          raterCount: 2,
          ratings: 2
        )
      ],
      at: scratch.now
    )
    return scratch
  }

  @Test func `every table refuses changes but for those that are named`() throws {
    let scratch = try full()
    try scratch.raw().read { db in
      // FTS5 and GRDB keep tables of their own.
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
            AND name NOT LIKE 'item_t%' AND name <> 'grdb_migrations' ORDER BY name
          """
      )
      #expect(tables == (AppendOnly.tables + AppendOnly.changing).sorted())
      let refused = try String.fetchSet(
        db,
        sql: """
          SELECT tbl_name || ' ' || CASE WHEN sql LIKE '%BEFORE UPDATE ON%' THEN 'UPDATE' END
          FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE UPDATE ON%RAISE(ABORT%'
          UNION SELECT tbl_name || ' DELETE' FROM sqlite_schema
          WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE ON%RAISE(ABORT%'
          """
      )
      let wanted = AppendOnly.tables.flatMap { ["\($0) UPDATE", "\($0) DELETE"] }
      #expect(refused.isSuperset(of: wanted))
    }
  }

  @Test(arguments: [
    "project", "guideline", "import", "stored_item", "person", "annotation", "flag", "jury",
    "juror",
    "juror_trial", "review", "decision", "agreement_run", "agreement_measure",
  ])
  func `what was said is never changed or deleted`(table: String) throws {
    let scratch = try full()
    try scratch.raw().write { db in
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
      #expect(count > 0)
      let column = try #require(try db.columns(in: table).first?.name)
      for sql in ["UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)"] {
        let error = #expect(throws: DatabaseError.self) { try db.execute(sql: sql) }
        #expect(error?.message?.hasPrefix("the table \(table) is only added to") == true)
      }
    }
  }

  @Test(arguments: [
    "UPDATE assignment SET person = person", "UPDATE assignment SET position = 9",
    "DELETE FROM assignment",
  ])
  func `who has what stays`(sql: String) throws {
    let scratch = try full()
    try scratch.raw().write { db in
      let error = #expect(throws: DatabaseError.self) { try db.execute(sql: sql) }
      #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    }
  }

  @Test(arguments: [
    // A second root of a chain, and a fork.
    """
    INSERT INTO annotation (item, person, stage, act, labels, criterion, next, at,
      guideline)
    VALUES (1, 1, 1, 'commit', '{}', 'comply', 'next_stage', 1, 1)
    """,
    """
    INSERT INTO annotation (item, person, stage, act, supersedes, at, guideline)
    VALUES (1, 2, 2, 'withdraw', 2, 1, 1)
    """,
    // Stage one withdrawn from under a stage two.
    """
    INSERT INTO annotation (item, person, stage, act, supersedes, at, guideline)
    VALUES (1, 1, 1, 'withdraw', 1, 1, 1)
    """,
    // Stage two without a stage one.
    """
    INSERT INTO annotation (item, person, stage, act, labels, criterion, next, at,
      guideline)
    VALUES (2, 2, 2, 'commit', '{}', 'comply', 'done', 1, 1)
    """,
    // Not assigned.
    """
    INSERT INTO annotation (item, person, stage, act, reason, at, guideline)
    VALUES (2, 77, 1, 'skip', 'why', 1, 1)
    """,
    // A commit after which nothing follows, a skip without a reason.
    """
    INSERT INTO annotation (item, person, stage, act, labels, at, guideline)
    VALUES (2, 2, 1, 'commit', '{}', 1, 1)
    """,
    """
    INSERT INTO annotation (item, person, stage, act, at, guideline) VALUES (2, 2, 1, 'skip', 1, 1)
    """,
    // A stage two that stands on somebody else's stage one, on a stage two, or on nothing.
    """
    INSERT INTO annotation (item, person, stage, act, labels, criterion, next, at,
      guideline, stands_on, supersedes)
    VALUES (1, 1, 2, 'commit', '{}', 'comply', 'done', 1, 1, 3, 2)
    """,
    """
    INSERT INTO annotation (item, person, stage, act, labels, criterion, next, at,
      guideline, stands_on, supersedes)
    VALUES (1, 1, 2, 'commit', '{}', 'comply', 'done', 1, 1, 2, 2)
    """,
    """
    INSERT INTO annotation (item, person, stage, act, labels, criterion, next, at,
      guideline, supersedes)
    VALUES (1, 1, 2, 'commit', '{}', 'comply', 'done', 1, 1, 2)
    """,
    // Labels that are not JSON, a number where a moment belongs.
    """
    INSERT INTO annotation (item, person, stage, act, labels, criterion, next, at,
      guideline)
    VALUES (2, 2, 1, 'commit', 'no', 'comply', 'next_stage', 1, 1)
    """,
    """
    INSERT INTO annotation (item, person, stage, act, reason, at, guideline)
    VALUES (2, 2, 1, 'skip', 'why', 'noon', 1)
    """,
    // A second verdict of the same juror, a verdict without labels, an unknown juror.
    """
    INSERT INTO review (item, jury, juror, trial, attempt, outcome, labels, prompt_hash, latency_ms,
      at, sends, dropped, leniencies, cost)
    VALUES (1, 1, 'alder', 1, 2, 'verdict', '[{"values":{}}]', 'p', 0, 1, 1, '[]', '[]', 0)
    """,
    """
    INSERT INTO review (item, jury, juror, trial, attempt, outcome, prompt_hash, latency_ms, at,
      sends, dropped, leniencies, cost)
    VALUES (2, 1, 'alder', 1, 1, 'verdict', 'p', 0, 1, 1, '[]', '[]', 0)
    """,
    """
    INSERT INTO review (item, jury, juror, trial, attempt, outcome, reason, prompt_hash, latency_ms,
      at, sends, dropped, leniencies, cost)
    VALUES (2, 1, 'oak', 1, 1, 'failed', 'x', 'p', 0, 1, 1, '[]', '[]', 0)
    """,
    // A second decision beside the first, an adjudication without a lead.
    """
    INSERT INTO decision (item, field, value, how, annotations, reviews, at)
    VALUES (1, 'reach', '"wide"', 'unanimous', '[]', '[]', 1)
    """,
    """
    INSERT INTO decision (item, field, value, how, annotations, reviews, reason, at)
    VALUES (2, 'reach', '"wide"', 'adjudicated', '[]', '[]', 'so', 1)
    """,
    "INSERT INTO dispute VALUES (1, 'reach', 'bored', '{}', 1)",
    "INSERT INTO draft VALUES (1, 77, 1, '{}', 0, NULL, 1)",
    "INSERT INTO agreement_measure VALUES (1, 'f', '', 'all', '', 'k', 'nominal', '', NULL, NULL, "
      + "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0)",
    "INSERT INTO agreement_measure VALUES (1, 'f', '', 'all', '', 'k', 'nominal', '', 1.0, 'both', "
      + "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0)",
    "INSERT INTO agreement_measure VALUES (1, 'f', '', 'all', '', 'k', 'nominal', '', 1.0, NULL, "
      + "NULL, NULL, NULL, 0.5, NULL, NULL, NULL, NULL, 0, 0, 0)",
    "INSERT INTO assignment (item, person, language, position, at) VALUES (2, 1, 'fr', 9, 1)",
    "UPDATE assignment SET state = 'lost'",
    "INSERT INTO person VALUES (9, (SELECT pseudonym FROM person WHERE id = 1), 1)",
    // Another's name, an unknown role.
    "INSERT INTO person_state SELECT 99, 2, name, role, languages, system_user, groups, 1, 'x', NULL, 1 "
      + "FROM member WHERE id = 1",
    "INSERT INTO person_state VALUES (99, 1, 'zoe', 'boss', '[]', 'zoe', '{}', 1, 'x', NULL, 1)",
    "INSERT INTO project VALUES (2, 'x', 1)",
  ])
  func `a row that breaks a promise is refused`(sql: String) throws {
    let scratch = try full()
    try scratch.raw().writeWithoutTransaction { db in
      let error = #expect(throws: DatabaseError.self) { try db.execute(sql: sql) }
      #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    }
  }

  @Test func `what is derived agrees with what it is derived from`() throws {
    let scratch = try full()
    try scratch.raw().read { db throws in
      #expect(try derivedFaults(db) == [0, 0, 0, 0])
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
      #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
    }
  }
}

/// The number of rows in which the counts, readiness and the jury's queue are not what they should be.
func derivedFaults(_ db: GRDB.Database) throws -> [Int] {
  try [
    """
    SELECT count(*) FROM (
      SELECT person, language, state, items FROM assignment_count WHERE items > 0
      EXCEPT SELECT person, language, state, count(*) FROM assignment GROUP BY 1, 2, 3)
    """,
    """
    SELECT count(*) FROM (
      SELECT item, working, finished FROM readiness
      EXCEPT SELECT item, sum(state IN ('open', 'started')), sum(state IN ('waiting', 'done'))
      FROM assignment GROUP BY 1)
    """,
    // Every item of the benchmark that somebody has moved has its row.
    """
    SELECT count(*) FROM assignment WHERE state <> 'open'
      AND item NOT IN (SELECT item FROM readiness)
      AND item NOT IN (SELECT item FROM training_item)
      AND item NOT IN (SELECT item FROM single_stage)
    """,
    """
    SELECT count(*) FROM (
      SELECT item, juror FROM jury_queue
      EXCEPT SELECT item, name FROM readiness, juror
      WHERE ready AND jury = (SELECT max(id) FROM jury) AND NOT EXISTS (
        SELECT 1 FROM review WHERE review.item = readiness.item AND review.juror = name
          AND outcome IN ('verdict', 'refused')))
    """,
  ].map { try Int.fetchOne(db, sql: $0) ?? -1 }
}
