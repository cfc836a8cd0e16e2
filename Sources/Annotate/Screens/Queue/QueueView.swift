import AnnotationCore
import TerminalKit

/// Draws the queue: a row for all languages and one for each, then today's progress.
func drawQueue(_ state: QueueState, app: App, in rect: Rect, on frame: inout Frame) {
  let place = rect.inset(top: 1, left: 2, right: 2)
  guard let workload = state.workload else {
    frame.write("Opening the project…", row: place.row, column: place.column, style: .quiet)
    return
  }
  frame.write(
    app.guideline.title.text(in: app.language),
    row: place.row,
    column: place.column,
    style: .bold
  )
  frame.write(
    summary(of: state, workload),
    row: place.row + 1,
    column: place.column,
    style: .quiet
  )
  if let disputes = state.disputes {
    let words =
      disputes == 0
      ? "Nothing is in dispute." : "\(disputes) in dispute — D opens them."
    frame.write(words, row: place.row + place.rows - 1, column: place.column)
  }
  guard !workload.isEmpty else {
    frame.write(
      state.disputes == nil
        ? "Nothing is assigned to you yet. A lead assigns items with `review assign`."
        : "You have no items of your own to label.",
      row: place.row + 3,
      column: place.column,
      width: place.columns
    )
    return
  }
  let table = place.inset(top: 3, bottom: state.disputes == nil ? 0 : 2)
  frame.write(
    columns("language", "waits", "draft", "done", "skipped"),
    row: table.row,
    column: table.column + 2,
    style: .quiet
  )
  let rows = [total(of: workload)] + workload
  let visible = max(1, table.rows - 1)
  let first = max(0, min(state.row - visible / 2, rows.count - visible))
  for (offset, language) in rows.enumerated().dropFirst(first).prefix(visible) {
    let row = table.row + 1 + offset - first
    let isChosen = offset == state.row
    let style: Style = isChosen ? .accent : .plain
    frame.write(isChosen ? "▸" : " ", row: row, column: table.column, style: style)
    let used = frame.write(
      columns(
        language.language,
        "\(language.remaining)",
        language.drafts == 0 ? "" : "\(language.drafts)",
        "\(language[.done] + language[.waiting])",
        language[.skipped] == 0 ? "" : "\(language[.skipped])"
      ),
      row: row,
      column: table.column + 2,
      width: table.columns - 2,
      style: style
    )
    frame.write(
      bar(language, width: min(30, table.columns - used - 8)),
      row: row,
      column: table.column + used + 5,
      style: isChosen ? .accent : .quiet
    )
  }
}

private func summary(of state: QueueState, _ workload: [LanguageWorkload]) -> String {
  let all = total(of: workload)
  return "\(state.doneToday) done today · \(all.remaining) left of \(all.total)"
}

private func total(of workload: [LanguageWorkload]) -> LanguageWorkload {
  var all = LanguageWorkload(language: "all", counts: [:], drafts: 0)
  for language in workload {
    all.drafts += language.drafts
    all.counts.merge(language.counts, uniquingKeysWith: +)
  }
  return all
}

private func columns(_ name: String, _ numbers: String...) -> String {
  numbers.reduce(padded(name, to: 10)) { line, number in
    line + String(repeating: " ", count: max(1, 9 - number.count)) + number
  }
}

private func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - displayWidth(text)))
}

/// The share that is done, as a bar of full and empty blocks.
private func bar(_ work: LanguageWorkload, width: Int) -> String {
  guard width > 4, work.total > 0 else { return "" }
  let done = (work[.done] + work[.waiting] + work[.skipped]) * width / work.total
  return String(repeating: "█", count: done) + String(repeating: "░", count: width - done)
}
