package import AnnotationCore
import JSON

/// Makes the files of a release, line by line, and counts what goes into them.
///
/// Pure: the same items in the same order give the same lines, and nothing depends on the clock.
package struct Release: Sendable {
  package let guideline: Guideline
  private let pseudonyms: [PersonID: String]
  package private(set) var counts = ReleaseCounts()
  /// The guideline's fields, looked up for every line.
  private let fields: [Field]

  package init(guideline: Guideline, people: [Person]) {
    self.guideline = guideline
    fields = guideline.fields
    pseudonyms = Dictionary(people.map { ($0.id, $0.pseudonym) }) { first, _ in first }
  }

  /// Adds an item.
  /// - Parameter write: gets each line with the file that it belongs to.
  package mutating func add(
    _ entry: ReleaseItem,
    write: (ReleaseTable, String) throws -> Void
  ) rethrows {
    let state = state(of: entry)
    counts.add(entry, state: state, guideline: guideline)
    switch state {
    case .released: try write(.items, itemLine(entry).text)
    case .setAside:
      let line = JSONValue.object([
        ("id", .string(entry.item.id)), ("language", .string(entry.item.language)),
      ])
      try write(.setAside, line.text)
    case .open: break
    }
    for annotation in entry.annotations {
      try write(.annotations, line(annotation, in: entry).text)
    }
    for earlier in entry.earlier { try write(.annotations, line(earlier: earlier, in: entry).text) }
    for review in entry.reviews { try write(.reviews, line(review).text) }
    for field in fields {
      guard let decision = entry.decisions[field.id] else { continue }
      try write(.decisions, line(decision, in: entry).text)
    }
    for exposure in entry.exposures { try write(.assistance, line(exposure).text) }
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
    let needed = fields.filter { $0.resolution != .collect }
    guard needed.allSatisfy({ entry.decisions[$0.id] != nil }) else { return .open }
    let labels = entry.decisions.compactMapValues(\.value)
    return guideline.criteria.selection(for: labels) == .setAside ? .setAside : .released
  }

  private func itemLine(_ entry: ReleaseItem) -> JSONValue {
    let item = entry.item
    let labels = entry.decisions.compactMapValues(\.value)
    let criterion = guideline.criteria.selection(for: labels)?.criterion
    return .object([
      ("id", .string(item.id)),
      ("language", .string(item.language)),
      ("question", .string(item.question)),
      ("answer", .string(item.answer)),
      ("source", item.source.map(JSONValue.string) ?? .null),
      ("model", item.model.map(JSONValue.string) ?? .null),
      ("criterion", criterion.map(JSONValue.string) ?? .null),
      ("labels", .object(fields.map { ($0.id, label(of: $0, in: entry)) })),
    ])
  }

  /// The label of record; for a field that is collected, what each annotator gave, by pseudonym.
  private func label(of field: Field, in entry: ReleaseItem) -> JSONValue {
    guard field.resolution == .collect else {
      return JSONValue(entry.decisions[field.id]?.value)
    }
    let given = entry.annotations.compactMap { annotation -> (String, JSONValue)? in
      guard case .commit(let labels) = annotation.act, let value = labels.values[field.id] else {
        return nil
      }
      return (pseudonym(annotation.person), JSONValue(value))
    }
    return .object(given.sorted { $0.0 < $1.0 })
  }

  /// An annotation in force; one that its author gave after seeing the jury says so, and what they had
  /// said before.
  private func line(_ annotation: Annotation, in entry: ReleaseItem) -> JSONValue {
    var members = members(of: annotation)
    if let mode = entry.assistance(of: annotation) {
      members.append(("assisted", .string(mode.rawValue)))
      if let earlier = entry.earlier.first(where: {
        $0.person == annotation.person && $0.stage == annotation.stage
      }) {
        members.append(("revises", .int(Int(earlier.id))))
      }
    }
    return .object(members)
  }

  private func line(earlier: Annotation, in entry: ReleaseItem) -> JSONValue {
    let revision = entry.revision(of: earlier).map { JSONValue.int(Int($0.id)) }
    return .object(members(of: earlier) + [("revised_by", revision ?? .null)])
  }

  private func line(_ exposure: Exposure) -> JSONValue {
    .object([
      ("item", .string(exposure.item)),
      ("rater", .string(pseudonym(exposure.person))),
      ("stage", .int(exposure.stage.rawValue)),
      ("mode", .string(exposure.mode.rawValue)),
      ("shown", .bool(!exposure.isControl)),
      ("reviews", .array(exposure.reviews.map { .int(Int($0)) })),
      ("at", .string(exposure.at.iso8601)),
    ])
  }

  private func members(of annotation: Annotation) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("id", .int(Int(annotation.id))),
      ("item", .string(annotation.item)),
      ("rater", .string(pseudonym(annotation.person))),
      ("stage", .int(annotation.stage.rawValue)),
      ("at", .string(annotation.at.iso8601)),
    ]
    switch annotation.act {
    case .commit(let labels): members += self.members(of: labels)
    case .skip(let reason): members.append(("skipped", .string(reason)))
    case .withdraw: members.append(("withdrawn", .bool(true)))
    }
    return members
  }

  private func line(_ review: Review) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("id", .int(Int(review.id))),
      ("item", .string(review.item)),
      ("juror", .string(review.juror)),
      ("attempt", .int(review.attempt)),
      ("model", review.reportedModel.map(JSONValue.string) ?? .null),
      ("prompt_sha256", .string(review.promptHash)),
      ("at", .string(review.at.iso8601)),
    ]
    switch review.outcome {
    case .verdict(let verdict):
      members.append(("outcome", .string("verdict")))
      members.append(("stage_one", .object(self.members(of: verdict.stageOne))))
      members.append(
        ("stage_two", verdict.stageTwo.map { .object(self.members(of: $0)) } ?? .null)
      )
    case .refused(let reason):
      members += [("outcome", .string("refused")), ("reason", .string(reason))]
    case .unparsable(let reason):
      members += [("outcome", .string("unparsable")), ("reason", .string(reason))]
    case .failed(let reason):
      members += [("outcome", .string("failed")), ("reason", .string(reason))]
    }
    return .object(members)
  }

  /// A decision; of the annotations that it rests on, it names those that were given after their author
  /// saw the jury: they confirm nothing by themselves.
  private func line(_ decision: Decision, in entry: ReleaseItem) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("item", .string(decision.item)),
      ("field", .string(decision.field)),
      ("value", JSONValue(decision.value)),
      ("how", .string(decision.basis.how.rawValue)),
      ("annotations", .array(decision.basis.annotations.map { .int(Int($0)) })),
      ("reviews", .array(decision.basis.reviews.map { .int(Int($0)) })),
      ("at", .string(decision.at.iso8601)),
    ]
    if let adjudication = decision.basis.adjudication {
      members += [
        ("lead", .string(pseudonym(adjudication.lead))),
        ("reason", .string(adjudication.reason)),
        ("dispute", .string(adjudication.dispute.kind.rawValue)),
        ("jury_revealed", .bool(adjudication.juryRevealed)),
      ]
    }
    let assisted = entry.assisted(decision)
    if !assisted.isEmpty { members.append(("assisted", .array(assisted.map { .int(Int($0)) }))) }
    if let opinion = decision.basis.jurorWeights { members.append(("jury", json(opinion))) }
    return .object(members)
  }

  /// The rule by which the jury confirmed, with what its votes were worth.
  private func json(_ opinion: JurorWeights) -> JSONValue {
    func numbers(_ numbers: [String: Double]) -> JSONValue {
      .object(numbers.sorted { $0.key < $1.key }.map { ($0.key, .double($0.value)) })
    }
    return switch opinion {
    case .weighted(let weights):
      .object([
        ("rule", .string(DecisionPolicy.JuryRule.weighted.rawValue)), ("weights", numbers(weights)),
      ])
    case .dawidSkene(let posterior):
      .object([
        ("rule", .string(DecisionPolicy.JuryRule.dawidSkene.rawValue)),
        ("posterior", numbers(posterior)),
      ])
    }
  }

  private func members(of labels: Labels) -> [(String, JSONValue)] {
    let values = fields.compactMap { field in
      labels.values[field.id].map { (field.id, JSONValue($0)) }
    }
    return [
      ("criterion", labels.selection.criterion.map(JSONValue.string) ?? .null),
      ("values", .object(values)),
    ]
  }

  private func pseudonym(_ person: PersonID) -> String { pseudonyms[person] ?? "unknown" }
}
