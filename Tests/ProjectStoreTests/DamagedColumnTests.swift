import AnnotationCore
import Fixtures
import Foundation
import GRDB
import Testing

@testable import ProjectStore

/// One letter of one cell changed, in every column that holds text: whoever reads the project is told
/// where, unless any text is right there.
@Suite struct `A damaged cell` {
  /// Columns of which nobody can tell that a letter has changed, or where it changes nothing that anybody
  /// is told; with the reason.
  static let undetected: [String: [String]] = [
    "any text may stand there, as people, models and files gave it": [
      "agreement_run.note", "annotation.reason", "answer_attempt.answer",
      "answer_attempt.raw_reply",
      "decision.reason", "flag.comment", "guideline.source", "import.file", "outside_label.file",
      "outside_label.place", "acting.system_user", "owner.system_user",
      "person.pseudonym", "person_state.changed_by", "person_state.languages",
      "person_state.name", "person_state.reason", "person_state.system_user",
      "prompt_text.text",
      "question.file", "question.key", "question.language", "question.source", "question.text",
      "reading_check.script", "reading_check.terminal",
      "reference.why", "review.raw_reply", "review.reason", "review.reported_model",
      "stored_item.answer",
      "stored_item.key", "stored_item.model", "stored_item.question", "stored_item.source",
      "training_waiver.reason", "unanswered_task.model", "unanswered_task.reason",
      "unanswered_task.subject",
    ],
    "a provider's own words": [
      "batch_event.detail", "batch_event.provider_id", "review.request_id",
    ],
    "kept for the record, and read by no part of the program": ["answer_attempt.dropped"],
    "a digest or a random name, of which the store does not have what it was made from": [
      "batch.key", "batch_line.request_hash", "import.sha256", "guideline.sha256", "batch.sha256",
      "import_claim.host", "import_claim.token", "project.uuid", "review.prompt_hash",
      "review.request_hash", "session.boot", "session.host", "session.token",
    ],
    "derived: the views leave out what is not due, and what is owed is asked of reviews": [
      "jury_queue.juror"
    ],
    "derived: what is not indexed is scanned": ["search_progress.language"],
    "the form leaves out what it does not take, as of a draft under an earlier guideline": [
      "draft.body"
    ],
  ]

  @Test func `is found when it is read, with its table, column and row`() throws {
    let columns = try Self.columns()
    let undetected = Set(Self.undetected.values.joined())
    #expect(undetected.subtracting(columns.map(\.description)) == [])
    for column in columns {
      let detail = try damage(column)
      let isNamed =
        detail.contains("'\(column.name)'")
        && (detail.contains("table \(column.table)") || detail.contains(" or \(column.table)"))
      if undetected.contains(column.description) {
        #expect(detail == "", "\(column) is found")
      } else {
        #expect(isNamed, "\(column): \(detail)")
      }
    }
  }

  /// What all that reads the project says of a damaged cell; empty where nobody minds.
  private func damage(_ column: Column) throws -> String {
    try damage(column.table) { db in
      // Of each row that has one: the first row may be one that nobody needs any more.
      try db.execute(
        sql: "UPDATE \(column.table) SET \(column.name) = ? WHERE \(column.name) = ?",
        arguments: [column.damaged, column.value]
      )
    }
  }

  @Test(arguments: [
    ("guideline", "body"), ("juror", "configuration"), ("writer", "configuration"),
    ("prompt", "template"), ("review", "probabilities"),
  ])
  func `is one whose JSON has a member that this program does not know`(
    table: String,
    column: String
  ) throws {
    let path = column == "probabilities" ? "$.fit.extra" : "$.extra"
    let detail = try damage(table) { db in
      try db.execute(
        sql: """
          UPDATE \(table) SET \(column) = json_set(\(column), ?, 1) WHERE \(column) IS NOT NULL
          """,
        arguments: [path]
      )
    }
    #expect(detail.contains("'\(column)'") && detail.contains(table), "\(detail)")
  }

