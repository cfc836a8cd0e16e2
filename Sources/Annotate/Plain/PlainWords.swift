import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

/// What the linear mode prints of the app, as lines.
extension App {
  /// Where the user stands: what is done, what waits, by language.
  func plainLines(of queue: QueueState) -> [String] {
    guard let contents = queue.contents else { return [] }
    let left = contents.workload.reduce(0) { $0 + $1.remaining }
    let total = contents.workload.reduce(0) { $0 + $1.total }
    var lines = [
      "\(project), \(person.name): \(progress.today) done today, \(left) left of \(total)."
    ]
    for language in contents.workload where language.remaining > 0 {
      let drafts = language.drafts == 0 ? "" : ", \(language.drafts) with a draft"
      lines.append("\(language.language): \(language.remaining) left\(drafts)")
    }
    if contents.qualification.state != .open { lines.append(words(for: contents.qualification)) }
    if contents.juryNews > 0 {
      lines.append("The jury's reasons are in on \(contents.juryNews) of your items, :items.")
    }
    if contents.workload.isEmpty { lines.append("Nothing is assigned to you yet.") }
    return lines
  }

  /// An item from its beginning: id, question, answer, what was left on it.
  func plainText(of state: ItemState) -> [String] {
    [
      "", "Item \(state.item.id), \(state.item.language)", "Question:", state.item.question,
      "Answer:",
    ]
      + [state.item.answer] + state.flags.map { "Your flag: \($0)" }
  }

  /// What is known when a stage opens: its criterion, where it has one, and how it was reached.
  func plainLines(ofStage state: ItemState) -> [String] {
    let stage = guideline[state.session.stage]
    let number =
      state.form.basis.isAlone || guideline.stages.count == 1
      ? "" : "Stage \(state.session.stage.rawValue): "
    var lines = ["", number + stage.title.text(in: language)]
    if let criterion = state.form.criterion {
      let reached = stage.criterion.selectBy
        .map { words(for: state.form.basis.values[$0], of: $0) }
      let way =
        state.form.basis.isAlone || reached.isEmpty
        ? "" : " for \(reached.joined(separator: ", "))"
      lines.append(
        "Criterion\(way): \(criterion.title.text(in: language)). "
          + criterion.help.text(in: language)
      )
    }
    if let suggestions = state.suggestions {
      lines.append(words(for: suggestions))
      lines += reasons(in: suggestions, to: state.form.askedFields.filter(\.kind.isText))
    }
    return lines
  }

  /// A field as it is asked: title, help, choices with their keys.
  func plainQuestion(_ field: Field, of state: ItemState) -> [String] {
    let fields = state.form.askedFields
    let number = (fields.firstIndex { $0.id == field.id } ?? 0) + 1
    let head = "\(number) of \(fields.count), \(field.title.text(in: language))"
    let help = field.help.text(in: language)
    return [help.isEmpty ? head : "\(head): \(help)"]
      + plainChoices(of: field, in: state.form, suggestions: state.suggestions)
  }

  /// What a field can be answered with.
  func plainChoices(
    of field: Field,
    in form: StageForm,
    suggestions: JuryOpinion? = nil
  ) -> [String] {
    var lines: [String] = []
    switch field.kind {
    case .single, .multiple:
      for choice in form.choices(of: field) {
        let votes = votes(for: .single(choice.id), of: field, in: suggestions)
        lines.append(
          "  \(choice.key)  \(choice.title.text(in: language))" + (votes.map { ", \($0)" } ?? "")
        )
      }
      if let none = votes(for: .multiple([]), of: field, in: suggestions) {
        lines.append("  None: \(none)")
      }
      if case .multiple = field.kind {
        lines.append(field.isOptional ? "Several keys, or - for none." : "Several keys.")
      }
    case .scale(let steps, let labels):
      for step in steps {
        let votes = votes(for: .scale(step), of: field, in: suggestions)
        let words = [labels[step]?.text(in: language), votes].compactMap { $0 }
        if !words.isEmpty { lines.append("  \(step)  \(words.joined(separator: ", "))") }
      }
    case .text(let maximum):
      lines.append("Up to \(maximum) characters; a backslash at the end of a line goes on.")
    }
    return lines
  }

  /// Every field with its number and what it holds.
  func plainFields(of state: ItemState) -> [String] {
    state.form.askedFields.enumerated().map { index, field in
      let value = state.form.values[field.id]
      let held =
        value == nil && !field.isOptional ? "still empty" : words(for: value ?? none, of: field.id)
      return "\(index + 1)  \(field.title.text(in: language)): \(held)"
    }
  }

  private var none: FieldValue { .multiple([]) }

  /// What stands before the line that is read.
  var plainPrompt: String {
    switch overlay {
    case .prompt(let prompt): return prompt.question
    case .card(.held): return ":take-over or :quit"
    default: break
    }
    switch screen {
    case .queue: return "Enter opens the next item; a language, its next item"
    case .items: return "The id of an item, or :more"
    case .adjudication(let state):
      return state.focus.map(title(of:)) ?? ":next-item or :queue"
    case .jury: return "Enter looks again, :queue goes back"
    case .item(let state):
      if let why = state.whyNotEdit { return "\(why) Enter opens the next item" }
      guard let field = state.focusedField else {
        return "Enter commits; a number goes to its field"
      }
      let title = field.title.text(in: language)
      guard let value = state.form.values[field.id] else { return title }
      return "\(title) (enter keeps: \(words(for: value, of: field.id)))"
    }
  }

  /// Items of a list, one line each.
  func plainLines(of listed: some Sequence<ListedItem>) -> [String] {
    listed.map { item in
      let flag = item.isFlagged ? ", flagged" : ""
      let draft = item.hasDraft ? ", draft" : ""
      let jury = item.juryNews == .new ? ", the jury is in" : ""
      let line = item.question.split(whereSeparator: \.isNewline).joined(separator: " ")
      return "\(item.item), \(item.language), \(item.state)\(draft)\(jury)\(flag): \(line)"
    }
  }

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

  private func plainLines(of card: JuryCard) -> [String] {
    var lines = ["The jury on \(card.item), \(card.opinion.words):"]
    for row in rows(of: card) {
      lines.append("\(row.title): you \(row.own), the jury \(row.jury)")
    }
    lines += reasons(in: card.opinion, to: guideline.fields.filter(\.kind.isText))
    lines.append(
      card.whyNotRevise
        ?? (item?.item.id == card.item
          ? ":reopen takes the last stage back to revise it, :reopen again the one before."
          : ":undo takes the last stage back to revise it, :undo again the one before.")
    )
    return lines
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

  /// What the guideline says on the field that is asked, or everything that holds the words.
  func plainGuide(on query: String) -> [String] {
    let blocks = guideBlocks(self)
    if !query.isEmpty {
      let found = blocks.filter {
        $0.kind != .contents && !TextSearch.matches(of: query, in: $0.text).isEmpty
      }
      return found.isEmpty ? ["'\(query)' is not in the guideline."] : found.map(\.text)
    }
    guard let field = item?.focus,
      let start = blocks.firstIndex(where: { $0.anchor == "field:\(field)" })
    else { return blocks.filter { $0.kind != .contents }.map(\.text) }
    let rest = blocks[(start + 1)...].prefix { $0.anchor == nil && $0.kind != .heading }
    return [blocks[start].text] + rest.map(\.text)
  }
}
