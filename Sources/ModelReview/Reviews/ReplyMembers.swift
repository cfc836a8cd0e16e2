import AnnotationCore
import JSON

/// The members of a reply's object, by the field that they mean.
struct ReplyMembers {
  private var byField: [FieldID: [JSONValue]] = [:]
  private var others: [JSONValue.Member] = []
  private var used: Set<FieldID> = []
  private(set) var leniencies: Set<ReplyLeniency> = []

  init(_ object: ReplyObject, names: ReplyNames) {
    for member in object.members {
      guard let (id, isExact) = names.field(called: member.name) else {
        others.append(member)
        continue
      }
      byField[id, default: []].append(member.value)
      if !isExact { leniencies.insert(.fieldName) }
    }
    if !others.isEmpty { leniencies.insert(.extraField) }
  }

  /// Why a field has no value.
  enum Problem: Error {
    case illegal(IllegalValue)
    /// Nobody knows which of two values is meant.
    case saidTwice
  }

  /// The value of a field; nil where there is none.
  mutating func value(
    of field: Field,
    _ reader: ReplyValue,
    isChoiceByChoice: Bool
  ) throws(Problem) -> FieldValue? {
    used.insert(field.id)
    guard let written = byField[field.id], let first = written.first else {
      leniencies.insert(.leftOut)
      return nil
    }
    var reader = reader
    let said: FieldValue?
    do { said = try reader.read(first) } catch { throw .illegal(error) }
    for other in written.dropFirst() {
      guard let again = try? reader.read(other), again == said else { throw .saidTwice }
    }
    if written.count > 1 { leniencies.insert(.repeated) }
    let value = said.map { reader.offeredOnly($0) }
    if value == nil { leniencies.insert(.leftOut) }
    // Asked choice by choice, points of every criterion are answered, and steps are words.
    leniencies.formUnion(
      isChoiceByChoice
        ? reader.leniencies.subtracting([.otherCriterion, .textForNumber]) : reader.leniencies
    )
    return value
  }

  /// Notes values of fields that do not apply.
  mutating func noteUnused(besides verdict: Verdict) {
    let unused = byField.filter { !used.contains($0.key) && $0.value.contains { $0 != .null } }
    if !unused.isEmpty { leniencies.insert(.notApplicable) }
  }

  /// A field of which a member beside it says something else, such as `final_judgment` beside `judgment`.
  func contradiction(of verdict: Verdict, _ guideline: Guideline) -> FieldID? {
    for (id, value) in verdict.values {
      guard case .single = value, let field = guideline.field(id) else { continue }
      let words = Set(ReplyNames.folded(id).split(separator: " "))
      for other in others where other.name.utf8.count <= 200 {
        guard words.isSubset(of: ReplyNames.folded(other.name).split(separator: " ")) else {
          continue
        }
        var reader = ReplyValue(field, in: guideline, under: nil)
        if let said = try? reader.read(other.value), said != value { return id }
      }
    }
    return nil
  }
}
