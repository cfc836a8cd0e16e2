package import AnnotationCore

/// Reads a juror's reply: one JSON object with both stages, checked as an annotator's form is.
package struct ReplyParser: Sendable {
  private let guideline: Guideline

  package init(_ guideline: Guideline) { self.guideline = guideline }

  /// The verdict in a reply.
  ///
  /// White space and one code fence around the object are passed over; a verdict is never looked
  /// for in prose. A value for a field that does not apply is ignored; a text that is too long is
  /// cut at the field's length.
  /// - Throws: why it is not what was asked for.
  package func verdict(in reply: String) throws(UnparsableReply) -> Verdict {
    let values = try ReplyObject(Self.withoutFence(reply.trimmingBlankEnds))
    if let unknown = values.names.filter({ guideline.field($0) == nil }).min() {
      throw UnparsableReply("there is no field '\(unknown.prefix(40))'")
    }
    let stageOne = try labels(StageForm(stageOneOf: guideline), from: values)
    guard stageOne.selection.criterion != nil else {
      return Verdict(stageOne: stageOne, stageTwo: nil)
    }
    let form = StageForm(stageTwoOf: guideline, after: stageOne)
    return Verdict(stageOne: stageOne, stageTwo: try labels(form, from: values))
  }

  private func labels(
    _ empty: StageForm,
    from values: ReplyObject
  ) throws(UnparsableReply) -> Labels {
    var form = empty
    // A field may open the next one, so they are filled in one by one, in order.
    for field in guideline.fields(of: form.stage) {
      guard form.askedFields.contains(where: { $0.id == field.id }) else { continue }
      try fill(field, of: &form, with: values[field.id])
    }
    do { return try form.labels() } catch {
      throw UnparsableReply(Self.sentence(for: error))
    }
  }

  private func fill(
    _ field: Field,
    of form: inout StageForm,
    with value: ReplyValue
  ) throws(UnparsableReply) {
    switch (field.kind, value) {
    // Left alone by a person, a list means that nothing applies; left out of a reply, it means
    // that the juror did not answer.
    case (.multiple, .null): throw UnparsableReply(Self.sentence(for: .missing(field.id)))
    case (_, .null): break
    case (.single, .string(let choice)): form.choose(choice, in: field)
    case (.multiple, .strings(let choices)):
      for choice in Set(choices) { form.choose(choice, in: field) }
    case (.scale(let steps, _), .int(let step)):
      guard steps.contains(step) else {
        throw UnparsableReply("'\(field.id)': \(step) is not on the scale")
      }
      form.rate(step, in: field)
    case (.text(let maximum), .string(let text)):
      form.write(String(text.trimmingBlankEnds.prefix(maximum)), in: field)
    default: throw UnparsableReply("'\(field.id)' holds a value of another kind")
    }
  }

  private static func sentence(for problem: StageForm.Problem) -> String {
    switch problem {
    case .missing(let field): "'\(field)' is missing"
    case .notOffered(let field, let choice):
      "'\(field)': '\(choice.prefix(40))' is not offered under its criterion"
    case .tooLong(let field, _, _): "'\(field)' is too long"
    case .wrongKind(let field): "'\(field)' holds a value of another kind"
    case .selectsNothing: "the first stage selects no criterion"
    }
  }

  private static func withoutFence(_ reply: String) -> String {
    guard reply.hasPrefix("```"), reply.hasSuffix("```"), reply.count > 6,
      let end = reply.firstIndex(where: \.isNewline),
      ["", "json"].contains(reply[..<end].dropFirst(3).lowercased().trimmingBlankEnds)
    else { return reply }
    return String(reply[end...].dropLast(3)).trimmingBlankEnds
  }
}

/// Why a reply is not what was asked for.
package struct UnparsableReply: Error, Hashable, Sendable {
  package var reason: String

  init(_ reason: String) { self.reason = reason }
}
