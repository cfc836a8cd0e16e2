package import AnnotationCore
package import JSON

/// Makes the files of a release, line by line, and counts what goes into them.
///
/// Pure: the same items in the same order give the same lines, and nothing depends on the clock.
package struct Release: Sendable {
  package let guideline: Guideline
  package private(set) var counts = ReleaseCounts()
  /// The guideline's fields, looked up for every line.
  let fields: [Field]
  /// The fields of each stage, by its index.
  let fieldsOfStage: [[Field]]
  /// The fields that an item needs a decision of.
  private let needed: [FieldID]
  private let pseudonyms: [PersonID: String]
  /// All versions of the guideline, in the order in which they came into force.
  let versions: [GuidelineVersion]
  /// What the lines of annotations say of each, by its number in the project.
  private let versionObjects: [Int64: JSONValue]
  private let jurors: [ReleaseJuror.Key: ReleaseJuror]
  /// The jurors whose reviews were added.
  private var named: Set<ReleaseJuror.Key> = []

  /// - Parameters:
  ///   - guideline: the version in force.
  ///   - versions: all of its versions, in the order in which they came into force.
  ///   - people: the team.
  ///   - jurors: every juror of whom there can be a review.
  package init(
    guideline: Guideline,
    versions: [GuidelineVersion],
    people: [Person],
    jurors: [ReleaseJuror]
  ) {
    self.guideline = guideline
    fields = guideline.fields
    fieldsOfStage = guideline.stageNumbers.map { guideline.fields(of: $0) }
    needed = guideline.fields.filter { $0.resolution != .collect }.map(\.id)
    self.versions = versions
    versionObjects = Dictionary(versions.map { ($0.number, $0.json) }) { first, _ in first }
    pseudonyms = Dictionary(people.map { ($0.id, $0.pseudonym) }) { first, _ in first }
    self.jurors = Dictionary(jurors.map { ($0.key, $0) }) { first, _ in first }
  }

  /// Adds an item.
  /// - Parameter write: gets each line with the file that it belongs to.
  package mutating func add(
    _ entry: ReleaseItem,
    write: (ReleaseTable, JSONValue) throws -> Void
  ) rethrows {
    let state = state(of: entry)
    counts.add(entry, state: state, guideline: guideline)
    switch state {
    case .released: try write(.items, itemLine(entry))
    case .setAside:
      let line = JSONValue.object([
        ("id", .string(entry.item.id)), ("language", .string(entry.item.language)),
      ])
      try write(.setAside, line)
    case .open: break
    }
    for annotation in entry.annotations {
      try write(.annotations, line(annotation, in: entry))
    }
    for earlier in entry.earlier { try write(.annotations, line(earlier: earlier, in: entry)) }
    for review in entry.reviews {
      named.insert(ReleaseJuror.Key(review))
      try write(.reviews, line(review))
    }
    for field in fields {
      guard let decision = entry.decisions[field.id] else { continue }
      try write(.decisions, line(decision, in: entry))
    }
    for exposure in entry.exposures { try write(.assistance, line(exposure)) }
  }

  /// Adds a prompt by which an item was reviewed.
  package func add(
    _ prompt: PromptRecord,
    write: (ReleaseTable, JSONValue) throws -> Void
  ) rethrows {
    try write(.prompts, line(prompt))
  }

  /// Writes the jurors whose reviews were added, by jury and name.
  package func writeJurors(_ write: (ReleaseTable, JSONValue) throws -> Void) rethrows {
    for juror in named.sorted().compactMap({ jurors[$0] }) {
      try write(.jurors, line(juror))
    }
  }

  /// Where an item stands when the release is made.
  package enum State: Hashable, Sendable {
    /// Every field that is decided at all has its decision.
    case released
    case setAside
    case open
  }

  /// Where an item stands.
  package func state(of entry: ReleaseItem) -> State {
    guard needed.allSatisfy({ entry.decisions[$0] != nil }) else { return .open }
    let labels = entry.decisions.compactMapValues(\.value)
    return guideline.setsAside(labels) ? .setAside : .released
  }

  /// The juror of a review, as it was configured.
  func juror(of review: Review) -> ReleaseJuror? { jurors[ReleaseJuror.Key(review)] }

  /// A version of the guideline by its number in the project.
  func version(_ number: Int64) -> JSONValue { versionObjects[number] ?? .null }

  func pseudonym(_ person: PersonID) -> String { pseudonyms[person] ?? "unknown" }
}
