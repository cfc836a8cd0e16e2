import AnnotationCore
import ArgumentParser
import Fixtures
import Foundation
import GuidelineFiles
import JSON
import ProjectStore
import Testing

@testable import ModelReview
@testable import Review

/// One, two and three stages, each labelled, judged by a jury, decided, measured and released.
struct StageWalkTests {
  struct Way: Sendable, CustomTestStringConvertible {
    var stages: Int
    var flow: Guideline.Flow
    /// The label that everybody gives in each stage.
    var path: [ChoiceID]
    var testDescription: String { "\(stages) \(flow.rawValue) \(path.joined())" }
    var isSetAside: Bool { path.last == "end" }
  }

  static let ways: [Way] = Guideline.Flow.allCases.flatMap { flow in
    [
      Way(stages: 1, flow: flow, path: ["a"]), Way(stages: 1, flow: flow, path: ["end"]),
      Way(stages: 2, flow: flow, path: ["b", "a"]), Way(stages: 2, flow: flow, path: ["end"]),
      Way(stages: 2, flow: flow, path: ["a", "end"]),
      Way(stages: 3, flow: flow, path: ["a", "b", "a"]),
      Way(stages: 3, flow: flow, path: ["b", "end"]),
    ]
  }

  private func reply(_ said: [Labels], of guideline: Guideline) -> String {
    LabelsText.json(Verdict(stages: said).values, of: guideline.fields)
  }

  @Test(arguments: ways)
  func `every number of stages goes all the way`(way: Way) throws {
    let folder = try ProjectFolder()
    let guideline = try stagedGuideline(stages: way.stages, flow: way.flow)
    let made = try folder.project(
      guideline,
      items: [item("i"), item("other")],
      annotators: ["ann", "ben"],
      lead: "zoe"
    )
    let project = made.project
    let said = guideline.stagedLabels(way.path)
    try project.register(jurors: [recordedJuror("alder")], at: moment)
    let verdict = try ReplyParser(guideline).verdict(
      in: reply(said, of: guideline),
      about: item("i")
    )
    #expect(verdict == Verdict(stages: said))
    for (place, labels) in said.enumerated() {
      let stage = StageNumber(index: place)
      for person in made.annotators {
        let open = try #require(try project.workItem("i", for: person.id))
        #expect(open.basis.stage == stage)
        #expect(open.basis.criterion == labels.criterion)
        let isLast = place + 1 == said.count
        let next = try project.commit(stage, labels, of: "i", by: person, at: moment).next
        #expect(next == (isLast ? .done : way.flow == .gate ? .waits : .nextStage))
      }
      if place == 0, way.flow == .gate || said.count == 1 {
        try project.record(Review(of: "i", by: "alder", .verdict(verdict), at: moment))
      }
      guard way.flow == .gate, place + 1 < said.count else { continue }
      #expect(try project.workItem("i", for: made.annotators[0].id)?.state == .waiting)
      let report = try project.decide(at: moment)
      #expect(report.openedStage == 1)
      #expect(try project.workItem("i", for: made.annotators[0].id)?.state == .started)
    }
    if way.flow == .walk, said.count > 1 {
      try project.record(Review(of: "i", by: "alder", .verdict(verdict), at: moment))
    }
    let report = try project.decide(at: moment)
    #expect(report.settled == 1)
    #expect(report.disputes.isEmpty)

    let dossier = try project.dossier(of: "i", for: made.lead)
    for (number, label) in way.path.enumerated() {
      let decision = try #require(dossier.decisions["label_\(number + 1)"])
      #expect(decision.value == .single(label))
      #expect(decision.basis.annotations.count == 2)
      let raters = try project.ratings(field: "label_\(number + 1)", raters: .all)
      #expect(raters.map(\.value) == [.single(label), .single(label), .single(label)])
      #expect(raters[0].criterion == said[number].criterion)
    }
    for number in way.path.count..<way.stages {
      let decision = try #require(dossier.decisions["label_\(number + 1)"])
      #expect(decision.value == nil)
    }
    try AgreementCommand.parse([project.path, "--save", "--resamples", "0"]).run()
    let measured = try #require(try project.agreementRuns().first)
    #expect(measured.values.contains { $0.place.field == "label_1" && $0.items == 1 })
    let release = folder.path + ".release"
    defer { try? FileManager.default.removeItem(atPath: release) }
    try ExportCommand.parse([project.path, release]).run()
    func lines(_ file: String) throws -> [String] {
      try String(contentsOfFile: release + "/" + file, encoding: .utf8)
        .split(separator: "\n").map(String.init)
    }
    let items = try lines("data/items.jsonl")
    #expect(items.count == (way.isSetAside ? 0 : 1))
    if let item = items.first {
      let criteria = try #require(try JSONValue(parsing: item)["criteria"])
      for (number, labels) in said.enumerated() {
        let stage = guideline.stages[number].id
        #expect(criteria[stage] == (labels.criterion.map(JSONValue.string) ?? .null))
      }
    }
    #expect(try lines("data/set-aside.jsonl").count == (way.isSetAside ? 1 : 0))
    #expect(try lines("evidence/annotations.jsonl").count == 2 * said.count)
    #expect(try lines("evidence/reviews.jsonl").count == 1)
  }

