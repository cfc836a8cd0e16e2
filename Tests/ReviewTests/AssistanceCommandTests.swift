import Agreement
import AnnotationCore
import Fixtures
import GuidelineFiles
import Measurement
import ProjectStore
import Testing

@testable import Review

/// What seeing the jury does to annotators, from projects that were labelled to a plan.
@Suite struct AssistanceCommandTests {
  let place: Workplace
  let items = (0..<60).map { "i\($0)" }

  init() throws { place = try Workplace() }

  private func makeProject(_ policy: AssistancePolicy) throws -> (Project, Person) {
    let loaded = try GuidelineFile.read(path: valuesGuideline)
    var guideline = loaded.guideline
    guideline.assistance = policy
    let project = try Project.create(
      at: place.project,
      guideline: guideline,
      source: loaded.source,
      hash: loaded.hash,
      owner: Identity.tester.user,
      at: moment
    )
    var random = SplitMix64(seed: 5)
    let ana = try project.addPerson(
      name: "ana",
      role: .annotator,
      languages: ["en"],
      at: moment,
      using: &random
    )
    _ = try project.importItems(
      file: "items.jsonl",
      sha256: "abc",
      at: moment,
      by: .test(at: moment)
    ) { inserter in
      for (index, id) in items.enumerated() {
        let item = Item(id: id, language: "en", question: "?", answer: "!")
        try inserter.insert(item, line: index + 1)
      }
    }
    try project.assign(items.map { .init(item: $0, person: ana.id) }, at: moment)
    let juror = Juror(
      name: "alder",
      provider: .recorded(file: "replies.jsonl"),
      sampling: SamplingParameters(),
      limits: RequestLimits(attempts: 1)
    )
    try project.register(jurors: [juror], at: moment)
    return (project, ana)
  }

  private let moment = Timestamp(rawValue: 1000)
  private let one = Labels(
    values: [
      "category": .single("gender_rights"), "issue": .text("names"), "scope": .single("global"),
      "nature": .single("pluralism"), "concerned_groups": .multiple([]),
      "stage_one_confidence": .scale(4),
    ]
  )

  private func two(_ judgment: String) -> Labels {
    Labels(
      values: [
        "stance": .single("mixed"), "viewpoint_coverage": .single("several"),
        "violations": .multiple([]), "judgment": .single(judgment),
        "stage_two_confidence": .scale(4), "rationale": .text("So."),
      ],
      criterion: "neutrality"
    )
  }

  private func review(_ item: ItemID, _ judgment: String, in project: Project) throws {
    try project.record(
      Review(of: item, by: "alder", .labels(one, two(judgment)), at: moment)
    )
  }

  private func commit(
    _ item: ItemID,
    _ person: Person,
    _ judgment: String,
    seconds: Int64 = 10,
    in project: Project
  ) throws {
    if try project.workItem(item, for: person.id)?.stageOne == nil {
      try project.commit(.one, one, of: item, by: person, at: moment)
    }
    let work = try #require(try project.workItem(item, for: person.id))
    _ = try project.withSuggestions(work, for: person.id, at: moment)
    try project.commit(
      .two,
      two(judgment),
      of: item,
      by: person,
      active: seconds * 1000,
      at: moment
    )
  }

  private func measured(_ project: Project) throws -> AssistanceMeasurement {
    try AssistanceMeasurement(
      of: project,
      fields: [],
      Resampling(resamples: 200)
    )
  }

  // With suggestions ana says what the jury says; without, she does on every second item.
  @Test func `anchoring is the difference to the items without suggestions`() throws {
    let (project, ana) = try makeProject(AssistancePolicy(mode: .before, control: 0.5))
    let policy = project.guideline.guideline.assistance
    var withheld = 0
    for item in items {
      try review(item, "inappropriate", in: project)
      let isControl = policy.isControl(item: item, person: ana.pseudonym, guideline: "x-value")
      if isControl { withheld += 1 }
      let follows = !isControl || withheld % 2 == 0
      try commit(
        item,
        ana,
        follows ? "inappropriate" : "appropriate",
        seconds: isControl ? 30 : 20,
        in: project
      )
    }
    let found = try measured(project)
    let judgment = try #require(found.anchoring.first { $0.field == "judgment" }).agreement
    #expect(judgment.with.mean == 1)
    #expect(judgment.with.observations == 60 - withheld)
    #expect(judgment.without.observations == withheld)
    let share = Double(withheld / 2) / Double(withheld)
    #expect(judgment.difference == 1 - share)
    #expect(judgment.intervals.allSatisfy { $0.lower > 0.2 && $0.upper < 0.8 })
    let work = try #require(found.seconds.first { $0.stage == .two }).work
    #expect(work.with.median == 20)
    #expect(work.without.median == 30)
    // Only what was said without suggestions is measured as agreement.
    let rated = try project.ratings(field: "judgment", raters: .humans)
    #expect(rated.count == withheld)
    try place.run(AssistanceCommand.self, place.project, "--json", "--resamples", "50")
    try place.run(AssistanceCommand.self, place.project, "--field", "judgment")
  }

  @Test func `revisions after a commit go towards the jury or away from it`() throws {
    let (project, ana) = try makeProject(AssistancePolicy(mode: .afterCommit))
    for item in items { try commit(item, ana, "appropriate", in: project) }
    for item in items.prefix(3) {
      try review(item, item == "i2" ? "appropriate" : "inappropriate", in: project)
      _ = try project.juryOpinion(on: item, for: ana.id, at: moment)
    }
    for item in ["i0", "i2"] {
      _ = try project.withdraw(item: item, person: ana.id, at: moment)
      try commit(item, ana, "inappropriate", in: project)
    }
    _ = try project.withdraw(item: "i1", person: ana.id, at: moment)
    let found = try measured(project)
    #expect(found.shownAfter == 3)
    #expect(found.revised == 2)
    #expect(found.reopened == 1)
    let judgment = try #require(found.revisions.first { $0.field == "judgment" })
    #expect(judgment.labels == 2)
    #expect(judgment.changed == 2)
    #expect(judgment.towards == 1)
    #expect(judgment.away == 1)
    #expect(found.anchoring.isEmpty)
    // What was said first is what is measured.
    let rated = try project.ratings(field: "judgment", raters: .humans)
    #expect(rated.count == 60)
    #expect(rated.allSatisfy { $0.value == .single("appropriate") })
    try place.run(StatusCommand.self, place.project)
    try place.run(ExportCommand.self, place.project, place.path("release"))
  }

  @Test func `a field that is none, and a project where nothing was shown, are said so`() throws {
    let (project, _) = try makeProject(AssistancePolicy())
    #expect(throws: MeasurementError.self) {
      try place.run(AssistanceCommand.self, place.project, "--field", "rationale")
    }
    try place.run(AssistanceCommand.self, place.project)
    #expect(try measured(project).shownAfter == 0)
  }
}
