import AnnotationCore
import GRDB
import ProjectStore
import Testing

/// Says the same number so many times, then counts on.
struct StubbornGenerator: RandomNumberGenerator {
  var repeats: Int
  var number: UInt64 = 0
  mutating func next() -> UInt64 {
    if repeats > 0 { repeats -= 1 } else { number &+= 0x0765_4321_0FED_CBA9 }
    return number
  }
}

@Suite struct `People and assignments` {
  @Test func `a member is found by name, with a pseudonym of their own`() throws {
    let scratch = try Scratch()
    let ann = try scratch.add("ann")
    let zoe = try scratch.add("zoe", .lead)
    #expect(try scratch.project.people() == [ann, zoe])
    #expect(try scratch.project.person(named: "zoe") == zoe)
    #expect(try scratch.project.person(named: "bob") == nil)
    #expect(ann.pseudonym.wholeMatch(of: /rater-[2-9a-z]{4}/) != nil)
    #expect(ann.pseudonym != zoe.pseudonym)
  }

  @Test func `a pseudonym that is taken is drawn again`() throws {
    let scratch = try Scratch()
    var pseudonyms: Set<String> = []
    for name in ["ann", "ben", "cas"] {
      var random = StubbornGenerator(repeats: 8)
      let person = try scratch.project.addPerson(
        name: name,
        role: .annotator,
        languages: [],
        at: scratch.now,
        using: &random
      )
      pseudonyms.insert(person.pseudonym)
    }
    #expect(pseudonyms.count == 3)
  }

  @Test func `a name is there once, and is not empty`() throws {
    let scratch = try Scratch()
    try scratch.add("ann")
    #expect(throws: StoreError.team(.personExists("ann"))) { try scratch.add("ann", .lead) }
    #expect(throws: StoreError.team(.invalidName(" "))) { try scratch.add(" ") }
  }

  @Test func `a plan starts from the items and who has them`() throws {
    let scratch = try Scratch()
    let ann = try scratch.add("ann")
    try scratch.importItems([item("a"), item("b", "fr"), item("c")])
    try scratch.assign(["c", "b"], to: [ann])
    let all = try scratch.project.assignmentInput()
    #expect(all.items.map(\.id) == ["a", "b", "c"])
    #expect(all.items.map(\.language) == ["en", "fr", "en"])
    #expect(all.existing == ["b": [ann.id], "c": [ann.id]])
    #expect(try scratch.project.assignmentInput(languages: ["fr"]).items.map(\.id) == ["b"])
  }

  @Test func `assigning again adds only what is new, at the end of the queue`() throws {
    let scratch = try Scratch()
    let ann = try scratch.add("ann")
    try scratch.importItems([item("a"), item("b"), item("c")])
    let pair = { AssignmentPlan.Pair(item: $0, person: ann.id) }
    #expect(try scratch.project.assign([pair("b")], at: scratch.now) == 1)
    #expect(try scratch.project.assign([pair("c"), pair("b"), pair("a")], at: scratch.now) == 2)
    let places = try ["b", "c", "a"].map { try scratch.project.workItem($0, for: ann.id)?.position }
    #expect(places == [1, 2, 3])
  }

  @Test func `an unknown item or person is refused, and nothing is assigned`() throws {
    let scratch = try Scratch()
    let ann = try scratch.add("ann")
    try scratch.importItems([item("a")])
    #expect(throws: StoreError.work(.noSuchItem("x"))) {
      try scratch.assign(["a", "x"], to: [ann])
    }
    #expect(throws: StoreError.team(.noSuchPerson("#99"))) {
      try scratch.project.assign([.init(item: "a", person: 99)], at: scratch.now)
    }
    #expect(try scratch.project.status().assignments.isEmpty)
  }
}
