import AnnotationCore
import JSON

/// Decided items that stand in prompts as examples.
struct ExamplePool: Sendable {
  private let examples: [Example]
  private let count: Int
  private let fields: [Field]

  init(
    _ examples: [Example],
    count: Int,
    _ guideline: Guideline,
    _ stages: [StageNumber]
  ) {
    self.examples = examples
    self.count = count
    fields = stages.flatMap { guideline.fields(of: $0) }
  }

  /// The examples for an item: those in its language first, and never the item itself.
  func chosen(for item: Item) -> [Example] {
    guard count > 0 else { return [] }
    let others = examples.lazy.filter { $0.item.id != item.id }
    let own = others.filter { $0.item.language == item.language }.prefix(count)
    let rest = others.filter { $0.item.language != item.language }.prefix(count - own.count)
    return Array(own) + Array(rest)
  }

  func text(of examples: [Example], fence: String) -> String {
    examples.enumerated().map { index, example in
      """
      Example \(index + 1)
      <<< \(fence)
      QUESTION
      \(example.item.question)

      ANSWER
      \(example.item.answer)
      >>> \(fence)
      \(LabelsText.json(example.values, of: fields))
      """
    }.joined(separator: "\n\n")
  }
}

/// Labels as the JSON that a juror replies with.
enum LabelsText {
  /// - Parameter fields: in their order; one without a value is null.
  static func json(_ values: FieldValues, of fields: [Field]) -> String {
    JSONValue.object(fields.map { ($0.id, JSONValue(values[$0.id])) }).text
  }
}
