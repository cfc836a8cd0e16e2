import AnnotationCore
import SafeText
import TerminalKit

/// The fields of the open stage, one line each; the one in focus opens and shows its choices.
/// - Parameter withCriterion: whether the criterion and what it asks for stand above them.
func fieldsColumn(
  of state: ItemState,
  _ app: App,
  in empty: Column,
  withCriterion: Bool = true
) -> Column {
  var column = empty
  let language = app.language
  if let suggestions = state.suggestions {
    column.add(app.words(for: suggestions), .warning)
    column.addGap()
  }
  if withCriterion, let criterion = state.form.criterion {
    column.rows += criterionLine(of: state, app, in: empty).rows
    column.add(criterion.help.text(in: language), .quiet, language: language)
    column.addGap()
  }
  let titleWidth = min(
    22,
    state.form.askedFields.map { column.layout.width(of: $0.title.text(in: language)) }.max() ?? 0
  )
  for field in state.form.askedFields {
    let start = column.rows.count
    let isFocused = field.id == state.focus
    addTitle(of: field, state, app, titleWidth: titleWidth, to: &column)
    if isFocused, let editor = state.editor {
      column.addInput(
        of: editor,
        in: state.form,
        app,
        suggestions: state.suggestions,
        language: state.item.language
      )
      column.focus = start..<column.rows.count
    }
  }
  switch state.form.next {
  case .stage(let next):
    guard let criterion = app.guideline.criterion(next.criterion) else { break }
    column.addGap()
    column.add(
      .init("stage \(next.stage.rawValue) will ask: ", .quiet),
      .init(criterion.title.text(in: language), .quiet)
    )
  case .setAside:
    column.addGap()
    column.add(.init("! This sets the item aside: no later stage is asked.", .warning))
  case .complete, nil: break
  }
  column.addGap()
  addCommitLine(state, to: &column)
  for flag in state.flags { column.add(.init("⚑ " + flag, .quiet)) }
  return column
}

/// The criterion of the stage, and what led to it; nothing where it has none.
func criterionLine(of state: ItemState, _ app: App, in empty: Column) -> Column {
  var column = empty
  guard let criterion = state.form.criterion else { return column }
  let reached = app.guideline[state.session.stage].criterion.selectBy
    .map { app.words(for: state.form.basis.values[$0], of: $0) }
  column.add(
    .init(
      state.form.basis.isAlone || reached.isEmpty ? "" : reached.joined(separator: " · ") + " → ",
      .quiet
    ),
    .init(criterion.title.text(in: app.language), .accent)
  )
  return column
}

/// What is committed, stage by stage, in full.
func labelsColumn(of state: ItemState, _ app: App, in empty: Column) -> Column {
  var column = empty
  for (number, labels) in state.committed.sorted(by: { $0.key < $1.key }) {
    if !column.rows.isEmpty { column.addGap() }
    let stage = app.guideline[number]
    let criterion = app.guideline.criterion(labels.criterion)?.title.text(in: app.language)
    column.add(
      .init(stage.title.text(in: app.language).uppercased(), .quiet),
      .init(criterion.map { "  " + $0 } ?? "", .accent)
    )
    for field in stage.fields {
      guard let value = labels.values[field.id] else { continue }
      let title = field.title.text(in: app.language)
      if case .text(let text) = value {
        column.add(.init(title + ":"))
        column.add(text, indent: 2, language: state.item.language, isContent: true)
      } else {
        column.add("\(title): \(app.words(for: value, of: field.id))", language: app.language)
      }
    }
  }
  for flag in state.flags { column.add(.init("⚑ " + flag, .quiet)) }
  return column
}

/// The line that commits, with what is still to fill in.
private func addCommitLine(_ state: ItemState, to column: inout Column) {
  let open = state.form.problems.count
  let isHere = state.focus == nil
  column.add(
    .init(isHere ? "▸ " : "  ", .accent),
    .init("enter", isHere ? .accent : .quiet, hit: .command(.commit)),
    .init(" commit", isHere ? .bold : .quiet, hit: .command(.commit)),
    .init(open == 0 ? "" : "  ·  \(open) to fill in", .quiet)
  )
  if isHere { column.focus = (column.rows.count - 1)..<column.rows.count }
}

private func addTitle(
  of field: Field,
  _ state: ItemState,
  _ app: App,
  titleWidth: Int,
  to column: inout Column
) {
  let isFocused = field.id == state.focus
  let title = field.title.text(in: app.language)
  let gap = String(repeating: " ", count: max(1, titleWidth + 2 - column.layout.width(of: title)))
  let value = state.form.values[field.id]
  let sign: Column.Piece =
    if isFocused {
      .init("▸ ", .accent)
    } else if value != nil {
      .init("✓ ", .good)
    } else {
      .init("· ", .quiet)
    }
  var words = value == nil && field.isOptional ? "none" : app.words(for: value, of: field.id)
  if field.kind.isText, isFocused { words = "" }
  column.add(
    sign,
    .init(title, isFocused ? .bold : .plain, hit: .field(field.id)),
    .init(gap),
    .init(words, value == nil ? .quiet : .plain, hit: .field(field.id))
  )
}
