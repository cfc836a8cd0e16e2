import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

extension Drawing {
  /// Draws an item in dispute: its text, then a row for each field and a column for each rater.
  mutating func drawAdjudication(_ state: AdjudicationState, app: App, in rect: Rect) {
    frame.horizontalRule(row: rect.row, column: 0, width: rect.columns)
    let place = rect.inset(top: 1, left: 1, right: 1)
    var column = Column()
    addText(of: state, width: place.columns, layout: layout, to: &column)
    column.addRule()
    // Until it is revealed, the jury is one narrow column.
    let jury = state.isJuryRevealed ? state.jury.map(\.columnTitle) : ["jury: R reveals"]
    let names = state.humans.indices.map { "rater \(raterLetter($0))" } + jury
    let titles = app.guideline.fields.filter { $0.resolution != .collect }
      .map { displayWidth(app.title(of: $0.id)) }
    let titleWidth = min(24, (titles.max() ?? 0) + 3)
    let width = max(9, (place.columns - titleWidth) / max(1, names.count))
    column.rows.append(
      .pieces(
        [.init(cell("", width: titleWidth))]
          + names.map { .init(cell($0, width: width), .quiet) },
        indent: 0
      )
    )
    let labels = state.isJuryRevealed ? state.juryLabels : [:]
    for stage in app.guideline.stageNumbers {
      if !app.guideline[stage].criterion.selectBy.isEmpty {
        addCriteria(of: stage, state, app, titleWidth, width, to: &column)
      }
      for field in app.guideline.fields(of: stage) where field.resolution != .collect {
        addRow(of: field, state, labels[field.id] ?? [:], app, titleWidth, width, to: &column)
      }
    }
    if labels.values.contains(where: { $0.values.contains(where: \.isUncounted) }) {
      column.add(
        .init("(in brackets: judged by another criterion, does not count)", .quiet),
        indent: titleWidth
      )
    }
    addFocus(of: state, app, width: place.columns, layout: layout, to: &column)
    column.addRule()
    addTexts(of: state, app, width: place.columns, layout: layout, to: &column)
    let top = column.drawMarked(in: place, on: &frame, from: state.scroll)
    metrics.text = Metrics.Pane(rows: column.rows.count, place: place.rows, top: top)
  }
}

/// The header: how many items wait, and why this one does.
func adjudicationTitle(_ state: AdjudicationState) -> String {
  "disputes · \(state.left) left · \(state.dossier.item.language) · \(state.dossier.item.id)"
}

private func addText(
  of state: AdjudicationState,
  width: Int,
  layout: TextLayout,
  to column: inout Column
) {
  let item = state.dossier.item
  var text = Column()
  text.add(item.question, .bold, width: width, language: item.language, layout: layout)
  text.add(item.answer, width: width, language: item.language, layout: layout)
  let folded = 4
  if state.isTextOpen || text.rows.count <= folded {
    column.rows += text.rows
  } else {
    column.rows += text.rows.prefix(folded - 1)
    column.add(.init("… O opens \(text.rows.count - folded + 1) more lines", .quiet))
  }
}

/// What the raters judged a stage by; where they differ, they answer different questions in it.
private func addCriteria(
  of stage: StageNumber,
  _ state: AdjudicationState,
  _ app: App,
  _ titleWidth: Int,
  _ width: Int,
  to column: inout Column
) {
  let rules = DecisionRules(app.guideline)
  func words(_ ballot: Ballot?) -> String {
    switch ballot.flatMap({ rules.entry(of: $0, to: stage) }) {
    case .setAside: return "(set aside)"
    case .open(let id?):
      return "(\(app.guideline.criterion(id)?.title.text(in: app.language) ?? id))"
    case .open(nil), .awaits, nil: return "–"
    }
  }
  var criteria = state.humans.map { words($0) }
  for statement in state.jury where state.isJuryRevealed {
    switch statement.position {
    case .verdict: criteria.append(words(statement.ballot))
    case .split: criteria.append("(abstains)")
    case .refused: criteria.append("(refused)")
    case .unanswered: criteria.append("(no verdict)")
    }
  }
  column.rows.append(
    .pieces(
      [.init(cell("─ judged by", width: titleWidth), .quiet)]
        + criteria.map { .init(cell($0, width: width), .quiet) },
      indent: 0
    )
  )
}

