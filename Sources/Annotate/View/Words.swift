import AnnotationCore

/// The guideline's words for ids and values, in the user's language.
extension App {
  func title(of field: FieldID) -> String {
    guideline.field(field)?.title.text(in: language) ?? field
  }

  /// A value in words; `–` where there is none.
  func words(for value: FieldValue?, of field: FieldID) -> String {
    switch value {
    case nil: return "–"
    case .single(let choice): return choiceTitle(choice, of: field)
    case .multiple(let choices):
      let offered = guideline.field(field).map { guideline.choices(of: $0, under: nil) } ?? []
      let titles = offered.filter { choices.contains($0.id) }.map { $0.title.text(in: language) }
      return titles.isEmpty ? "none" : titles.joined(separator: ", ")
    case .scale(let step): return String(step)
    case .text(let text): return text
    }
  }

  private func choiceTitle(_ choice: ChoiceID, of field: FieldID) -> String {
    let offered = guideline.field(field).map { guideline.choices(of: $0, under: nil) } ?? []
    return offered.first { $0.id == choice }?.title.text(in: language) ?? choice
  }

  /// Why a field is in dispute, in words.
  func words(for dispute: Dispute) -> String {
    switch dispute {
    case .humansDiffer: "raters differ"
    case .juryDisagrees: "raters agree, the jury does not"
    case .jurySplit: "raters agree, the jury is split"
    case .juryShort(let verdicts, let needed): "\(verdicts) of \(needed) verdicts that count"
    case .tooFewRaters(let count, let needed): "\(count) of \(needed) raters who count"
    case .awaits(let fields): "waits for \(fields.map(title(of:)).joined(separator: ", "))"
    }
  }

  /// How a decision came about, in words.
  func words(for how: Decision.How) -> String {
    switch how {
    case .unanimous: "unanimous"
    case .juryConfirmed: "jury-confirmed"
    case .majority: "majority"
    case .adjudicated: "adjudicated"
    }
  }
}
