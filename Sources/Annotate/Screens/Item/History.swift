import AnnotationCore

/// What was entered in a stage, step by step, so that each step can be taken back.
///
/// Typing in one text field counts as one step; the text itself has an undo of its own.
struct History: Hashable, Sendable {
  private var past: [Step] = []
  private var future: [Step] = []

  private struct Step: Hashable, Sendable {
    var field: FieldID?
    var isText: Bool
    var values: FieldValues
  }

  var canRedo: Bool { !future.isEmpty }

  /// Remembers how it was before a change.
  mutating func note(_ values: FieldValues, before field: FieldID?, isText: Bool) {
    future = []
    if isText, let last = past.last, last.isText, last.field == field { return }
    past.append(Step(field: field, isText: isText, values: values))
  }

  /// Takes the last change back.
  /// - Returns: how it was, and the field that changed.
  mutating func undo(from now: FieldValues) -> (values: FieldValues, field: FieldID?)? {
    // What a text's own undo has brought back already is no step any more.
    while let last = past.last, last.values == now { past.removeLast() }
    guard let step = past.popLast() else { return nil }
    future.append(Step(field: step.field, isText: step.isText, values: now))
    return (step.values, step.field)
  }

  /// Makes the change again that was taken back last.
  mutating func redo(from now: FieldValues) -> (values: FieldValues, field: FieldID?)? {
    guard let step = future.popLast() else { return nil }
    past.append(Step(field: step.field, isText: step.isText, values: now))
    return (step.values, step.field)
  }
}
