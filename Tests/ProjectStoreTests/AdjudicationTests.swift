import AnnotationCore
import Fixtures
import ProjectStore
import Testing

@Suite struct `Adjudicating` {
  let scratch: Scratch
  let ann: Person
  let ben: Person
  let zoe: Person
  var project: Project { scratch.project }

  /// Item a: the people differ in accord, and so in the criterion.
  init() throws {
    scratch = try Scratch()
    (ann, ben) = try scratch.team()
    zoe = try scratch.add("zoe", .lead)
    try scratch.label("a", ann)
    try scratch.label("a", ben, stageOne(accord: "no"), stageTwo("good", by: "balance"))
    _ = try project.decide(at: scratch.now)
  }

  @discardableResult
  func adjudicate(
    _ field: FieldID,
    _ value: FieldValue?,
    item: ItemID = "a",
    reason: String = "so",
    by lead: Person? = nil
  ) throws -> Decision {
    try project.adjudicate(
      item: item,
      field: field,
      value: value,
      reason: reason,
      lead: lead ?? zoe,
      juryRevealed: true,
      at: scratch.now
    )
  }

  @Test func `a lead sees the items in dispute, with their fields in order`() throws {
    #expect(
      try project.disputedItems(for: zoe) == [
        DisputedItem(item: "a", language: "en", fields: ["accord", "faults", "fit"])
      ]
    )
  }

  @Test func `items in dispute follow one another by id, and come round again`()
    throws
  {
    for person in [ann, ben] {
      try scratch.label("c", person, stageOne(), stageTwo(person == ann ? "good" : "bad"))
    }
    _ = try project.decide(at: scratch.now)
    #expect(try project.disputedItem(after: nil, for: zoe) == "a")
    #expect(try project.disputedItem(after: "a", for: zoe) == "c")
    #expect(try project.disputedItem(after: "b", for: zoe) == "c")
    #expect(try project.disputedItem(after: "c", for: zoe) == "a")
    try scratch.assign(["a"], to: [zoe])
    #expect(try project.disputedItem(after: nil, for: zoe) == "c")
    #expect(try project.isDisputed("c"))
    #expect(try !project.isDisputed("b"))
    #expect(throws: StoreError.adjudication(.notALead("ann"))) {
      try project.disputedItem(after: nil, for: ann)
    }
  }

  @Test func `a dossier holds what everybody said`() throws {
    try project.flag(item: "a", person: ann.id, comment: "hm", at: scratch.now)
    let dossier = try project.dossier(of: "a", for: zoe)
    #expect(
      dossier.ballots == [
        Ballot(
          rater: .human(ann.id, stageOne: 1, stageTwo: 2),
          stageOne: stageOne(),
          stageTwo: stageTwo("good")
        ),
        Ballot(
          rater: .human(ben.id, stageOne: 3, stageTwo: 4),
          stageOne: stageOne(accord: "no"),
          stageTwo: stageTwo("good", by: "balance")
        ),
      ]
    )
    #expect(dossier.annotations.map(\.id) == [1, 2, 3, 4])
    #expect(dossier.disputes["accord"] == .humansDiffer)
    #expect(dossier.disputes["fit"] == .awaits(["accord"]))
    #expect(dossier.decisions.keys.sorted() == ["groups", "reach"])
    #expect(dossier.flags.map(\.comment) == ["hm"])
    #expect(dossier.item.model == nil)
  }

  @Test func `a decision is kept with the lead, the reason and the dispute`() throws {
    let decision = try adjudicate("accord", .single("no"), reason: "the treaty says so")
    #expect(decision.value == .single("no"))
    #expect(
      decision.basis
        == Decision.Basis(
          how: .adjudicated,
          annotations: [],
          reviews: [],
          adjudication: Decision.Adjudication(
            lead: zoe.id,
            reason: "the treaty says so",
            dispute: .humansDiffer,
            juryRevealed: true
          )
        )
    )
    #expect(try project.dossier(of: "a", for: zoe).decisions["accord"] == decision)
  }

  @Test func `what depended on it is decided by rule, or is in dispute for its own reason`() throws
  {
    try adjudicate("accord", .single("no"))
    // Only ben judged by that criterion.
    let dossier = try project.dossier(of: "a", for: zoe)
    #expect(dossier.disputes["accord"] == nil)
    #expect(dossier.disputes["fit"] == .tooFewRaters(count: 1, needed: 2))
    try adjudicate("fit", .single("good"))
    try adjudicate("faults", .multiple(["one_sided"]))
    #expect(try project.status().settledItems == 1)
    #expect(try project.disputedItems(for: zoe).isEmpty)
  }

  @Test func `a decision that lets the rules go on is followed by theirs`() throws {
    // Item b: the people differ in reach alone, which both criteria share.
    try scratch.label("b", ann)
    try scratch.label("b", ben, stageOne(reach: "narrow"))
    let report = try project.decide(at: scratch.now)
    #expect(report.disputes[.awaits] == 5)
    try adjudicate("reach", .single("wide"), item: "b")
    let dossier = try project.dossier(of: "b", for: zoe)
    #expect(dossier.disputes.isEmpty)
    #expect(dossier.decisions["fit"]?.basis.how == .unanimous)
    #expect(dossier.decisions["accord"]?.basis.how == .unanimous)
  }

  @Test(arguments: [
    (FieldValue?.none, IllegalValue.missing), (.single("maybe"), .notOffered(["maybe"])),
    (.scale(1), .wrongKind), (.multiple(["yes"]), .wrongKind),
  ])
  func `a value that the field does not take is refused`(
    value: FieldValue?,
    problem: IllegalValue
  ) throws {
    #expect(
      throws: StoreError.adjudication(.illegalValue(item: "a", field: "accord", problem))
    ) {
      try adjudicate("accord", value)
    }
  }

  @Test func `a point of another criterion is refused`() throws {
    try adjudicate("accord", .single("no"))
    let value = FieldValue.multiple(["harm"])
    #expect(
      throws: StoreError.adjudication(
        .illegalValue(item: "a", field: "faults", .notOffered(["harm"]))
      )
    ) {
      try adjudicate("faults", value)
    }
  }

  @Test func `left alone, an optional field of several choices says that none applies`() throws {
    try adjudicate("accord", .single("no"))
    #expect(try adjudicate("faults", nil).value == .multiple([]))
    #expect(try project.dossier(of: "a", for: zoe).decisions["faults"]?.value == .multiple([]))
  }

  @Test func `a text of blanks is no label`() throws {
    var guideline = smallGuideline(jury: .ignored)
    guideline.change("why") { $0.resolution = .unanimous }
    let scratch = try Scratch(guideline: guideline)
    let (ann, ben) = try scratch.team()
    let zoe = try scratch.add("zoe", .lead)
    var other = stageTwo("good")
    other.values["why"] = .text("other")
    try scratch.label("a", ann)
    try scratch.label("a", ben, stageOne(), other)
    _ = try scratch.project.decide(at: scratch.now)
    #expect(
      throws: StoreError.adjudication(.illegalValue(item: "a", field: "why", .blank))
    ) {
      try scratch.project.adjudicate(
        item: "a",
        field: "why",
        value: .text(" \n"),
        reason: "so",
        lead: zoe,
        juryRevealed: false,
        at: scratch.now
      )
    }
  }

  @Test func `only a lead adjudicates, by the project's own record`() throws {
    var impostor = ann
    impostor.role = .lead
    for person in [ann, impostor] {
      #expect(throws: StoreError.adjudication(.notALead("ann"))) {
        try adjudicate("accord", .single("no"), by: person)
      }
      #expect(throws: StoreError.adjudication(.notALead("ann"))) {
        try project.disputedItems(for: person)
      }
      #expect(throws: StoreError.adjudication(.notALead("ann"))) {
        try project.dossier(of: "a", for: person)
      }
    }
  }

  @Test func `a lead who has still to label an item is kept out of it`() throws {
    try scratch.assign(["a"], to: [zoe])
    #expect(try project.disputedItems(for: zoe).isEmpty)
    #expect(throws: StoreError.adjudication(.ownWork(item: "a"))) {
      try project.dossier(of: "a", for: zoe)
    }
    #expect(throws: StoreError.adjudication(.ownWork(item: "a"))) {
      try adjudicate("accord", .single("no"))
    }
    try project.skip(item: "a", person: zoe.id, stage: .one, reason: "lead", at: scratch.now)
    #expect(try project.disputedItems(for: zoe).map(\.item) == ["a"])
    try adjudicate("accord", .single("no"))
  }

  @Test func `what is not in dispute, waits for another field or has no reason is refused`() throws
  {
    #expect(throws: StoreError.work(.emptyReason)) {
      try adjudicate("accord", .single("no"), reason: " ")
    }
    #expect(throws: StoreError.adjudication(.notDisputed(item: "a", field: "reach"))) {
      try adjudicate("reach", .single("wide"))
    }
    #expect(throws: StoreError.adjudication(.awaits(item: "a", field: "fit", ["accord"]))) {
      try adjudicate("fit", .single("good"))
    }
    try adjudicate("accord", .single("no"))
    #expect(throws: StoreError.adjudication(.notDisputed(item: "a", field: "accord"))) {
      try adjudicate("accord", .single("yes"))
    }
  }

  @Test func `somebody who is still at work is waited for before the rules go on`() throws {
    let cas = try scratch.add("cas")
    try scratch.assign(["a"], to: [cas])
    try adjudicate("accord", .single("no"))
    #expect(try project.dossier(of: "a", for: zoe).disputes["fit"] == .awaits(["accord"]))
    try scratch.label("a", cas, stageOne(accord: "no"), stageTwo("good", by: "balance"))
    _ = try project.decide(at: scratch.now)
    #expect(try project.dossier(of: "a", for: zoe).decisions["fit"]?.value == .single("good"))
  }
}