  /// What all that reads the project says of a table in which something was changed.
  private func damage(
    _ table: String,
    by change: (GRDB.Database) throws -> Void
  ) throws -> String {
    let folder = try TemporaryFolder()
    let path = folder("p.xvw")
    try FileManager.default.copyItem(atPath: Self.file, toPath: path)
    try DatabaseQueue(path: path).inDatabase { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
      let triggers = try String.fetchAll(
        db,
        sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
        arguments: [table]
      )
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \"\(trigger)\"") }
      try change(db)
      #expect(db.changesCount > 0, "\(table)")
    }
    do {
      let project = try Project.open(at: path)
      try Self.readEverything(of: project)
      return ""
    } catch let error as StoreError {
      // Another owner: `review people own` takes the project back.
      if case .team(.notOnTeam) = error, table == "owner" { return "" }
      guard case .file(.damaged(_, let detail)) = error else { return "no damage: \(error)" }
      return detail
    }
  }

  /// Opens and exports, and what people and the jury read.
  private static func readEverything(of project: Project) throws {
    try project.snapshot { snapshot in
      _ = try snapshot.guidelines()
      _ = try snapshot.identity()
      _ = try snapshot.people()
      _ = try snapshot.jurors()
      _ = try snapshot.jurorsOfEveryJury()
      _ = try snapshot.imports()
      _ = try snapshot.agreement()
      _ = try snapshot.status()
      _ = try snapshot.itemCount()
      try snapshot.forEachDossier { _ in }
      try snapshot.forEachPrompt { _ in }
    }
    let guideline = project.guideline.guideline
    for field in guideline.fields {
      _ = try project.ratings(field: field.id, raters: .all)
      _ = try project.decisions(of: field.id)
      _ = try project.gold(of: field.id)
      try project.forEachTrial(of: field.id) { _ in }
    }
    for person in try project.people() {
      _ = try project.seenGuideline(by: person.id)
      for purpose in Reference.Purpose.allCases {
        _ = try project.referenceResults(of: person.id, for: purpose)
      }
      if person.role == .lead {
        for disputed in try project.disputedItems(for: person) {
          _ = try project.dossier(of: disputed.item, for: person)
        }
      }
      for listed in try project.items(of: person.id, matching: ItemFilter(), limit: 99) {
        _ = try project.workItem(listed.item, for: person.id)
      }
    }
    for juror in try project.jurors() { _ = try project.casesForJury(juror, limit: 99) }
    for batch in try project.batches() { _ = try project.lines(of: batch, numbers: [1]) }
    _ = try project.prompt("p")
    _ = try project.prompt("w")
    let writer = try Writer(name: "wren", model: recordedJuror("wren").model)
    _ = try project.answerProgress([writer])
    _ = try project.casesForWriter(writer, limit: 9)
    try project.register(writers: [writer], at: Timestamp(rawValue: 9))
  }

  // MARK: - Columns

  private struct Column: CustomStringConvertible {
    var table: String
    var name: String
    /// What one of its cells holds.
    var value: String
    /// The same with one letter in the other case, or another sign where it has none.
    var damaged: String {
      guard let place = value.firstIndex(where: { $0.isASCII && $0.isLetter }) else {
        return value + "~"
      }
      let letter = String(value[place])
      return value.replacingCharacters(
        in: place...place,
        with: letter == letter.uppercased() ? letter.lowercased() : letter.uppercased()
      )
    }
    var description: String { "\(table).\(name)" }
  }

  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Released/\(Migrations.count).xvw").path

  /// The columns of text that hold something, each with one of its values.
  private static func columns() throws -> [Column] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: file, configuration: configuration).read { db in
      try (AppendOnly.tables + AppendOnly.changing).sorted().flatMap { table in
        try db.columns(in: table).filter { $0.type == "TEXT" }.compactMap { column in
          let value = try String.fetchOne(
            db,
            sql: "SELECT \(column.name) FROM \(table) WHERE \(column.name) <> ''"
          )
          return value.map { Column(table: table, name: column.name, value: $0) }
        }
      }
    }
  }
}
