package import AnnotationCore
import JSON

/// Reads a juror's reply: one JSON object with the stages it was asked for, checked as an
/// annotator's form is.
package struct ReplyParser: Sendable {
  private let guideline: Guideline
  private let mode: ReviewMode
  private let isChoiceByChoice: Bool
  private let asked: Set<FieldID>

  /// - Parameter isChoiceByChoice: whether each field was a question of its own: then texts are not
  ///   asked, and points of a criterion that was not selected are passed over.
  package init(
    _ guideline: Guideline,
    mode: ReviewMode = .blind,
    isChoiceByChoice: Bool = false
  ) {
    self.mode = mode
    self.isChoiceByChoice = isChoiceByChoice
    self.guideline = isChoiceByChoice ? Self.withoutTexts(guideline) : guideline
    asked = Set(mode.stages(of: guideline).flatMap { guideline.fields(of: $0).map(\.id) })
  }

  /// A verdict, and whether it stood alone in the reply.
  package struct Reading: Hashable, Sendable {
    package var verdict: Verdict
    /// Whether there was more in the reply than the object that was asked for.
    package var isAmidProse: Bool
  }

  /// The verdict in a reply.
  ///
  /// First the whole reply is taken for the object, but for white space and one code fence around
  /// it. Else the reply is searched for objects: there has to be one that is a verdict and no other
  /// one, and it must not stand in the item, where anybody could have planted it. A value for a
  /// field that does not apply is ignored; a text that is too long is cut at the field's length.
  /// - Throws: why it is not what was asked for.
  package func reading(
    of reply: String,
    about next: ReviewCase
  ) throws(UnparsableReply) -> Reading {
    let reply = ReplyText.behindThoughts(reply).trimmingBlankEnds
    do throws(UnparsableReply) {
      let verdict = try verdict(in: ReplyText.withoutFence(reply), next.decided)
      return Reading(verdict: verdict, isAmidProse: false)
    } catch {
      let objects = ReplyText.objects(in: reply)
      guard objects != [reply] else { throw error }
      var found: [(text: String, verdict: Verdict)] = []
      for object in objects {
        guard let verdict = try? verdict(in: object, next.decided) else { continue }
        if found.last?.verdict != verdict { found.append((object, verdict)) }
      }
      guard let only = found.first else { throw error }
      guard found.count == 1 else {
        throw UnparsableReply("the reply holds more than one verdict")
      }
      guard !next.item.question.contains(only.text), !next.item.answer.contains(only.text) else {
        throw UnparsableReply("the reply repeats a verdict that stands in the item")
      }
      return Reading(verdict: only.verdict, isAmidProse: true)
    }
  }

  /// The verdict in a blind juror's reply.
  package func verdict(in reply: String, about item: Item) throws(UnparsableReply) -> Verdict {
    try reading(of: reply, about: ReviewCase(item: item)).verdict
  }

  private func verdict(
    in object: String,
    _ decided: [Labels]
  ) throws(UnparsableReply) -> Verdict {
    let values = try ReplyObject(object)
    if let unknown = values.names.filter({ !asked.contains($0) }).min() {
      let what =
        guideline.field(unknown) == nil ? "there is no field" : "nobody asked for the field"
      throw UnparsableReply("\(what) '\(unknown.prefix(40))'")
    }
    var stages = mode == .lastStage ? decided : []
    guard var basis = start(after: stages) else {
      throw UnparsableReply("what comes before its last stage is not decided")
    }
    while true {
      let said = try labels(StageForm(guideline, on: basis), from: values)
      stages.append(said)
      let known = basis.values.merging(said.values) { $1 }
      guard case .stage(let next) = guideline.next(after: basis.stage, given: known) else {
        return Verdict(stages: stages)
      }
      basis = next
    }
  }

  /// What the first stage that is asked is filled in on.
  private func start(after decided: [Labels]) -> StageBasis? {
    guard mode == .lastStage, guideline.lastStage != .first else { return guideline.start }
    let known = Verdict(stages: decided).values
    guard decided.count == guideline.lastStage.index, let before = guideline.lastStage.earlier.last,
      case .stage(let basis) = guideline.next(after: before, given: known)
    else { return nil }
    return basis
  }

  private func labels(
    _ empty: StageForm,
    from values: ReplyObject
  ) throws(UnparsableReply) -> Labels {
    var form = empty
    var known = form.basis.values
    // A field may open the next one, so they are filled in one by one, in order.
    for field in guideline.fields(of: form.stage)
    where guideline.asks(field, in: form.stage, given: known) {
      try fill(field, of: &form, with: values[field.id])
      known[field.id] = form.values[field.id]
    }
    do { return try form.labels() } catch {
      throw UnparsableReply(Self.sentence(for: error))
    }
  }

  private func fill(
    _ field: Field,
    of form: inout StageForm,
    with json: JSONValue
  ) throws(UnparsableReply) {
    guard let value = try read(json, of: field, in: form) else {
      // Left alone by a person, a list means that nothing applies; left out of a reply, it means
      // that the juror did not answer.
      if case .multiple = field.kind {
        throw UnparsableReply(Self.sentence(for: .missing, field.id))
      }
      return
    }
    let criterion = form.basis.criterion
    if let problem = guideline.problem(with: value, of: field, under: criterion) {
      throw UnparsableReply(Self.sentence(for: problem, field.id))
    }
    switch value {
    case .single(let choice): form.choose(choice, in: field)
    case .multiple(let choices): for choice in choices { form.choose(choice, in: field) }
    case .scale(let step): form.rate(step, in: field)
    case .text(let text): form.write(text, in: field)
    }
  }

  /// What a reply holds for a field, as a value of the field's kind; nil for null.
  private func read(
    _ json: JSONValue,
    of field: Field,
    in form: StageForm
  ) throws(UnparsableReply) -> FieldValue? {
    if json == .null { return nil }
    // Where steps are choices of a question of their own, they are written as texts.
    if isChoiceByChoice, case .scale = field.kind, let step = json.stringValue.flatMap({ Int($0) })
    {
      return .scale(step)
    }
    switch (FieldValue(json, as: field.kind), field.kind) {
    case (.multiple(let choices), _):
      // Asked choice by choice, points of every criterion are answered.
      let offered = isChoiceByChoice ? Set(form.choices(of: field).map(\.id)) : nil
      return .multiple(choices.filter { offered?.contains($0) ?? true })
    case (.text(let text), .text(let maximum)):
      return .text(String(text.trimmingBlankEnds.prefix(maximum)))
    case (let value?, _): return value
    case (nil, _): throw UnparsableReply(Self.sentence(for: .wrongKind, field.id))
    }
  }

  private static func withoutTexts(_ guideline: Guideline) -> Guideline {
    var guideline = guideline
    for stage in guideline.stages.indices {
      for field in guideline.stages[stage].fields.indices {
        if case .text = guideline.stages[stage].fields[field].kind {
          guideline.stages[stage].fields[field].isOptional = true
        }
      }
    }
    return guideline
  }

  private static func sentence(for problem: IllegalValue, _ field: FieldID) -> String {
    // Reasons are parts of sentences.
    String(problem.sentence(field: "'\(field)'").dropLast())
  }

  private static func sentence(for problem: StageForm.Problem) -> String {
    switch problem {
    case .illegal(let field, let value): sentence(for: value, field)
    case .selectsNothing: "what it says selects no criterion"
    }
  }
}

/// Why a reply is not what was asked for.
package struct UnparsableReply: Error, Hashable, Sendable {
  package var reason: String

  init(_ reason: String) { self.reason = reason }
}
