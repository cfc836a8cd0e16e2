import AnnotationCore
import Fixtures
import Testing

@testable import ProjectStore

@Suite struct `A statement` {
  @Test func `that is run inside its own rows keeps its place in both`() throws {
    let scratch = try Scratch()
    _ = try scratch.team(items: 3)
    var pairs: [String] = []
    try scratch.project.read(.manage) { db in
      try db.each("SELECT key FROM item ORDER BY id") { outer in
        let keys: [String] = try db.values("SELECT key FROM item ORDER BY id")
        let first: String? = try db.first("SELECT key FROM item ORDER BY id") { row in
          let again: String? = try db.value("SELECT key FROM item ORDER BY id")
          return try row["key"] + (again ?? "")
        }
        pairs.append(try outer["key"] + keys.joined() + (first ?? ""))
      }
    }
    #expect(pairs == ["aabcaa", "babcaa", "cabcaa"])
  }

  @Test func `parts hold all elements in their order`() {
    #expect([1, 2, 3, 4, 5].parts(of: 2).map(Array.init) == [[1, 2], [3, 4], [5]])
    #expect([Int]().parts(of: 2).isEmpty)
  }

  @Test func `what was written in earlier parts stays, and the error says so`() throws {
    let scratch = try Scratch()
    try scratch.importItems(["a", "b", "c"].map { item($0) })
    let error = #expect(throws: StoreError.self) {
      try scratch.project.writeEach(.manage, [["a", "b"], ["z"]]) { part, db in
        for id in part {
          let row = try ItemRows.id(of: id, db)
          try ReferenceRows.insert(lesson(id, .gold), row: row, at: scratch.now, db)
        }
        return part.count
      }
    }
    #expect(error == .cutShort(done: 2, .work(.noSuchItem("z"))))
    #expect(error?.description.contains("Before that 2 rows were added, which stay.") == true)
    #expect(try scratch.project.reference(for: "b") != nil)
  }
}
