import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import Testing

@Suite struct `Listing and searching one's items` {
  let scratch: Scratch
  let ann: Person
  let ben: Person

  private static let texts: [(id: ItemID, question: String, answer: String)] = [
    ("law", "Is torture ever lawful?", "International law bans it."),
    ("tokyo", "東京は日本の首都ですか", "はい、東京です"),
    ("end", "It ends with 日本", "Ends: x"),
    ("moscow", "Столица РОССИИ?", "Москва"),
    ("share", "Is 50% enough_for a vote?", "It is 100\\50"),
    ("arabic", "هل يجوز ذلك؟", "نعم"),
    ("accents", "Un élève a des accents?", "Tiếng\u{A0}Việt"),
    ("harakat", "من هو مُحَمَّد", "-"),
    ("nukta", "पढ़ना", "-"),
  ]

  init() throws {
    scratch = try Scratch()
    ann = try scratch.add("ann")
    ben = try scratch.add("ben")
    try scratch.importItems(
      Self.texts.map { Item(id: $0.id, language: "en", question: $0.question, answer: $0.answer) }
    )
    try scratch.assign(Self.texts.map(\.id), to: [ann])
  }

  private func found(
    _ text: String? = nil,
    _ kind: ItemFilter.Kind = .all,
    language: String? = nil,
    from: Int = 1,
    backwards: Bool = false,
    limit: Int = 100,
    person: Person? = nil
  ) throws -> [ItemID] {
    try scratch.project.items(
      of: (person ?? ann).id,
      matching: ItemFilter(kind: kind, language: language, text: text),
      from: from,
      backwards: backwards,
      limit: limit
    ).map(\.item)
  }

  @Test(arguments: [
    ("torture", ["law"]), ("TORTURE", ["law"]), ("law bans", ["law"]), ("日本の", ["tokyo"]),
    ("日本", ["tokyo", "end"]), ("本", ["tokyo", "end"]), ("京", ["tokyo"]), ("x", ["end"]),
    (": x", ["end"]), ("ва", ["moscow"]), ("россии", ["moscow"]), ("сс", ["moscow"]),
    ("0%", ["share"]), ("50%", ["share"]), ("%", ["share"]), ("_", ["share"]), ("h_f", ["share"]),
    ("\\5", ["share"]), ("0\\50", ["share"]), ("ذلك", ["arabic"]), ("؟", ["arabic"]),
    ("accents", ["accents"]), ("élève", ["accents"]), ("eleve", ["accents"]), ("ELE", ["accents"]),
    ("محمد", ["harakat"]), ("مُحَمَّد", ["harakat"]), ("مح", ["harakat"]), ("पढना", ["nukta"]),
    ("पढ़ना", ["nukta"]), ("ढ़", ["nukta"]), ("tieng viet", ["accents"]), ("\u{301}", []),
    ("\"", []), ("qq", []), ("enough for", []), ("nowhere", []), ("日x", []),
  ])
  func `words of any length are found, in any script, at any place`(
    text: String,
    items: [ItemID]
  ) throws {
    let unindexed = try found(text)
    try scratch.project.indexForSearch(chunk: 4)
    #expect(try found(text) == items)
    #expect(unindexed == items)
  }

  @Test func `what came after the index was made is found too`() throws {
    try scratch.project.indexForSearch()
    try scratch.importItems([Item(id: "new", language: "fr", question: "日本 encore", answer: "")])
    try scratch.assign(["new"], to: [ann])
    #expect(try found("日本") == ["tokyo", "end", "new"])
    #expect(try found("encore") == ["new"])
    #expect(try found("日本", language: "fr") == ["new"])
  }

