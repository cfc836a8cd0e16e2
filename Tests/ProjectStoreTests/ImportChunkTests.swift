import AnnotationCore
import Fixtures
import Foundation
import GRDB
import Testing

@testable import ProjectStore

/// An import whose program is killed, after chunks of two items.
/// - Parameter last: whether what is left of the last chunk was written too.
func cutShort(
  _ items: [Item],
  last: Bool = false,
  by process: ImportingProcess? = nil,
  in project: Project
) throws {
  var dead = ImportingProcess.test()
  dead.process = .max
  let claim = try project.claimImport(by: process ?? dead)
  let inserter = ItemInserter(project, claim: claim, chunk: 2)
  for (index, item) in items.enumerated() { try inserter.insert(item, line: index + 1) }
  if last { try inserter.flush() }
}

@Suite struct `Importing in chunks` {
  struct Stop: Error, Hashable {}

  let scratch: Scratch
  init() throws { scratch = try Scratch() }

  private func stored() throws -> [String] {
    try scratch.raw().read {
      try String.fetchAll($0, sql: "SELECT key FROM stored_item ORDER BY id")
    }
  }

  @Test(arguments: [1, 2, 3, 100])
  func `chunks of any size import the same`(chunk: Int) throws {
    try scratch.importItems([item("a")])
    #expect(
      try scratch.importItems(["b", "a", "c", "d"].map { item($0) }, chunk: chunk)
        == ImportReport(added: 3, unchanged: 1, alreadyImported: true)
    )
    #expect(try stored() == ["a", "b", "c", "d"])
    #expect(try scratch.project.snapshot { try $0.imports().map(\.added) } == [1, 3])
  }

  @Test func `an id twice in different chunks points at the first line`() throws {
    try scratch.importItems([item("a")])
    #expect(throws: ImportProblem.duplicate(id: "b", firstLine: 1)) {
      try scratch.importItems(["b", "c", "d", "e", "b"].map { item($0) }, chunk: 2)
    }
    #expect(throws: ImportProblem.duplicate(id: "a", firstLine: 1)) {
      try scratch.importItems(["a", "c", "d", "e", "a"].map { item($0) }, chunk: 2)
    }
    #expect(try stored() == ["a"])
  }

  @Test(arguments: [false, true])
  func `a killed import leaves nothing to see, and the next one removes it`(last: Bool) throws {
    try scratch.importItems([item("a")])
    try cutShort(["b", "c", "d"].map { item($0) }, last: last, in: scratch.project)
    #expect(try stored() == ["a", "b", "c"] + (last ? ["d"] : []))

    let project = try Project.open(at: scratch.project.path)
    #expect(try project.status().items == ["en": 1])
    #expect(try project.snapshot { try $0.imports().count } == 1)
    try project.indexForSearch()
    let ann = try scratch.add("ann")
    #expect(throws: StoreError.self) { try scratch.assign(["b"], to: [ann]) }
    try scratch.assign(["a"], to: [ann])
    #expect(try project.items(of: ann.id, matching: ItemFilter(text: "Q"), limit: 5).count == 1)

    // Another content of what nobody saw is nothing that differs.
    let other = Item(id: "b", language: "fr", question: "?", answer: "!")
    #expect(
      try scratch.importItems([other, item("a")])
        == ImportReport(added: 1, unchanged: 1, alreadyImported: true)
    )
    #expect(try stored() == ["a", "b"])
    #expect(try project.status().items == ["en": 1, "fr": 1])
  }

  @Test func `a bad line after several chunks leaves nothing`() throws {
    #expect(throws: Stop()) {
      try scratch.project.importItems(
        file: "f",
        sha256: "h",
        at: scratch.now,
        chunk: 1,
        by: .test()
      ) {
        for (line, key) in ["a", "b", "c"].enumerated() {
          try $0.insert(item(key), line: line + 1)
        }
        #expect(try stored() == ["a", "b", "c"])
        throw Stop()
      }
    }
    #expect(try stored().isEmpty)
    #expect(try scratch.importItems([item("b")]).added == 1)
  }

  @Test func `a refused item before a bad line comes first, with its line`() throws {
    try scratch.importItems([item("a")])
    let other = Item(id: "a", language: "fr", question: "?", answer: "!")
    let refusal = #expect(throws: ItemRefusal.self) {
      try scratch.project.importItems(file: "f", sha256: "h", at: scratch.now, by: .test()) {
        try $0.insert(item("b"), line: 1)
        try $0.insert(other, line: 2, text: Array("a line".utf8))
        throw Stop()
      }
    }
    #expect(refusal?.line == 2)
    #expect(refusal?.text == Array("a line".utf8))
    #expect(refusal?.problem == .differs(id: "a", column: "language"))
  }

  @Test func `another program writes between chunks, and sees none of them`() throws {
    let other = try Project.open(at: scratch.project.path, timeout: 0)
    _ = try scratch.project.importItems(
      file: "f",
      sha256: "h",
      at: scratch.now,
      chunk: 1,
      by: .test()
    ) {
      try $0.insert(item("a"), line: 1)
      try other.register(jurors: [recordedJuror("alder")], at: scratch.now)
      #expect(try other.status().items.isEmpty)
      try $0.insert(item("b"), line: 2)
    }
    #expect(try other.status().items == ["en": 2])
  }

  @Test func `of two imports at once the second is refused`() throws {
    let other = try Project.open(at: scratch.project.path)
    let me = ImportingProcess.test()
    _ = try scratch.project.importItems(
      file: "f",
      sha256: "h",
      at: scratch.now,
      chunk: 1,
      by: .test()
    ) {
      try $0.insert(item("a"), line: 1)
      #expect(throws: StoreError.importing(.underWay(host: me.host, process: me.process))) {
        try other.importItems(file: "g", sha256: "i", at: scratch.now, by: .test()) { _ in }
      }
      try $0.insert(item("b"), line: 2)
    }
    #expect(try stored() == ["a", "b"])
    _ = try other.importItems(file: "g", sha256: "i", at: scratch.now, by: .test()) { _ in }
  }

  @Test func `an import of another machine counts until it has been silent for long`() throws {
    let far = ImportingProcess(host: "far", process: .max, token: "far") { Timestamp(rawValue: 1) }
    try cutShort(["a", "b"].map { item($0) }, by: far, in: scratch.project)
    #expect(throws: StoreError.importing(.underWay(host: "far", process: .max))) {
      try scratch.importItems([item("c")])
    }
    try scratch.raw().write {
      try $0.execute(sql: "UPDATE import_claim SET alive_at = alive_at - 11 * 60000")
    }
    try scratch.importItems([item("c")])
    #expect(try stored() == ["c"])
  }

  @Test func `an import that another one took over ends, and the other's items stay`() throws {
    let error = #expect(throws: StoreError.self) {
      try scratch.project.importItems(
        file: "f",
        sha256: "h",
        at: scratch.now,
        chunk: 1,
        by: .test()
      ) {
        try $0.insert(item("a"), line: 1)
        try scratch.raw().write {
          try $0.execute(sql: "UPDATE import_claim SET alive_at = -600001")
        }
        try scratch.importItems([item("b")])
        try $0.insert(item("c"), line: 2)
      }
    }
    #expect(error == .importing(.takenOver))
    #expect(try stored() == ["b"])
  }

  @Test func `items of an unfinished import can go, all others stay`() throws {
    try scratch.importItems([item("a")])
    try cutShort(["b", "c"].map { item($0) }, in: scratch.project)
    try scratch.raw().write { db in
      #expect(throws: DatabaseError.self) {
        try db.execute(sql: "DELETE FROM stored_item WHERE key = 'a'")
      }
      #expect(throws: DatabaseError.self) {
        try db.execute(
          sql: """
            INSERT INTO import (file, sha256, added, unchanged, last_item, at)
            VALUES ('f', 'h', 0, 0, 0, 1)
            """
        )
      }
      try db.execute(sql: "DELETE FROM stored_item WHERE key = 'b'")
    }
  }

  /// SQLite looks for rows that stand on an item before it goes.
  @Test func `whatever stands on items is found by an index`() throws {
    try scratch.raw().read { db in
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT m.name || ' ' || f."from" FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f
          WHERE m.type = 'table' AND f."table" = 'stored_item' AND f."to" = 'id'
          """
      )
      #expect(tables.count > 8)
      for table in tables {
        let words = table.split(separator: " ")
        let plan = try GRDB.Row.fetchAll(
          db,
          sql: "EXPLAIN QUERY PLAN SELECT 1 FROM \(words[0]) WHERE \(words[1]) = 1"
        ).map { $0["detail"] as String }
        #expect(plan.allSatisfy { $0.hasPrefix("SEARCH") }, "\(table): \(plan)")
      }
    }
  }
}
