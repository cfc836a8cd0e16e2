import AnnotationCore
import Fixtures
import GRDB
import ProjectStore
import SafeText
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
    #expect(throws: StoreError.team(.invalidName(.blankAtEnd))) { try scratch.add(" ") }
  }

  @Test func `a plan starts from the items and who has them`() throws {
    let scratch = try Scratch()
    let ann = try scratch.add("ann")
    try scratch.importItems([item("d"), item("b", "fr"), item("a")])
    try scratch.assign(["a", "b"], to: [ann])
    let all = try scratch.project.assignmentInput()
    // By row number: "d" was imported before "a".
    #expect(
      all.languages == [
        .init(language: "en", items: [3, 1]), .init(language: "fr", items: [2]),
      ]
    )
    #expect(all.existing == [2: [ann.id], 3: [ann.id]])
    #expect(all.assigned == 2)
    #expect(
      try scratch.project.assignmentInput(languages: ["fr"]).languages
        == [.init(language: "fr", items: [2])]
    )
  }

  @Test func `assigning again adds only what is new, at the end of the queue`() throws {
    let scratch = try Scratch()
    let ann = try scratch.add("ann")
    try scratch.importItems([item("a"), item("b"), item("c")])
    let pair = { Assignment(item: $0, person: ann.id) }
    #expect(try scratch.project.assign([pair("b")], at: scratch.now) == 1)
    #expect(try scratch.project.assign([pair("c"), pair("b"), pair("a")], at: scratch.now) == 2)
    let places = try ["b", "c", "a"].map { try scratch.project.workItem($0, for: ann.id)?.position }
    #expect(places == [1, 2, 3])
  }

  @Test func `a plan is written in chunks of whole items, and each queue keeps its order`() throws {
    let scratch = try Scratch()
    let people = [try scratch.add("ann"), try scratch.add("ben"), try scratch.add("cas")]
    try scratch.importItems((0..<30).map { item("i\($0)", $0 % 3 == 0 ? "fr" : "en") })
    let input = try scratch.project.assignmentInput()
    let plan = AssignmentPlan(
      languages: input.languages,
      people: people,
      overlap: 2,
      existing: input.existing,
      seed: 7
    )
    let added = try scratch.project.assign(
      plan.shares,
      startingFrom: input.assigned,
      rows: 7,
      at: scratch.now
    )
    #expect(added == 60)
    for person in people {
      let planned = plan.shares.filter { $0.person == person.id }.flatMap(\.items)
      let queue = try scratch.raw().read { db in
        try Int64.fetchAll(
          db,
          sql: "SELECT item FROM assignment WHERE person = ? ORDER BY position",
          arguments: [person.id]
        )
      }
      #expect(queue == planned)
    }
    let faults = try scratch.raw().read { db in try derivedFaults(db) }
    #expect(faults == [0, 0, 0, 0])
  }

  @Test func `of two plans made at once, one is written and the other refused`() throws {
    let scratch = try Scratch()
    let ann = try scratch.add("ann")
    try scratch.importItems((0..<4).map { item("i\($0)") })
    let share = AssignmentPlan.Share(person: ann.id, language: "en", items: [1, 2, 3, 4])
    try scratch.project.assign([share], startingFrom: 0, at: scratch.now)
    #expect(throws: StoreError.team(.assignedMeanwhile)) {
      try scratch.project.assign([share], startingFrom: 0, at: scratch.now)
    }
    #expect(try scratch.project.status().assignments == [.open: 4])
  }

  @Test func `a plan that was cut short is completed by a new one`() throws {
    let scratch = try Scratch()
    let people = [try scratch.add("ann"), try scratch.add("ben")]
    try scratch.importItems((0..<10).map { item("i\($0)") })
    let half = AssignmentPlan.Share(person: people[0].id, language: "en", items: [4, 2, 9])
    try scratch.project.assign([half], startingFrom: 0, at: scratch.now)
    let input = try scratch.project.assignmentInput()
    let plan = AssignmentPlan(
      languages: input.languages,
      people: people,
      overlap: 2,
      existing: input.existing,
      seed: 1
    )
    try scratch.project.assign(plan.shares, startingFrom: input.assigned, at: scratch.now)
    #expect(try scratch.project.status().assignments == [.open: 20])
    #expect(try scratch.project.nextItem(for: people[0].id)?.item.id == "i3")
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
