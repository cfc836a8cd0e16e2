import AnnotationCore
import Foundation
import JSON
import ProjectStore
import SchemaValidation
import Testing

@testable import Review

/// A project with fourteen items of two languages, labelled by ana and ben elsewhere, and three jurors.
///
/// The even ones are appropriate. On i11 ana and ben differ, i12 and i13 have no human label. alder is
/// wrong on i0 and says probabilities; birch is wrong on i0, i1, i2; cedar refuses i0 to i5. On the last
/// two all say appropriate.
struct JuryRoom {
  let place: Workplace
  var project: Project { get throws { try Project.open(at: place.project) } }

  init() throws {
    place = try Workplace()
    try place.makeProject(
      items: (0..<14).map { number in
        #"{"id":"i\#(number)","language":"\#(number < 6 ? "en" : "fr")","question":"?","answer":"!"}"#
      },
      languages: "en,fr"
    )
    var lines = ["item,annotator,field,label"]
    for number in 0..<12 {
      lines.append("i\(number),ana,judgment,\(Self.truth(number))")
      lines.append("i\(number),ben,judgment,\(number == 11 ? "appropriate" : Self.truth(number))")
    }
    let file = place.path("labels.csv")
    try lines.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    try place.run(ImportAnnotationsCommand.self, place.project, file)
    let project = try project
    let jurors = ["alder", "birch", "cedar"]
    try project.register(jurors: jurors.map(Self.juror), at: Timestamp(rawValue: 1))
    for number in 0..<14 {
      for juror in jurors { try project.record(Self.review(number, juror)) }
    }
  }

  static func truth(_ number: Int) -> ChoiceID { number % 2 == 0 ? "appropriate" : "inappropriate" }

  static func other(_ label: ChoiceID) -> ChoiceID {
    label == "appropriate" ? "inappropriate" : "appropriate"
  }

  static func juror(_ name: String) -> Juror {
    Juror(name: name, provider: .recorded(file: "r.jsonl"))
  }

  private static func label(_ number: Int, _ juror: String) -> ChoiceID? {
    switch (juror, number) {
    case (_, 12...): "appropriate"
    case ("alder", 0), ("birch", 0...2), ("birch", 11), ("cedar", 11): other(truth(number))
    case ("cedar", 0...5): nil
    default: truth(number)
    }
  }

  private static func review(_ number: Int, _ juror: String) -> Review {
    let label = label(number, juror)
    var probabilities: [FieldID: ChoiceProbabilities] = [:]
    if juror == "alder", let label {
      // Surer of what is right, and a fifth of the probability goes to texts that are no choice.
      let sure = number == 0 ? 0.6 : 0.9
      probabilities["judgment"] = ChoiceProbabilities(
        byChoice: [label: sure, other(label): 1 - sure],
        mass: 0.8
      )
    }
    return Review(
      id: 0,
      item: "i\(number)",
      juror: juror,
      attempt: 1,
      outcome: label.map { .verdict(verdict($0)) } ?? .refused(reason: "no"),
      promptHash: "p",
      probabilities: probabilities,
      at: Timestamp(rawValue: 2)
    )
  }

  static func verdict(_ label: ChoiceID) -> Verdict {
    let criterion = Selection.criterion("compliance")
    return Verdict(
      stageOne: Labels(
        values: ["scope": .single("global"), "nature": .single("consensus")],
        selection: criterion
      ),
      stageTwo: Labels(values: ["judgment": .single(label)], selection: criterion)
    )
  }
}

/// Holds JSON against a definition of `schemas/jury-report.schema.json`.
func expectAsSchema(_ value: JSONValue, _ definition: String) throws {
  let report = SchemaValidator.Case(
    value.text,
    file: "jury-report.schema.json",
    definition: definition
  )
  #expect(try SchemaValidator.problems(in: report) == [])
}
