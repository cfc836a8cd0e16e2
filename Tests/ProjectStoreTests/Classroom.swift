import AnnotationCore
import Fixtures
import ProjectStore

/// A project with training items t and u, an item a of the benchmark, and ann and ben who have all.
struct Classroom {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  let zoe: Person
  var project: Project { scratch.project }

  init(
    flow: Guideline.Flow = .walk,
    passShare: Double? = 0.75,
    gold: GoldPolicy? = nil,
    jury: DecisionPolicy.JuryRole = .ignored
  ) throws {
    var guideline = smallGuideline(flow: flow, jury: jury, quorum: 1)
    guideline.training = passShare.map { TrainingPolicy(passShare: $0) }
    guideline.gold = gold
    scratch = try Scratch(guideline: guideline)
    ann = try scratch.add("ann")
    ben = try scratch.add("ben")
    zoe = try scratch.add("zoe", .lead)
    try scratch.importItems(["t", "u", "a", "b"].map { item($0) })
    try scratch.project.add(references: [lesson("t"), lesson("u")], at: scratch.now)
    try scratch.assign(["t", "u", "a", "b"], to: [ann, ben])
  }

  func next(_ person: Person) throws -> ItemID? {
    try project.nextItem(for: person.id)?.item.id
  }

  func state(_ person: Person) throws -> Qualification.State {
    try project.qualification(of: person.id).state
  }
}

/// Two fields of each stage, as ``stageOne(reach:accord:groups:)`` and ``stageTwo(_:faults:by:)``
/// fill them when left alone.
func lesson(_ item: ItemID, _ purpose: Reference.Purpose = .training) -> Reference {
  Reference(
    item: item,
    purpose: purpose,
    values: [
      "reach": .single("wide"), "accord": .single("yes"), "fit": .single("good"),
      "faults": .multiple([]),
    ],
    why: "It reaches all."
  )
}
