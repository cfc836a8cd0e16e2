import AnnotationCore
import SafeText
import TerminalKit

extension ItemState {
  func header(in app: App) -> (left: String, right: String) {
    let stages = app.guideline.stages.count
    let number =
      form.basis.isAlone || stages == 1 ? "" : "stage \(session.stage.rawValue) of \(stages): "
    let title = app.guideline[session.stage].title.text(in: app.language)
    return (
      "\(app.project) · \(item.language) · \(item.id) · \(number)\(title)",
      "\(app.progress.words) · \(app.person.name)"
    )
  }

  var drawsGuideline: Bool { true }

  func footing(in app: App) -> Footing? {
    if passage != nil { return Footing(keys: Passage.keys) }
    if let find {
      return Footing(
        words: "find '\(find.query)' \(find.current + 1) of \(find.count)",
        keys: [("n", "next"), ("N", "before"), ("esc", "close")]
      )
    }
    return draftStatus.map { Footing(words: $0, style: .quiet) }
  }

  /// Where the draft stands.
  private var draftStatus: String? {
    switch access {
    case .committed(isSettled: true): "decided"
    case .committed: "committed"
    case .waiting: "waits"
    case .open: unsavedSince != nil ? "writing…" : savedAt == nil ? nil : "draft kept"
    }
  }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.drawItem(self, app: app, in: rect)
  }
}

extension Drawing {
  /// Draws an item: question and answer, and the fields of the open stage beside or below them.
  fileprivate mutating func drawItem(_ state: ItemState, app: App, in rect: Rect) {
    frame.horizontalRule(row: rect.row, column: 0, width: rect.columns)
    frame.horizontalRule(row: rect.row + rect.rows - 1, column: 0, width: rect.columns)
    let inner = rect.inset(top: 1, bottom: 1)
    if rect.columns >= columnsForTwoPanes {
      let (left, right) = inner.split(left: rect.columns * app.appearance.split / 100)
      frame.verticalRule(row: rect.row, column: right.column, rows: rect.rows)
      let work = right.inset(left: 2, right: 1)
      let isRead = state.access != .open && app.guide == nil
      // What does not fit beside the text is read below it.
      let labels = isRead ? labelsColumn(of: state, app, in: emptyColumn(work.columns)) : nil
      let isBeside = labels.map { $0.rows.count < work.rows - 3 } ?? true
      drawText(of: state, app: app, in: left.inset(left: 1, right: 1), withLabels: !isBeside)
      drawWork(state, app: app, in: work, rule: right.column)
    } else if state.access != .open, app.guide == nil {
      let (top, bottom) = inner.split(top: inner.rows - 2)
      drawText(of: state, app: app, in: top.inset(left: 1, right: 1), withLabels: true)
      frame.horizontalRule(row: bottom.row, column: 0, width: rect.columns)
      frame.write(
        state.whyNotEdit ?? "",
        row: bottom.row + 1,
        column: 1,
        width: rect.columns - 2,
        style: .quiet
      )
    } else {
      let rows = max(4, inner.rows * app.appearance.split / 100)
      let (top, bottom) = inner.split(top: min(rows, inner.rows - 6))
      frame.horizontalRule(row: bottom.row, column: 0, width: rect.columns)
      drawText(of: state, app: app, in: top.inset(left: 1, right: 1))
      drawWork(state, app: app, in: bottom.inset(top: 1, left: 1, right: 1), rule: 0)
    }
  }

  /// The guideline while it is open, else the fields with the help of the one in focus.
  private mutating func drawWork(_ state: ItemState, app: App, in rect: Rect, rule: Int) {
    if let guide = app.guide { return guide.draw(app, in: rect, on: &self) }
    // The last column is left to the signs of what is out of sight.
    let empty = emptyColumn(rect.columns - 1)
    var fields =
      state.access == .open
      ? fieldsColumn(of: state, app, in: empty) : labelsColumn(of: state, app, in: empty)
    var rect = rect
    // Where there is little room, the criterion stays in sight and the fields scroll below it.
    if state.access == .open, state.form.criterion != nil, fields.rows.count > rect.rows - 3 {
      criterionLine(of: state, app, in: empty).draw(in: rect, on: &self)
      rect = rect.inset(top: 1)
      fields = fieldsColumn(of: state, app, in: empty, withCriterion: false)
    }
    metrics.editorLines = fields.editorLines
    // Help gives way to the fields, and keeps two lines. Where there is room, every choice is explained.
    let spare = max(2, rect.rows - 1 - fields.rows.count)
    let whole = helpColumn(of: state, app, in: emptyColumn(rect.columns), ofAll: true)
    let isWhole = whole.rows.count <= spare
    let help =
      isWhole
      ? whole : helpColumn(of: state, app, in: emptyColumn(rect.columns), ofAll: false)
    let helpRows = isWhole ? whole.rows.count : min(help.rows.count, spare, max(2, rect.rows / 3))
    let (place, foot) = rect.split(top: rect.rows - helpRows - 1)
    fields.drawMarked(in: place, on: &self)
    frame.horizontalRule(row: foot.row, column: rule, width: frame.size.columns - rule)
    help.draw(in: foot.inset(top: 1), on: &self)
    if help.rows.count > helpRows, let key = app.key(of: .readGuideline) {
      let words = " … \(key) all of it"
      frame.write(
        words,
        row: foot.row + helpRows,
        column: foot.column + foot.columns - layout.width(of: words),
        style: .quiet
      )
    }
  }

