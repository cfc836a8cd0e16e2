package import AnnotationCore
package import ProjectStore

/// Six items that ann and ben agree on, with three jurors whose votes don't count alike, and a lead.
///
/// alder always says what they say; birch and cedar do on three items of six, and on the last (i5) both
/// say bad where all others say good.
package struct WeighedJury {
  package let project: Project
  package let people: [Person]
  package let lead: Person
  private let folder: ProjectFolder

  /// - Parameter narrow: the items of which ben says another reach, so that all else waits for a lead.
  package init(_ rule: DecisionPolicy.JuryRule, narrow: Set<ItemID> = []) throws {
    folder = try ProjectFolder()
    let items = (0..<6).map { Item(id: "i\($0)", language: "en", question: "?", answer: "!") }
    (project, people, lead) = try folder.project(
      smallGuideline(rule: rule),
      items: items,
      annotators: ["ann", "ben"],
      lead: "zoe"
    )
    try project.register(jurors: ["alder", "birch", "cedar"].map { recordedJuror($0) }, at: moment)
    for (number, item) in items.enumerated() {
      let fit = number % 2 == 0 ? "bad" : "good"
      for person in people {
        let isNarrow = narrow.contains(item.id) && person.name == "ben"
        try label(item.id, person, stageOne(reach: isNarrow ? "narrow" : "wide"), stageTwo(fit))
      }
      for (name, wrong) in [("alder", []), ("birch", [1, 3, 5]), ("cedar", [0, 2, 5])] {
        let errs = wrong.contains(number)
        try verdict(item.id, name, errs ? (fit == "good" ? "bad" : "good") : fit)
      }
    }
  }

  /// Where the project is.
  package var path: String { project.path }

  /// Both stages of an annotator on an item.
  package func label(_ item: ItemID, _ person: Person, _ one: Labels, _ two: Labels) throws {
    try project.commit(.one, one, of: item, by: person, at: moment)
    try project.commit(.two, two, of: item, by: person, at: moment)
  }

  /// A juror's verdict on an item.
  package func verdict(_ item: ItemID, _ name: String, _ fit: String) throws {
    try project.record(
      Review(of: item, by: name, .labels(stageOne(), stageTwo(fit)), at: moment)
    )
  }

  /// The decisions in force, by item and field.
  package func decisions() throws -> [ItemID: [FieldID: Decision]] {
    let ready = try project.readyItemChanges(since: nil).ready
    return Dictionary(
      uniqueKeysWithValues: try project.readyItems(at: ready).map { ($0.item, $0.decisions) }
    )
  }

  /// What was decided on an item and what that rests on, by field.
  package func bases(of item: ItemID) throws -> [FieldID: DecisionBasis] {
    (try decisions()[item] ?? [:]).mapValues {
      DecisionBasis(
        value: $0.value,
        how: $0.basis.how,
        reviews: $0.basis.reviews,
        weights: $0.basis.jurorWeights
      )
    }
  }
}

/// A decision without ids and times: what is the same, however it was come to.
package struct DecisionBasis: Hashable, Sendable {
  package var value: FieldValue?
  package var how: Decision.How
  package var reviews: [Int64]
  package var weights: JurorWeights?
}