  @Test func `a search is complete after each step of indexing`() throws {
    let languages = ["fr", "en", "ja"]
    try scratch.importItems(
      (0..<30).map {
        Item(id: "n\($0)", language: languages[$0 % 3], question: "encore 日本 \($0)", answer: "-")
      }
    )
    let new = (0..<30).map { "n\($0)" }
    try scratch.assign(new, to: [ben])
    var left: [Int] = []
    try scratch.project.indexForSearch(chunk: 4) { count throws in
      left.append(count)
      for text in ["encore", "日本", "本"] { #expect(try found(text, person: ben) == new) }
      #expect(try found("encore", language: "fr", person: ben).count == 10)
    }
    #expect(left == left.sorted(by: >))
    #expect(left.count == 11)
    #expect(left.last == 0)
    for text in ["encore", "日本", "本"] { #expect(try found(text, person: ben) == new) }
  }

  @Test func `indexing that was cut short is gone on with, and its parts are merged`() throws {
    let ids = (0..<40).map { "n\($0)" }
    try scratch.importItems(ids.map { item($0) })
    try scratch.assign(ids, to: [ben])
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try scratch.project.indexForSearch(chunk: 4) { if $0 <= 0 { throw Stop() } }
    }
    // Nothing is left to take in, and there are still many parts.
    #expect(try parts() > 4)
    try scratch.project.indexForSearch()
    #expect(try parts() <= 4)
    #expect(try found("Q n", person: ben) == ids)
    try scratch.raw().write { db in
      try db.execute(sql: "INSERT INTO item_text (item_text) VALUES ('integrity-check')")
    }
  }

  /// How many parts the index has, which FTS5 calls segments.
  private func parts() throws -> Int {
    try scratch.raw().read { db in
      try Int.fetchOne(db, sql: "SELECT count(DISTINCT segid) FROM item_text_idx") ?? 0
    }
  }

  @Test func `a long text is a chunk of its own, and found`() throws {
    let long = String(repeating: "word ", count: 900_000)
    try scratch.importItems([
      Item(id: "long", language: "de", question: long, answer: "the end of it"),
      Item(id: "next", language: "de", question: "after it", answer: "the end"),
    ])
    try scratch.assign(["long", "next"], to: [ben])
    var left: [Int] = []
    try scratch.project.indexForSearch { left.append($0) }
    // Two of German, one write each; then the nine that were there.
    #expect(left == [10, 9, 0])
    #expect(try found("the end of", person: ben) == ["long"])
    #expect(try found("after it", person: ben) == ["next"])
  }

  @Test func `only one's own items are found`() throws {
    try scratch.project.indexForSearch()
    #expect(try found("日本", person: ben) == [])
    #expect(try found(person: ben) == [])
  }

  @Test(arguments: [nil, "a"] as [String?])
  func `pages go on and back`(text: String?) throws {
    try scratch.importItems((0..<20).map { item("item\($0)") })
    try scratch.assign((0..<20).map { "item\($0)" }, to: [ben])
    try scratch.project.indexForSearch()
    let all = try found(text, person: ben)
    #expect(all.count == 20)
    #expect(try found(text, from: 1, limit: 6, person: ben) == Array(all[0..<6]))
    #expect(try found(text, from: 7, limit: 6, person: ben) == Array(all[6..<12]))
    #expect(try found(text, from: 6, backwards: true, limit: 4, person: ben) == Array(all[2..<6]))
    #expect(try found(text, from: 21, person: ben) == [])
  }

  @Test func `each kind lists its own`() throws {
    try scratch.label("law", ann)
    try scratch.commit("tokyo", ann, one: stageOne())
    try scratch.project.skip(
      item: "end",
      person: ann.id,
      stage: .one,
      reason: "not mine",
      at: scratch.now
    )
    try scratch.project.saveDraft(
      Draft(
        item: "share",
        person: ann.id,
        stage: .one,
        values: ["reach": .single("wide")],
        at: scratch.now
      )
    )
    _ = try scratch.project.flag(item: "moscow", person: ann.id, comment: "look", at: scratch.now)
    try scratch.project.indexForSearch()
    for text in [nil, "s"] {
      let expected: [(ItemFilter.Kind, [ItemID])] = [
        (.done, ["law"]), (.skipped, ["end"]), (.drafts, ["share"]),
      ]
      for (kind, items) in expected {
        let listed = try found(text, kind)
        #expect(listed == items, "\(kind)")
      }
    }
    #expect(
      try found(nil, .open) == [
        "tokyo", "moscow", "share", "arabic", "accents", "harakat", "nukta",
      ]
    )
    #expect(try found("です", .open) == ["tokyo"])
    #expect(try found(nil, .flagged) == ["moscow"])
    #expect(try found("с", .flagged) == ["moscow"])
    #expect(try found("law", .flagged) == [])
  }

  @Test func `an item in a list says where one stands with it`() throws {
    let long = String(repeating: "日", count: 400)
    try scratch.importItems([Item(id: "long", language: "ja", question: long, answer: "")])
    try scratch.assign(["long"], to: [ann])
    _ = try scratch.project.flag(item: "long", person: ann.id, comment: "look", at: scratch.now)
    let listed = try scratch.project.items(
      of: ann.id,
      matching: ItemFilter(kind: .flagged),
      limit: 1
    )
    #expect(
      listed == [
        ListedItem(
          item: "long",
          language: "ja",
          position: 10,
          state: .open,
          hasDraft: false,
          isFlagged: true,
          question: String(repeating: "日", count: 300)
        )
      ]
    )
  }
}