  @Test func `the guideline of one stage that comes with the program goes all the way`() throws {
    let folder = try ProjectFolder()
    let path = valuesGuideline.replacing("x-value.yaml", with: "one-stage.yaml")
    let guideline = try GuidelineFile.read(path: path).guideline
    let made = try folder.project(
      guideline,
      items: [item("i")],
      annotators: ["ann", "ben"],
      lead: "zoe"
    )
    var form = StageForm(guideline, on: guideline.start)
    while let field = form.askedFields.first(where: { form.values[$0.id] == nil }) {
      switch field.kind {
      case .single: form.choose(form.choices(of: field)[0].id, in: field)
      case .multiple: form.confirmNone(in: field)
      case .scale(let steps, _): form.rate(steps.upperBound, in: field)
      case .text: form.write("It is so.", in: field)
      }
    }
    let completed = try CompletedStage(form)
    for person in made.annotators {
      let next = try made.project.commit(completed, item: "i", person: person.id, at: moment).next
      #expect(next == .done)
    }
    try made.project.register(jurors: ["alder", "birch"].map { recordedJuror($0) }, at: moment)
    for juror in ["alder", "birch"] {
      let verdict = Verdict(stages: [completed.labels])
      try made.project.record(Review(of: "i", by: juror, .verdict(verdict), at: moment))
    }
    let report = try made.project.decide(at: moment)
    #expect(report.settled == 1)
    #expect(report.disputes.isEmpty)
    let release = folder.path + ".release"
    defer { try? FileManager.default.removeItem(atPath: release) }
    try ExportCommand.parse([made.project.path, release]).run()
    let items = try String(contentsOfFile: release + "/data/items.jsonl", encoding: .utf8)
    #expect(items.split(separator: "\n").count == 1)
  }

  @Test func `under the gate, who ended an item has it back where the others go on`() throws {
    let folder = try ProjectFolder()
    let guideline = try stagedGuideline(stages: 3, flow: .gate, jury: .ignored)
    let made = try folder.project(
      guideline,
      items: [item("i")],
      annotators: ["ann", "ben"],
      lead: "zoe"
    )
    let (project, ann, ben) = (made.project, made.annotators[0], made.annotators[1])
    try project.commit(.one, guideline.stagedLabels(["a"])[0], of: "i", by: ann, at: moment)
    try project.commit(.one, guideline.stagedLabels(["end"])[0], of: "i", by: ben, at: moment)
    #expect(try project.workItem("i", for: ben.id)?.state == .done)
    _ = try project.decide(at: moment)
    try project.adjudicate(
      item: "i",
      field: "label_1",
      value: .single("a"),
      reason: "It is one.",
      lead: made.lead,
      juryRevealed: false,
      at: moment
    )
    for person in made.annotators {
      let work = try #require(try project.workItem("i", for: person.id))
      #expect(work.state == .started)
      #expect(work.basis.stage == .two)
      #expect(work.basis.criterion == "on_a")
    }
  }

  @Test func `a vote of a later stage counts under the decided criterion alone`() throws {
    let folder = try ProjectFolder()
    let guideline = try stagedGuideline(stages: 3, flow: .walk, raters: 1, jury: .ignored)
    let made = try folder.project(
      guideline,
      items: [item("i")],
      annotators: ["ann", "ben"],
      lead: "zoe"
    )
    let project = made.project
    for (person, path) in zip(made.annotators, [["a", "a", "a"], ["a", "b", "b"]]) {
      for (place, labels) in guideline.stagedLabels(path).enumerated() {
        try project.commit(StageNumber(index: place), labels, of: "i", by: person, at: moment)
      }
    }
    _ = try project.decide(at: moment)
    try project.adjudicate(
      item: "i",
      field: "label_2",
      value: .single("b"),
      reason: "By B.",
      lead: made.lead,
      juryRevealed: false,
      at: moment
    )
    let decided = try project.dossier(of: "i", for: made.lead).decisions
    #expect(decided["label_3"]?.value == .single("b"))
    #expect(decided["label_3"]?.basis.annotations.count == 1)
  }
}
