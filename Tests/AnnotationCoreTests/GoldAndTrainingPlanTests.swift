import AnnotationCore
import Testing

@Suite("An assignment plan with training and gold") struct GoldAndTrainingPlanTests {
  let people = [person(1, "ana", ["en", "fr"]), person(2, "bo", ["en"]), person(3, "cy", ["en"])]
  let items = (0..<60).map { (id: "i\($0)", language: $0 < 50 ? "en" : "fr") }

  func plan(
    training: Set<ItemID> = [],
    gold: Set<ItemID> = [],
    every: Int = 5,
    overlap: Int = 2,
    existing: [ItemID: Set<PersonID>] = [:]
  ) -> AssignmentPlan {
    AssignmentPlan(
      items: items,
      people: people,
      overlap: overlap,
      existing: existing,
      training: training,
      gold: gold.isEmpty ? nil : AssignmentPlan.Gold(items: gold, every: every),
      seed: 1
    )
  }

  func queue(of person: PersonID, in plan: AssignmentPlan) -> [ItemID] {
    plan.additions.filter { $0.person == person }.map(\.item)
  }

  @Test func `everybody who reads a training item gets it, before all others and in its order`() {
    let plan = plan(training: ["i9", "i3", "i55"])
    #expect(queue(of: 1, in: plan).prefix(3) == ["i3", "i9", "i55"])
    #expect(queue(of: 2, in: plan).prefix(2) == ["i3", "i9"])
    #expect(queue(of: 3, in: plan).prefix(2) == ["i3", "i9"])
    #expect(plan.additions.count { ["i3", "i9", "i55"].contains($0.item) } == 7)
  }

  @Test func `training is given where a language has too few readers for the rest`() {
    let plan = plan(training: ["i55"])
    #expect(plan.uncovered == ["fr": 1])
    #expect(plan.additions.filter { $0.item == "i55" }.map(\.person) == [1])
  }

  @Test func `gold follows each so many ordinary items, until it is used up`() {
    let gold: Set<ItemID> = ["i1", "i2", "i4"]
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
    let plan = plan(gold: ["i1", "i2", "i4"], every: 20)
    for person in people {
      #expect(queue(of: person.id, in: plan).count { ["i1", "i2", "i4"].contains($0) } == 1)
    }
    #expect(plan.goldHeldBack == 6)
  }

  @Test func `gold that comes late is spread out, not handed over in a row`() {
    let early = Dictionary(grouping: items.prefix(30), by: \.id).mapValues { _ in
      Set<PersonID>([1, 2])
    }
    let plan = plan(gold: ["i45", "i46", "i47"], existing: early)
    for person in people {
      let queue = queue(of: person.id, in: plan)
      let places = queue.indices.filter { ["i45", "i46", "i47"].contains(queue[$0]) }
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 == 6 })
      #expect((places.first ?? 0) <= 5)
    }
  }

  @Test func `two annotators meet gold in orders of their own`() {
    let gold = Set((0..<8).map { "i\($0)" })
    let plan = plan(gold: gold, every: 2)
    let orders = people.map { queue(of: $0.id, in: plan).filter(gold.contains) }
    #expect(Set(orders).count > 1)
  }

  @Test func `the plan with gold is repeatable, and given again it adds nothing`() {
    let gold: Set<ItemID> = ["i1", "i2", "i4"]
    let first = plan(training: ["i3"], gold: gold)
    #expect(first == plan(training: ["i3"], gold: gold))
    let held = Dictionary(grouping: first.additions, by: \.item)
      .mapValues { Set($0.map(\.person)) }
    #expect(plan(training: ["i3"], gold: gold, existing: held).additions.isEmpty)
  }

  @Test func `without a rate, gold is assigned as any other item`() {
    let plain = AssignmentPlan(items: items, people: people, overlap: 2, existing: [:], seed: 1)
    #expect(plan() == plain)
  }
}
