import AnnotationCore
import ProjectStore

extension App {
  /// Something to read before going on.
  func plainLines(of card: Card) -> [String] {
    switch card {
    case .held(let holder):
      return [
        (holder.tookOver
          ? "Another session of yours took over."
          : "You have this project open in another session.")
          + " It runs as \(holder.place) since \(holder.since.clockWords)."
          + " Only one session at a time writes for you."
      ]
    case .changes(let version, let sentences, _):
      return ["The guideline is now version \(version). What changed:"] + sentences
    case .feedback(let feedback): return plainLines(of: feedback)
    case .jury(let card, _): return plainLines(of: card)
    }
  }

  private func plainLines(of feedback: Feedback) -> [String] {
    let comparison = feedback.comparison
    var lines = [
      "Training, \(feedback.item): \(comparison.matching) of \(comparison.compared) as in the "
        + "reference."
    ]
    for field in comparison.fields {
      let expected = words(for: field.expected, of: field.field)
      let given = words(for: field.given, of: field.field)
      lines.append(
        "\(title(of: field.field)): "
          + (field.matches ? "right, \(expected)" : "\(expected), not \(given)")
      )
    }
    if !feedback.why.isEmpty { lines.append("Why: \(feedback.why)") }
    lines.append(words(for: feedback.qualification))
    return lines
  }
}
