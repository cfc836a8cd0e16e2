import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

extension AdjudicationState {
  /// How many items wait, and which one this is.
  func header(in app: App) -> (left: String, right: String) {
    (
      "disputes · \(left) left · \(dossier.item.language) · \(dossier.item.id)",
      "lead: \(app.person.name) · names hidden"
    )
  }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.drawAdjudication(self, app: app, in: rect)
  }

  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect] {
    scroll = metrics.text.moved(by: step)
    return []
  }
}

extension Drawing {
  /// Draws an item in dispute: its text, then a row for each field and a column for each rater.
  fileprivate mutating func drawAdjudication(_ state: AdjudicationState, app: App, in rect: Rect) {
    frame.horizontalRule(row: rect.row, column: 0, width: rect.columns)
    let place = rect.inset(top: 1, left: 1, right: 1)
    var column = emptyColumn(place.columns)
    addText(of: state, to: &column)
    column.addRule()
    let table = AdjudicationTable(state, app, width: place.columns, layout: layout)
    table.addHeading(to: &column)
    let labels = state.isJuryRevealed ? state.juryLabels : [:]
    for stage in app.guideline.stageNumbers {
      if !app.guideline[stage].criterion.selectBy.isEmpty {
        addCriteria(of: stage, state, app, table, to: &column)
      }
      for field in app.guideline.fields(of: stage) where field.resolution != .collect {
        addRow(of: field, state, labels[field.id] ?? [:], app, table, to: &column)
      }
    }
    if labels.values.contains(where: { $0.values.contains(where: \.isUncounted) }) {
      column.add(
        .init("(in brackets: judged by another criterion, does not count)", .quiet),
        indent: table.titleWidth
      )
    }
    addFocus(of: state, app, to: &column)
    column.addRule()
    addTexts(of: state, app, to: &column)
    let top = column.drawMarked(in: place, on: &self, from: state.scroll)
    metrics.text = Metrics.Pane(rows: column.rows.count, place: place.rows, top: top)
    metrics.list = table.pane
    metrics.editorLines = column.editorLines
  }
}

/// The columns of raters and jurors, as many as there is room for.
private struct AdjudicationTable {
  let titleWidth: Int
  /// The columns that are shown, of all of them.
  let pane: Metrics.Pane
  private let names: [String]
  private let width: Int

  /// A column is no narrower.
  private static let narrowest = 12

  init(_ state: AdjudicationState, _ app: App, width: Int, layout: TextLayout) {
    // Until it is revealed, the jury is one narrow column.
    let jury = state.isJuryRevealed ? state.jury.map(\.columnTitle) : ["jury: R reveals"]
    names = state.humans.indices.map { "rater \(raterLetters($0))" } + jury
    let titles = app.guideline.fields.filter { $0.resolution != .collect }
      .map { layout.width(of: app.title(of: $0.id)) }
    titleWidth = min(24, (titles.max() ?? 0) + 3)
    let shown = min(names.count, max(1, (width - titleWidth) / Self.narrowest))
    pane = Metrics.Pane(
      rows: names.count,
      place: shown,
      top: min(state.firstColumn, names.count - shown)
    )
    self.width = max(Self.narrowest, (width - titleWidth) / max(1, shown))
  }

  func addHeading(to column: inout Column) {
    let hidden =
      pane.limit == 0 ? "" : "\(pane.top + 1)–\(pane.top + pane.place) of \(pane.rows) · [ ]"
    add([.cell(hidden, .quiet, width: titleWidth)], names.map { ($0, .quiet) }, to: &column)
  }

  /// Adds a row: its title, then a cell for each column that is shown.
  func add(_ title: [Column.Piece], _ cells: [(String, Style)], to column: inout Column) {
    let shown = cells.dropFirst(pane.top).prefix(pane.place)
    column.rows.append(
      .pieces(title + shown.map { .cell($0.0, $0.1, width: width) }, indent: 0)
    )
  }
}

