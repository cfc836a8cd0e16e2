import AnnotationCore
import TerminalKit

/// Draws an item: question and answer on the left, the fields of the open stage on the right.
func drawItem(
  _ state: ItemState,
  app: App,
  in rect: Rect,
  on frame: inout Frame,
  layout: TextLayout
) {
  let ruled = rect.inset(top: 1, bottom: 1)
  let textWidth = rect.columns * 9 / 20
  let (left, right) = ruled.split(left: textWidth)
  frame.horizontalRule(row: rect.row, column: 0, width: rect.columns)
  frame.horizontalRule(row: rect.row + rect.rows - 1, column: 0, width: rect.columns)
  frame.verticalRule(row: rect.row, column: left.columns, rows: rect.rows)
  drawText(
    of: state.item,
    scroll: state.scroll,
    in: left.inset(left: 1, right: 1),
    on: &frame,
    layout: layout
  )
  let form = right.inset(left: 2, right: 1)
  let help = helpColumn(of: state, app: app, width: form.columns, layout: layout)
  let helpRows = min(help.rows.count, form.rows / 3)
  let (fields, foot) = form.split(top: form.rows - helpRows - 1)
  fieldsColumn(of: state, app: app, width: fields.columns, layout: layout)
    .draw(in: fields, on: &frame)
  frame.horizontalRule(
    row: foot.row,
    column: textWidth,
    width: rect.columns - textWidth
  )
  help.draw(in: foot.inset(top: 1), on: &frame)
}

/// The header: where the item stands, and which stage is open.
func itemTitle(_ state: ItemState, app: App) -> String {
  let stage = app.guideline[state.session.stage].title.text(in: app.language)
  let count = app.guideline.stages.count
  return
    "\(app.project) · \(state.item.language) · \(state.item.id) · "
    + "stage \(state.session.stage.rawValue) of \(count): \(stage)"
}

/// Where the draft stands.
func draftStatus(of state: ItemState) -> String? {
  if state.unsavedSince != nil { return "writing…" }
  return state.savedAt == nil ? nil : "draft kept"
}

/// The commands of the footer; while a text is being written, those that letters cannot give.
func footerEntries(of state: ItemState) -> [CommandEntry] {
  guard state.editor != nil else { return itemCommands.map(\.entry) }
  return itemCommands.compactMap { command in
    guard let key = command.keys.first(where: { !$0.isText }) else { return nil }
    var entry = command.entry
    entry.key = key.name
    if case .control("o") = key { entry.isPrimary = true }
    return entry
  }
}

/// Draws question and answer, with a mark of how far they are scrolled where they don't fit.
private func drawText(
  of item: Item,
  scroll: Int,
  in rect: Rect,
  on frame: inout Frame,
  layout: TextLayout
) {
  var column = Column()
  column.add(.init("QUESTION", .quiet))
  column.add(item.question, width: rect.columns, language: item.language, layout: layout)
  column.addGap()
  column.add(.init("ANSWER", .quiet))
  column.add(item.answer, width: rect.columns, language: item.language, layout: layout)
  let overflow = column.rows.count - rect.rows
  guard overflow > 0 else {
    column.draw(in: rect, on: &frame)
    return
  }
  let place = rect.inset(bottom: 1)
  let top = min(scroll, overflow + 1)
  column.draw(in: place, on: &frame, from: top)
  let mark = "\(min(100, (top + place.rows) * 100 / column.rows.count)) % · pgdn pgup"
  frame.write(
    mark,
    row: rect.row + rect.rows - 1,
    column: rect.column + rect.columns - mark.count,
    style: .quiet
  )
}

/// The help of the field in focus.
private func helpColumn(
  of state: ItemState,
  app: App,
  width: Int,
  layout: TextLayout
) -> Column {
  var column = Column()
  guard let field = state.focusedField else {
    column.add(
      "Enter commits this stage. U takes a commit back while nothing was decided on it.",
      .quiet,
      width: width,
      language: app.language,
      layout: layout
    )
    return column
  }
  let choices = state.form.choices(of: field)
  let marked = choices.indices.contains(state.marker) ? choices[state.marker] : nil
  column.add(
    "\(field.title.text(in: app.language)): \(field.help.text(in: app.language))",
    .quiet,
    width: width,
    language: app.language,
    layout: layout
  )
  if let marked, !marked.help.isEmpty {
    column.add(
      "\(marked.title.text(in: app.language)): \(marked.help.text(in: app.language))",
      .quiet,
      width: width,
      language: app.language,
      layout: layout
    )
  }
  return column
}