  /// Question and answer, with a mark of how far they are scrolled where they don't fit.
  /// - Parameter withLabels: whether what was committed follows.
  private mutating func drawText(
    of state: ItemState,
    app: App,
    in rect: Rect,
    withLabels: Bool = false
  ) {
    var column = emptyColumn(rect.columns)
    add("QUESTION", state.item.question, of: state, to: &column)
    column.addGap()
    add("ANSWER", state.shownAnswer, of: state, to: &column)
    metrics.answerEnd = state.folds.answer ? 0 : column.rows.count
    addReasons(of: state, app, to: &column)
    if withLabels {
      column.addGap()
      column.rows += labelsColumn(of: state, app, in: emptyColumn(rect.columns)).rows
    }
    let isLong = column.rows.count > rect.rows
    let place = isLong ? rect.inset(bottom: 1) : rect
    let top = column.draw(in: place, on: &self, from: state.scroll)
    metrics.text = Metrics.Pane(rows: column.rows.count, place: place.rows, top: top)
    metrics.textPlace = rect
    guard isLong else { return }
    let part = Double(state.shownAnswer.utf8.count) / Double(max(1, state.item.answer.utf8.count))
    let share = min(100, Int(100 * part * Double(top + place.rows) / Double(column.rows.count)))
    let mark = share == 100 ? "100 % · pgup" : "\(share) % · pgdn"
    frame.write(
      mark,
      row: rect.row + rect.rows - 1,
      column: rect.column + rect.columns - layout.width(of: mark),
      style: .quiet
    )
  }

  private func add(
    _ title: String,
    _ text: String,
    of state: ItemState,
    to column: inout Column
  ) {
    let isQuestion = title == "QUESTION"
    let isFolded = isQuestion ? state.folds.question : state.folds.answer
    let all = layout.lines(text, width: column.width, locale: state.item.language)
    column.add(
      .init(title, .quiet),
      .init(isFolded && all.count > 1 ? "  folded: \(isQuestion ? "[" : "]") opens" : "", .quiet)
    )
    let lines = isFolded ? all.prefix(1) : all[...]
    let passage = isQuestion ? nil : state.passage?.range
    let hits = isQuestion ? state.find?.question : passage.map { [$0] } ?? state.find?.answer
    let current =
      isQuestion ? state.find?.currentInQuestion : passage ?? state.find?.currentInAnswer
    let marked = MarkedText(lines, hits: hits ?? [], current: current)
    if let current, passage != nil || state.find?.isWanted == true,
      let number = lines.lastIndex(where: { $0.source.overlaps(current) })
    {
      let row = column.rows.count + number
      column.focus = row..<(row + 1)
    }
    column.rows += lines.indices.map { .text(marked, $0) }
  }
}

extension Style {
  /// Words that were found, beside the one where the user stands.
  static let found = Style(.accent, [.bold, .underline])
}

/// The help of the field in focus, with that of the choice under the marker or of all choices.
private func helpColumn(
  of state: ItemState,
  _ app: App,
  in empty: Column,
  ofAll: Bool
) -> Column {
  var column = empty
  func add(_ words: String) {
    column.add(words, .quiet, language: app.language)
  }
  guard let field = state.focusedField else {
    add(
      state.whyNotEdit
        ?? "Enter commits this stage. U takes a commit back while nothing was decided on it."
    )
    return column
  }
  let choices = state.form.choices(of: field)
  add("\(field.title.text(in: app.language)): \(field.help.text(in: app.language))")
  for (index, choice) in choices.enumerated()
  where (ofAll || index == state.editor?.marker) && !choice.help.isEmpty {
    add("\(choice.title.text(in: app.language)): \(choice.help.text(in: app.language))")
  }
  return column
}
