import AnnotationCore
import GuidelineFiles
package import ProjectStore

/// A project with fourteen items of two languages, labelled by ana and ben elsewhere, and three jurors.
///
/// The even ones are appropriate. On i11 ana and ben differ, i12 and i13 have no human label. alder is
/// wrong on i0 and says probabilities; birch is wrong on i0, i1, i2; cedar refuses i0 to i5. On the last
/// two all say appropriate.
package struct JuryRoom {
  package let project: Project
  private let folder: ProjectFolder

  package init() throws {
    folder = try ProjectFolder()
    let made = try folder.project(
      try GuidelineFile.read(path: valuesGuideline).guideline,
      items: (0..<14).map { number in
        Item(id: "i\(number)", language: number < 6 ? "en" : "fr", question: "?", answer: "!")
      },
      annotators: ["ana", "ben"],
      lead: "noor"
    )
    project = made.project
    let labels = (0..<12).flatMap { number in
      made.annotators.map { person in
        OutsideRating(
          item: "i\(number)",
          person: person.id,
          field: "judgment",
          value: .single(
            number == 11 && person.name == "ben" ? "appropriate" : Self.truth(number)
          ),
          at: moment,
          place: "\(number)"
        )
      }
    }
    _ = try project.add(outside: labels, file: "labels.csv", at: moment)
    let jurors = ["alder", "birch", "cedar"]
    try project.register(jurors: jurors.map { recordedJuror($0) }, at: moment)
    for number in 0..<14 {
      for juror in jurors { try project.record(Self.review(number, juror)) }
    }
  }

  /// Where the project is.
  package var path: String { project.path }

  static func truth(_ number: Int) -> ChoiceID { number % 2 == 0 ? "appropriate" : "inappropriate" }

  static func other(_ label: ChoiceID) -> ChoiceID {
    label == "appropriate" ? "inappropriate" : "appropriate"
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
      of: "i\(number)",
      by: juror,
      label.map { .verdict(verdict($0)) } ?? .refused(reason: "no"),
      probabilities: probabilities,
      at: Timestamp(rawValue: 2)
    )
  }

  static func verdict(_ label: ChoiceID) -> Verdict {
    return Verdict(
      stageOne: Labels(
        values: ["scope": .single("global"), "nature": .single("consensus")]
      ),
      stageTwo: Labels(values: ["judgment": .single(label)], criterion: "compliance")
    )
  }
}
