import AnnotationCore
import Testing

@Suite struct AssignmentPlanTests {
  let people = [
    person(1, "ana", ["en", "fr"]), person(2, "bo", ["en"]), person(3, "cy", ["en"]),
    person(4, "di", ["fr"]),
  ]
  let languages = [
    AssignmentPlan.LanguageItems(language: "en", items: Array(0..<24)),
    AssignmentPlan.LanguageItems(language: "fr", items: Array(24..<30)),
  ]

  func plan(seed: UInt64 = 1, existing: [Int64: [PersonID]] = [:]) -> AssignmentPlan {
    AssignmentPlan(languages: languages, people: people, overlap: 2, existing: existing, seed: seed)
  }

  @Test func `every item gets two different annotators who read its language`() {
    let holders = Dictionary(grouping: plan().additions, by: \.item)
    #expect(holders.count == 30)
    for (item, pairs) in holders {
      #expect(Set(pairs.map(\.person)).count == 2)
      let language = item < 24 ? "en" : "fr"
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
      .mapValues { $0.map(\.person) }
    #expect(plan(existing: held).additions.isEmpty)
  }

  @Test func `a language with too few readers is named and left out`() {
    let plan = AssignmentPlan(
      languages: [.init(language: "th", items: [1]), .init(language: "fr", items: [2])],
      people: people,
      overlap: 2,
      existing: [:],
      seed: 1
    )
    #expect(plan.uncovered == ["th": 0])
    #expect(plan.additions.map(\.item) == [2, 2])
  }
}

extension AssignmentPlan {
  /// Each assignment of the plan.
  var additions: [(item: Int64, person: PersonID)] {
    shares.flatMap { share in share.items.map { (item: $0, person: share.person) } }
  }
}

func person(_ id: PersonID, _ name: String, _ languages: [String]) -> Person {
  Person(id: id, name: name, role: .annotator, languages: languages, pseudonym: "rater-\(id)")
}
