import AnnotationCore
import Testing

@Suite struct AssignmentPlanTests {
  let people = [
    person(1, "ana", ["en", "fr"]), person(2, "bo", ["en"]), person(3, "cy", ["en"]),
    person(4, "di", ["fr"]),
  ]
  let items = (0..<30).map { (id: "i\($0)", language: $0 < 24 ? "en" : "fr") }

  func plan(seed: UInt64 = 1, existing: [ItemID: Set<PersonID>] = [:]) -> AssignmentPlan {
    AssignmentPlan(items: items, people: people, overlap: 2, existing: existing, seed: seed)
  }

  @Test func `every item gets two different annotators who read its language`() {
    let holders = Dictionary(grouping: plan().additions, by: \.item)
    #expect(holders.count == 30)
    for (item, pairs) in holders {
      #expect(Set(pairs.map(\.person)).count == 2)
      let language = items.first { $0.id == item }?.language ?? ""
      for pair in pairs {
        #expect(people.first { $0.id == pair.person }?.languages.contains(language) == true)
      }
    }
  }

  @Test func `the load is even among those who can share it`() {
    let load = Dictionary(grouping: plan().additions, by: \.person).mapValues(\.count)
    // 24 English items twice among three readers; the six French pairs are fixed.
    let english = [1, 2, 3].map { load[$0] ?? 0 }
    #expect(english.reduce(0, +) == 24 * 2 + 6)
    #expect((english.max() ?? 0) - (english.min() ?? 0) <= 6)
    #expect(load[4] == 6)
  }

  @Test func `the same seed gives the same plan, another seed another`() {
    #expect(plan() == plan())
    #expect(plan(seed: 1) != plan(seed: 2))
  }

  @Test func `what is assigned already is kept and counted`() {
    let first = plan()
    let held = Dictionary(grouping: first.additions, by: \.item)
      .mapValues { Set($0.map(\.person)) }
    #expect(plan(existing: held).additions.isEmpty)
  }

  @Test func `a language with too few readers is named and left out`() {
    let plan = AssignmentPlan(
      items: [(id: "x", language: "th"), (id: "y", language: "fr")],
      people: people,
      overlap: 2,
      existing: [:],
      seed: 1
    )
    #expect(plan.uncovered == ["th": 0])
    #expect(plan.additions.map(\.item) == ["y", "y"])
  }
}

func person(_ id: PersonID, _ name: String, _ languages: [String]) -> Person {
  Person(id: id, name: name, role: .annotator, languages: languages, pseudonym: "rater-\(id)")
}
