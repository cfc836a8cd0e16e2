package import AnnotationCore
import JSON

/// Reads a juror's reply: one JSON object with the stages it was asked for, checked as an
/// annotator's form is.
///
/// A reply is read with tolerance and never guessed at. What it was read in spite of is noted
/// (``ReplyLeniency``). No verdict are: two that differ, or parts of another one beside it; a hedge; what
/// stands in the item, where anybody could have planted it; an object within thoughts.
package struct ReplyParser: Sendable {
  private let guideline: Guideline
  private let mode: ReviewMode
  private let isChoiceByChoice: Bool
  private let names: ReplyNames

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
    let asked = mode.stages(of: guideline).flatMap { guideline.fields(of: $0) }
    names = ReplyNames(guideline, asked: asked)
  }

  /// A verdict, and in what the reply is not what was asked for.
  package struct Reading: Hashable, Sendable {
    package var verdict: Verdict
    package var leniencies: Set<ReplyLeniency>
  }

  /// The verdict in a reply.
  /// - Parameter isCut: whether the reply ran into a limit: then what follows its object may be missing.
  /// - Throws: why it is not what was asked for.
  package func reading(
    of reply: String,
    about next: ReviewCase,
    isCut: Bool = false
  ) throws(UnparsableReply) -> Reading {
    let text = ReplyText.behindThoughts(reply)
    guard let objects = ReplyObjects(names: names).objects(in: text) else { throw Self.tangled }
    let (found, others, problem) = try sorted(objects, next)
    guard let (object, first) = found.first else {
      throw problem ?? UnparsableReply("the reply holds no JSON object with the fields asked for")
    }
    var reading = first
    if found.count > 1 { reading.leniencies.insert(.repeated) }
    if !isChoiceByChoice, try isPlanted(reading.verdict, next) {
      throw UnparsableReply("the reply repeats a verdict that stands in the item")
    }
    for other in others
    where !stands(other, of: text, in: next.item) && contradicts(other, reading.verdict) {
      throw UnparsableReply("the reply holds more than one verdict")
    }
    switch ReplyText.surroundings(of: found.map(\.object.range), in: text) {
    case .nothing: break
    case .fence: reading.leniencies.insert(.fence)
    case .otherText: reading.leniencies.insert(.otherText)
    }
    if isCut {
      // A limit cuts what follows a verdict, and not what leads to one.
      guard object.end == .cut || ReplyText.stands(first: object.range, in: text) else {
        throw UnparsableReply("the reply was cut short")
      }
      reading.leniencies.insert(.cutAfter)
    }
    return reading
  }

  /// The verdict in a blind juror's reply.
  package func verdict(in reply: String, about item: Item) throws(UnparsableReply) -> Verdict {
    try reading(of: reply, about: ReviewCase(item: item)).verdict
  }

  /// So many objects that are no verdict are nobody's drafts.
  private static let mostObjects = 100
  private static let tangled = UnparsableReply(
    "the reply begins more objects than can be told apart"
  )

  private typealias Sorted = (
    found: [(object: ReplyObject, reading: Reading)], others: [ReplyObject],
    problem: UnparsableReply?
  )

  /// The objects that are the verdict, those that may be parts of another one, and why the last one of
  /// them is none.
  /// - Throws: where two of them differ.
  private func sorted(
    _ objects: [ReplyObject],
    _ next: ReviewCase
  ) throws(UnparsableReply) -> Sorted {
    var sorted: Sorted = ([], [], nil)
    for object in objects {
      guard object.members.contains(where: { names.field(called: $0.name) != nil }) else {
        continue
      }
      do throws(UnparsableReply) {
        let reading = try reading(object, next.decided)
        if let first = sorted.found.first, first.reading.verdict != reading.verdict {
          throw UnparsableReply("the reply holds more than one verdict", isFinal: true)
        }
        sorted.found.append((object, reading))
      } catch {
        if error.isFinal { throw error }
        // Of a first object and a copy that broke off, the first one says what is wrong.
        sorted.problem = sorted.problem ?? error
        sorted.others.append(object)
        if sorted.others.count > Self.mostObjects { throw Self.tangled }
      }
    }
    return sorted
  }

  /// Whether a verdict stands in the item.
  private func isPlanted(_ verdict: Verdict, _ next: ReviewCase) throws(UnparsableReply) -> Bool {
    for text in [next.item.question, next.item.answer] where text.contains(where: Self.isBrace) {
      for object in ReplyObjects(names: names).objects(in: text) ?? [] {
        if let planted = try? reading(object, next.decided), planted.verdict == verdict {
          return true
        }
      }
    }
    return false
  }

  private static func isBrace(_ character: Character) -> Bool {
    character == "{" || character == "｛"
  }

  /// Whether an object of a reply is quoted from the item: then it says nothing of its own.
  private func stands(_ object: ReplyObject, of text: String, in item: Item) -> Bool {
    let bytes = Array(text.utf8)[object.range.clamped(to: 0..<text.utf8.count)]
    let quoted = String(decoding: bytes, as: UTF8.self).trimmingMarks
    return item.answer.contains(quoted) || item.question.contains(quoted)
  }

  /// Whether an object that is no verdict says something else than the verdict, in a field that is no
  /// text.
  private func contradicts(_ object: ReplyObject, _ verdict: Verdict) -> Bool {
    for member in object.members {
      guard let id = names.field(called: member.name)?.id, let field = guideline.field(id),
        let own = verdict.values[id]
      else { continue }
      if case .text = field.kind { continue }
      let criterion = guideline.stage(of: id).flatMap { verdict[$0]?.criterion }
      var value = ReplyValue(field, in: guideline, under: criterion)
      guard let said = try? value.read(member.value) else { continue }
      if value.offeredOnly(said) != own { return true }
    }
    return false
  }

  private func reading(
    _ object: ReplyObject,
    _ decided: [Labels]
  ) throws(UnparsableReply) -> Reading {
    guard object.end != .broken else {
      throw UnparsableReply("the reply is not valid JSON, or was cut short")
    }
    var values = ReplyMembers(object, names: names)
    var stages = mode == .lastStage ? decided : []
    guard var basis = start(after: stages) else {
      throw UnparsableReply("what comes before its last stage is not decided")
    }
    while true {
      let said = try labels(StageForm(guideline, on: basis), from: &values)
      stages.append(said)
      let known = basis.values.merging(said.values) { $1 }
      guard case .stage(let next) = guideline.next(after: basis.stage, given: known) else { break }
      basis = next
    }
    let verdict = Verdict(stages: stages)
    values.noteUnused(besides: verdict)
    if let field = values.contradiction(of: verdict, guideline) {
      throw UnparsableReply("the reply says something else of '\(field)' under another name")
    }
    return Reading(verdict: verdict, leniencies: object.leniencies.union(values.leniencies))
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
    from values: inout ReplyMembers
  ) throws(UnparsableReply) -> Labels {
    var form = empty
    var known = form.basis.values
    // A field may open the next one, so they are filled in one by one, in order.
    for field in guideline.fields(of: form.stage)
    where guideline.asks(field, in: form.stage, given: known) {
      try fill(field, of: &form, from: &values)
      known[field.id] = form.values[field.id]
    }
    do { return try form.labels() } catch {
      throw UnparsableReply(Self.sentence(for: error))
    }
  }

  private func fill(
    _ field: Field,
    of form: inout StageForm,
    from values: inout ReplyMembers
  ) throws(UnparsableReply) {
    let criterion = form.basis.criterion
    let said: FieldValue?
    do {
      said = try values.value(
        of: field,
        ReplyValue(field, in: guideline, under: criterion),
        isChoiceByChoice: isChoiceByChoice
      )
    } catch {
      switch error {
      case .illegal(let problem): throw UnparsableReply(Self.sentence(for: problem, field.id))
      case .saidTwice: throw UnparsableReply("the reply has the field '\(field.id)' twice")
      }
    }
    guard let value = said else {
      // Left alone by a person, a list means that nothing applies; left out of a reply, it means
      // that the juror did not answer.
      if case .multiple = field.kind {
        throw UnparsableReply(Self.sentence(for: .missing, field.id))
      }
      return
    }
    if let problem = guideline.problem(with: value, of: field, under: criterion) {
      throw UnparsableReply(Self.sentence(for: problem, field.id))
    }
    switch value {
    case .single(let choice): form.choose(choice, in: field)
    case .multiple(let choices):
      form.confirmNone(in: field)
      for choice in choices { form.choose(choice, in: field) }
    case .scale(let step): form.rate(step, in: field)
    case .text(let text): form.write(text, in: field)
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
  /// Whether no other object of the reply can be the verdict.
  var isFinal = false

  init(_ reason: String, isFinal: Bool = false) {
    self.reason = reason
    self.isFinal = isFinal
  }
}
