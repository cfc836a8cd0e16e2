import AnnotationCore
import Glibc

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
    case .humansDiffer, .juryDisagrees, .jurySplit: dispute.kind.words
    case .juryShort(let verdicts, let needed):
      "\(verdicts) of \(counted(needed, "verdict that counts", "verdicts that count"))"
    case .tooFewRaters(let count, let needed):
      "\(count) of \(counted(needed, "rater who counts", "raters who count"))"
    case .awaits(let fields): "waits for \(fields.map(title(of:)).joined(separator: ", "))"
    }
  }
}

extension App {
  /// Where an annotator stands with their training, in words.
  func words(for qualification: Qualification) -> String {
    switch qualification.state {
    case .open: "Training is over: your items are open."
    case .training(let done, let total): "Training: \(done) of \(counted(total, "item")) done."
    case .below(let share, let needed):
      "Training is over with \(percent(share)) as in the reference; \(percent(needed)) are "
        + "needed. \(key(of: .trainAgain) ?? ":train-again") begins it anew; your lead can open your items, too."
    }
  }

  /// That there are flags to read, in words; nil where there are none.
  func words(forFlags count: Int) -> String? {
    guard count > 0 else { return nil }
    return
      "\(counted(count, "flag")) — \(key(of: .readFlags) ?? "F") shows \(count == 1 ? "it" : "them")."
  }

  /// That the jury's reasons are in, in words.
  func words(forNews count: String) -> String {
    let list = key(of: .yourItems) ?? "I"
    let reviewed = key(of: .items("show-reviewed")) ?? "r"
    return
      "The jury's reasons are in on \(count) of your items — \(list), then \(reviewed) shows them."
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded(.down))) %" }
}

extension Timestamp {
  /// The moment as a user's clock shows it, such as `2026-11-21 14:05`.
  var clockWords: String {
    var seconds = time_t(rawValue / 1000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min))"
  }
}

extension App {
  /// Why a stage cannot be committed, in words.
  func sentence(for problem: StageForm.Problem) -> String {
    switch problem {
    case .illegal(let id, let value):
      value.sentence(
        field: guideline.field(id)?.title.text(in: language) ?? id,
        offered: guideline.field(id).map {
          guideline.offered(by: $0, under: item?.form.basis.criterion, named: \.key)
        } ?? []
      )
    case .selectsNothing: "The guideline names no criterion for this. Tell your lead."
    }
  }
}
