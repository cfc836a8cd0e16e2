import AnnotationCore
import JSON

/// Lines about items and how their labels of record came about.
extension Release {
  func itemLine(_ entry: ReleaseItem) -> JSONValue {
    let item = entry.item
    let labels = entry.decisions.compactMapValues(\.value)
    let criteria = guideline.stageNumbers.map { stage -> (String, JSONValue) in
      let criterion = guideline.criterion(of: stage, given: labels)
      return (guideline[stage].id, criterion.map(JSONValue.string) ?? .null)
    }
    return .object([
      ("id", .string(item.id)),
      ("language", .string(item.language)),
      ("question", .string(item.question)),
      ("answer", .string(item.answer)),
      ("source", item.source.map(JSONValue.string) ?? .null),
      ("model", item.model.map(JSONValue.string) ?? .null),
      ("criteria", .object(criteria)),
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

  /// A decision; of the annotations that it rests on, it names those that were given after their author
  /// saw the jury: they confirm nothing by themselves.
  func line(_ decision: Decision, in entry: ReleaseItem) -> JSONValue {
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
    if let weights = decision.basis.jurorWeights { members.append(("jury", json(weights))) }
    return .object(members)
  }

  /// The rule by which the jury confirmed, with what its votes were worth.
  private func json(_ weights: JurorWeights) -> JSONValue {
    func numbers(_ numbers: [String: Double]) -> JSONValue {
      .object(numbers.sorted { $0.key < $1.key }.map { ($0.key, .double($0.value)) })
    }
    return switch weights {
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
}