private func addText(of state: AdjudicationState, to column: inout Column) {
  let item = state.dossier.item
  var text = Column(width: column.width, layout: column.layout)
  text.add(item.question, .bold, language: item.language, isContent: true)
  text.add(item.answer, language: item.language, isContent: true)
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
  _ table: AdjudicationTable,
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
  table.add(
    [.cell("─ judged by", .quiet, width: table.titleWidth)],
    criteria.map { ($0, .quiet) },
    to: &column
  )
}

private func addRow(
  of field: Field,
  _ state: AdjudicationState,
  _ labels: [String: AdjudicationState.JurorLabel],
  _ app: App,
  _ table: AdjudicationTable,
  to column: inout Column
) {
  let dispute = state.dossier.disputes[field.id]
  let decision = state.dossier.decisions[field.id]
  let isFocused = field.id == state.focus
  let sign = isFocused ? "▸" : decision != nil ? "✓" : dispute == nil ? " " : "!"
  let title: [Column.Piece] = [
    .init(sign + " ", isFocused ? .accent : decision != nil ? .good : .warning),
    .cell(
      field.title.text(in: app.language),
      isFocused ? .bold : dispute == nil ? .quiet : .plain,
      width: table.titleWidth - 2
    ),
  ]
  let first = state.humans.first?.values[field.id]
  var cells: [(String, Style)] = state.humans.map { ballot in
    let value = ballot.values[field.id]
    let differs = value != first
    let words = app.words(for: value, of: field.id) + (differs ? " !" : "")
    let isSame = !differs && ballot.rater != state.humans.first?.rater
    return (
      isSame && value != nil ? "=" : words,
      differs ? .warning : dispute == nil ? .quiet : .plain
    )
  }
  cells +=
    state.isJuryRevealed
    ? state.jury.map { (app.words(for: labels[$0.juror] ?? .none, of: field.id), .quiet) }
    : [("·", .quiet)]
  table.add(title, cells, to: &column)
  // A decision that says what every rater said need not be said again.
  if let decision, state.humans.contains(where: { $0.values[field.id] != decision.value }) {
    column.add(
      .init(
        "→ \(decision.value.map { app.words(for: $0, of: field.id) } ?? "does not apply")"
          + " (\(decision.basis.how.words))",
        .good
      ),
      indent: table.titleWidth
    )
  }
}

/// The field in focus: why it is in dispute, and the choices with their keys.
private func addFocus(of state: AdjudicationState, _ app: App, to column: inout Column) {
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
  if let editor = state.editor {
    if editor.text == nil || state.isWriting {
      column.addInput(
        of: editor,
        in: state.form,
        app,
        language: state.dossier.item.language
      )
    } else if let text = editor.text?.text, !text.isEmpty {
      column.add(text, indent: 4, language: state.dossier.item.language, isContent: true)
      column.add(.init("enter writes on · ^O in your editor", .quiet), indent: 4)
    } else {
      column.add(.init("enter writes a text · ^O in your editor", .quiet), indent: 4)
    }
  }
  // Until the lead scrolls, what is to be decided stays in sight.
  if state.scroll == 0 { column.focus = start..<column.rows.count }
}

/// What raters wrote, in full, under their letters.
private func addTexts(of state: AdjudicationState, _ app: App, to column: inout Column) {
  for (index, ballot) in state.humans.enumerated() {
    for field in app.guideline.fields {
      guard case .text(let text) = ballot.values[field.id] else { continue }
      column.add(
        .init("\(raterLetters(index)) ", .accent),
        .init(field.title.text(in: app.language), .quiet)
      )
      column.add(text, indent: 2, language: state.dossier.item.language, isContent: true)
    }
  }
  for flag in state.dossier.flags {
    column.add(.init("⚑ ", .warning), .init("flag of \(state.author(of: flag))", .quiet))
    column.add(
      flag.comment,
      .warning,
      indent: 2,
      language: app.language,
      isContent: true
    )
  }
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
