import AnnotationCore
import JSON

/// The JSON Schema of a juror's reply: the stages it is asked for, a property for each field.
///
/// All properties are required and nothing else is allowed, as strict structured output wants it; a
/// field that may not apply can be null.
struct ReplySchema {
  let guideline: Guideline
  var order: Ordering = .given
  /// All stages where it is nil.
  var stages: [StageNumber]?

  var schema: JSONValue {
    let fields = (stages ?? guideline.stageNumbers).flatMap { guideline.fields(of: $0) }
    return .object([
      ("type", .string("object")),
      ("properties", .object(fields.map { ($0.id, property(of: $0)) })),
      ("required", .array(fields.map { .string($0.id) })),
      ("additionalProperties", .bool(false)),
    ])
  }

  private func property(of field: Field) -> JSONValue {
    let stage = guideline.stage(of: field.id)
    let mayBeNull = stage.map { guideline.mayBeUnasked(field, in: $0) } ?? true
    func type(_ name: String) -> (String, JSONValue) {
      ("type", mayBeNull ? .array([.string(name), .string("null")]) : .string(name))
    }
    let choices = order.arranged(guideline.choices(of: field, under: nil), of: field.id)
      .map { JSONValue.string($0.id) }
    switch field.kind {
    case .single:
      return .object([type("string"), ("enum", .array(choices + (mayBeNull ? [.null] : [])))])
    case .multiple:
      let items = JSONValue.object([("type", .string("string")), ("enum", .array(choices))])
      // Small models repeat a choice without end.
      return .object([type("array"), ("items", items), ("maxItems", .int(choices.count))])
    case .scale(let steps, _):
      return .object([
        type("integer"),
        ("enum", .array(steps.map { .int($0) } + (mayBeNull ? [.null] : []))),
      ])
    case .text: return .object([type("string")])
    }
  }
}
