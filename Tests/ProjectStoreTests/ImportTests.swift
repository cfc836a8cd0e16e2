import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `Importing items` {
  struct Stop: Error, Hashable {}

  @Test func `an import counts what it added, and what was there already`() throws {
    let scratch = try Scratch()
    #expect(
      try scratch.importItems([item("a"), item("b", "fr")])
        == ImportReport(added: 2, unchanged: 0, alreadyImported: false)
    )
    #expect(
      try scratch.importItems([item("b", "fr"), item("c")])
        == ImportReport(added: 1, unchanged: 1, alreadyImported: true)
    )
    #expect(try scratch.project.status().items == ["en": 2, "fr": 1])
  }

  @Test func `all items come in, or none, and the reader's own error comes back`() throws {
    let scratch = try Scratch()
    #expect(throws: Stop()) {
      try scratch.project.importItems(file: "f", sha256: "h", at: scratch.now, by: .test()) {
        inserter in
        try inserter.insert(item("a"), line: 1)
        throw Stop()
      }
    }
    #expect(try scratch.project.status().items.isEmpty)
    #expect(try scratch.project.snapshot { try $0.imports() }.isEmpty)
  }

  @Test func `an id twice in one file points at the first line`() throws {
    let scratch = try Scratch()
    #expect(throws: ImportProblem.duplicate(id: "a", firstLine: 1)) {
      try scratch.importItems([item("a"), item("b"), item("a")])
    }
    try scratch.importItems([item("a")])
    #expect(throws: ImportProblem.duplicate(id: "a", firstLine: 2)) {
      try scratch.importItems([item("b"), item("a"), item("a")])
    }
    #expect(try scratch.project.status().items == ["en": 1])
  }

  @Test(arguments: [
    ("language", Item(id: "a", language: "fr", question: "Q a?", answer: "A a.", model: "m-1")),
    ("question", Item(id: "a", language: "en", question: "Q?", answer: "A a.", model: "m-1")),
    ("answer", Item(id: "a", language: "en", question: "Q a?", answer: "", model: "m-1")),
    (
      "source",
      Item(id: "a", language: "en", question: "Q a?", answer: "A a.", source: "s", model: "m-1")
    ),
    ("model", Item(id: "a", language: "en", question: "Q a?", answer: "A a.")),
  ])
  func `an id with other content names what differs`(column: String, other: Item) throws {
    let scratch = try Scratch()
    try scratch.importItems([item("a")])
    #expect(throws: ImportProblem.differs(id: "a", column: column)) {
      try scratch.importItems([other])
    }
  }

  @Test func `texts that only look alike differ`() throws {
    let scratch = try Scratch()
    try scratch.importItems([Item(id: "a", language: "fr", question: "\u{E9}", answer: "x")])
    #expect(throws: ImportProblem.differs(id: "a", column: "question")) {
      try scratch.importItems([Item(id: "a", language: "fr", question: "e\u{301}", answer: "x")])
    }
  }

  @Test func `an item that no row can hold is refused as the store's`() throws {
    let scratch = try Scratch()
    let problem = #expect(throws: ImportProblem.self) { try scratch.importItems([item("")]) }
    guard case .store(.file(.refused)) = problem else {
      Issue.record("\(String(describing: problem))")
      return
    }
  }

  @Test func `the hash is asked for when the file has been read`() throws {
    let scratch = try Scratch()
    var hash = "unread"
    _ = try scratch.project.importItems(file: "f", sha256: hash, at: scratch.now, by: .test()) {
      _ in
      hash = "read"
    }
    #expect(try scratch.project.snapshot { try $0.imports().map(\.sha256) } == ["read"])
  }
}
