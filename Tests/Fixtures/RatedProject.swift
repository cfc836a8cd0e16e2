import AnnotationCore
import GuidelineFiles
package import ProjectStore

/// Twelve items that ana and ben have labelled elsewhere: they differ on one of each language.
package struct RatedProject {
  package let project: Project
  private let folder: ProjectFolder

  package init() throws {
    folder = try ProjectFolder()
    let items = (0..<12).map { number in
      Item(id: "i\(number)", language: number < 6 ? "en" : "fr", question: "?", answer: "!")
    }
    let made = try folder.project(
      try GuidelineFile.read(path: valuesGuideline).guideline,
      items: items,
      annotators: ["ana", "ben"],
      lead: "noor"
    )
    project = made.project
    var labels: [OutsideRating] = []
    for number in 0..<12 {
      func add(_ rater: Int, _ field: FieldID, _ value: FieldValue) {
        labels.append(
          OutsideRating(
            item: "i\(number)",
            person: made.annotators[rater].id,
            field: field,
            value: value,
            at: moment,
            place: "\(labels.count + 2)"
          )
        )
      }
      let label = number % 2 == 0 ? "appropriate" : "inappropriate"
      add(0, "judgment", .single(label))
      add(1, "judgment", .single(number % 6 == 0 ? "inappropriate" : label))
      add(0, "stage_two_confidence", .scale(1 + number % 5))
      add(1, "stage_two_confidence", .scale(1 + (number + 1) % 5))
      add(0, "violations", .multiple(number % 3 == 0 ? ["loaded_wording"] : []))
      add(1, "violations", .multiple(["loaded_wording"]))
    }
    _ = try project.add(outside: labels, file: "labels.csv", at: moment)
  }
}
