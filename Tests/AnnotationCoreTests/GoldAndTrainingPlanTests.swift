import AnnotationCore
import Testing

@Suite("An assignment plan with training and gold") struct GoldAndTrainingPlanTests {
  let people = [person(1, "ana", ["en", "fr"]), person(2, "bo", ["en"]), person(3, "cy", ["en"])]
  let languages = [
    AssignmentPlan.LanguageItems(language: "en", items: Array(0..<50)),
    AssignmentPlan.LanguageItems(language: "fr", items: Array(50..<60)),
  ]

  func plan(
    training: Set<Int64> = [],
    gold: Set<Int64> = [],
    every: Int = 5,
    overlap: Int = 2,
    existing: [Int64: [PersonID]] = [:]
  ) -> AssignmentPlan {
    AssignmentPlan(
      languages: languages,
      people: people,
      overlap: overlap,
      existing: existing,
      training: training,
      gold: gold.isEmpty ? nil : AssignmentPlan.Gold(items: gold, every: every),
      seed: 1
    )
  }

  func queue(of person: PersonID, in plan: AssignmentPlan) -> [Int64] {
    plan.additions.filter { $0.person == person }.map(\.item)
  }

  @Test func `everybody who reads a training item gets it, before all others and in its order`() {
    let plan = plan(training: [9, 3, 55])
    #expect(queue(of: 1, in: plan).prefix(3) == [3, 9, 55])
    #expect(queue(of: 2, in: plan).prefix(2) == [3, 9])
    #expect(queue(of: 3, in: plan).prefix(2) == [3, 9])
    #expect(plan.additions.count { [3, 9, 55].contains($0.item) } == 7)
  }

  @Test func `training is given where a language has too few readers for the rest`() {
    let plan = plan(training: [55])
    #expect(plan.uncovered == ["fr": 1])
    #expect(plan.additions.filter { $0.item == 55 }.map(\.person) == [1])
  }

  @Test func `gold follows each so many ordinary items, until it is used up`() {
    let gold: Set<Int64> = [1, 2, 4]
    let plan = plan(gold: gold)
    for person in people {
      let queue = queue(of: person.id, in: plan)
      let places = queue.indices.filter { gold.contains(queue[$0]) }
      #expect(places == [5, 11, 17])
      #expect(Set(queue).count == queue.count)
    }
    #expect(plan.goldHeldBack == 0)
  }

  @Test func `gold that finds no ordinary items to stand among is held back`() {
    let plan = plan(gold: [1, 2, 4], every: 20)
    for person in people {
      #expect(queue(of: person.id, in: plan).count { [1, 2, 4].contains($0) } == 1)
    }
    #expect(plan.goldHeldBack == 6)
  }

  @Test func `gold that comes late is spread out, not handed over in a row`() {
    let early = Dictionary(
      uniqueKeysWithValues: (0..<30).map { ($0 as Int64, [1, 2] as [PersonID]) }
    )
    let plan = plan(gold: [45, 46, 47], existing: early)
    for person in people {
      let queue = queue(of: person.id, in: plan)
      let places = queue.indices.filter { [45, 46, 47].contains(queue[$0]) }
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 == 6 })
      #expect((places.first ?? 0) <= 5)
    }
  }

  @Test func `two annotators meet gold in orders of their own`() {
    let gold = Set(0..<8 as Range<Int64>)
    let plan = plan(gold: gold, every: 2)
    let orders = people.map { queue(of: $0.id, in: plan).filter(gold.contains) }
    #expect(Set(orders).count > 1)
  }

  @Test func `the plan with gold is repeatable, and given again it adds nothing`() {
    let gold: Set<Int64> = [1, 2, 4]
    let first = plan(training: [3], gold: gold)
    #expect(first == plan(training: [3], gold: gold))
    let held = Dictionary(grouping: first.additions, by: \.item)
      .mapValues { $0.map(\.person) }
    #expect(plan(training: [3], gold: gold, existing: held).additions.isEmpty)
  }

  @Test func `without a rate, gold is assigned as any other item`() {
    let plain = AssignmentPlan(
      languages: languages,
      people: people,
      overlap: 2,
      existing: [:],
      seed: 1
    )
    #expect(plan() == plain)
  }
}
