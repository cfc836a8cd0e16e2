import AnnotationCore
import ProjectStore
import SafeText

extension App {
  /// Something to read before going on.
  func plainLines(of card: Card) -> [String] {
    switch card {
    case .unsaved(let entered, _):
      return [heading(of: entered)]
        + entered.comparison(in: self).map { field, entered, saved in
          "\(title(of: field)): \(entered)" + (entered == saved ? "" : " (saved: \(saved))")
        } + [
          whyNotRestore(entered).map { "\($0) :discard-unsaved removes it." }
            ?? ":restore-unsaved puts it into the fields, :discard-unsaved removes it."
        ]
    case .held(let holder):
      return [
        (holder.tookOver
          ? "Another session of yours took over."
          : "You have this project open in another session.")
          + " " + holder.words
          + " Only one session at a time writes for you."
          + (holder.isAsked ? " It is asked to save what it has." : "")
      ]
    case .spelling(let words, _):
      return words.map { "\($0.word): \($0.names.joined(separator: ", "))" }
    // The lines are for eyes: whoever works by ear is not asked.
    case .reading: return []
    case .changes(let version, let sentences, _):
      return ["The guideline is now version \(version). What changed:"] + sentences
    case .feedback(let feedback): return plainLines(of: feedback)
    case .jury(let card, _): return plainLines(of: card)
    }
  }

  /// When something was entered, and why it is not saved.
  func heading(of entered: UnsavedDraft) -> String {
    "You entered this on \(entered.draft.item), stage \(entered.draft.stage.rawValue), at "
      + "\(entered.draft.at.clockWords), and it is not saved."
      + (entered.why.isEmpty ? "" : " \(entered.why)")
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