private func addRow(
  of field: Field,
  _ state: AdjudicationState,
  _ labels: [String: AdjudicationState.JurorLabel],
  _ app: App,
  _ titleWidth: Int,
  _ width: Int,
  to column: inout Column
) {
  let dispute = state.dossier.disputes[field.id]
  let decision = state.dossier.decisions[field.id]
  let isFocused = field.id == state.focus
  let sign = isFocused ? "▸" : decision != nil ? "✓" : dispute == nil ? " " : "!"
  var pieces: [Column.Piece] = [
    .init(sign + " ", isFocused ? .accent : decision != nil ? .good : .warning),
    .init(
      cell(field.title.text(in: app.language), width: titleWidth - 2),
      isFocused ? .bold : dispute == nil ? .quiet : .plain
    ),
  ]
  let first = state.humans.first?.values[field.id]
  for ballot in state.humans {
    let value = ballot.values[field.id]
    let differs = value != first
    let words = app.words(for: value, of: field.id) + (differs ? " !" : "")
    let isSame = !differs && ballot.rater != state.humans.first?.rater
    pieces.append(
      .init(
        cell(isSame && value != nil ? "=" : words, width: width),
        differs ? .warning : dispute == nil ? .quiet : .plain
      )
    )
  }
  for statement in state.jury where state.isJuryRevealed {
    let words = app.words(for: labels[statement.juror] ?? .none, of: field.id)
    pieces.append(.init(cell(words, width: width), .quiet))
  }
  if !state.isJuryRevealed { pieces.append(.init("·", .quiet)) }
  column.rows.append(.pieces(pieces, indent: 0))
  // A decision that says what every rater said need not be said again.
  if let decision, state.humans.contains(where: { $0.values[field.id] != decision.value }) {
    column.add(
      .init(
        "→ \(decision.value.map { app.words(for: $0, of: field.id) } ?? "does not apply")"
          + " (\(app.words(for: decision.basis.how)))",
        .good
      ),
      indent: titleWidth
    )
  }
}

/// The field in focus: why it is in dispute, and the choices with their keys.
private func addFocus(
  of state: AdjudicationState,
  _ app: App,
  width: Int,
  layout: TextLayout,
  to column: inout Column
) {
  let start = column.rows.count
  column.addRule()
  guard let field = state.focusedField, let dispute = state.dossier.disputes[field.id] else {
    column.add(.init("Everything here is decided.", .good))
    return
  }
  column.add(
    .init(field.title.text(in: app.language), .bold),
    .init(": " + app.words(for: dispute), .quiet)
  )
  column.rows += choiceRows(
    state.choices(of: field),
    chosen: state.marked,
    marker: nil,
    of: field,
    language: app.language,
    width: width
  )
  // Until the lead scrolls, what is to be decided stays in sight.
  if state.scroll == 0 { column.focus = start..<column.rows.count }
}

/// What raters wrote, in full, under their letters.
private func addTexts(
  of state: AdjudicationState,
  _ app: App,
  width: Int,
  layout: TextLayout,
  to column: inout Column
) {
  for (index, ballot) in state.humans.enumerated() {
    for field in app.guideline.fields {
      guard case .text(let text) = ballot.values[field.id] else { continue }
      column.add(
        .init("\(raterLetter(index)) ", .accent),
        .init(field.title.text(in: app.language), .quiet)
      )
      column.add(
        text,
        width: width,
        indent: 2,
        language: state.dossier.item.language,
        layout: layout
      )
    }
  }
  for flag in state.dossier.flags { column.add(.init("⚑ " + flag.comment, .warning)) }
}

extension JurorStatement {
  /// The juror's name, and how many of its verdicts say what it says where it was asked several times.
  fileprivate var columnTitle: String {
    trials > 1 ? "\(juror) \(agreeing)/\(trials)" : juror
  }
}

extension AdjudicationState.JurorLabel {
  fileprivate var isUncounted: Bool {
    if case .otherCriterion = self { true } else { false }
  }
}

extension App {
  /// A juror's label in words; in brackets where it does not count.
  func words(for label: AdjudicationState.JurorLabel, of field: FieldID) -> String {
    switch label {
    case .vote(let value): words(for: value, of: field)
    case .otherCriterion(let value): "(\(words(for: value, of: field)))"
    case .none: words(for: FieldValue?.none, of: field)
    }
  }
}

/// A text that fills a column, with a space at its end.
private func cell(_ text: String, width: Int) -> String {
  padded(truncated(text, to: width - 1), to: width)
}
