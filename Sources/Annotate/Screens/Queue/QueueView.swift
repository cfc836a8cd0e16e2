import AnnotationCore
import SafeText
import TerminalKit

extension QueueState {
  func header(in app: App) -> (left: String, right: String) { (app.project, app.person.name) }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.drawQueue(self, app: app, in: rect)
  }

  mutating func choose(row: Int) { self.row = row }

  mutating func scroll(_ step: Scroll, from metrics: Metrics) -> [Effect] {
    if case .lines(let count) = step {
      row = min(max(0, row + count.signum()), workload.count)
    }
    return []
  }
}

extension Drawing {
  /// Draws the queue: today's progress, then a row for all languages and one for each.
  fileprivate mutating func drawQueue(_ state: QueueState, app: App, in rect: Rect) {
    let place = rect.inset(top: 1, left: 2, right: 2)
    guard let contents = state.contents else {
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
      summary(of: state, app.progress),
      row: place.row + 1,
      column: place.column,
      width: place.columns,
      style: .quiet
    )
    var foot: [String] = []
    if contents.qualification.state != .open { foot.append(app.words(for: contents.qualification)) }
    if let disputes = contents.disputes {
      foot.append(
        disputes == 0 ? "Nothing is in dispute." : "\(disputes) in dispute — D opens them."
      )
    }
    if let words = app.words(forFlags: contents.flags ?? 0) { foot.append(words) }
    if contents.juryNews > 0 { foot.append(app.words(forNews: contents.newsCount)) }
    let lines = foot.flatMap { layout.lines($0, width: place.columns, locale: "en") }
    for (number, line) in lines.enumerated() {
      frame.write(
        line,
        row: place.row + place.rows - lines.count + number,
        column: place.column,
        width: place.columns
      )
    }
    guard !contents.workload.isEmpty else {
      frame.write(
        contents.disputes == nil
          ? "Nothing is assigned to you yet. A lead assigns items with `review assign`."
          : "You have no items of your own to label.",
        row: place.row + 3,
        column: place.column,
        width: place.columns
      )
      return
    }
    let table = place.inset(top: 3, bottom: foot.isEmpty ? 0 : foot.count + 1)
    drawLanguages(state, in: table)
  }

  private mutating func drawLanguages(_ state: QueueState, in table: Rect) {
    frame.write(
      columns("language", "waits", "draft", "done", "skipped"),
      row: table.row,
      column: table.column + 2,
      style: .quiet
    )
    let rows = [total(of: state.workload)] + state.workload
    let visible = max(1, table.rows - 1)
    let first = max(0, min(state.row - visible / 2, rows.count - visible))
    metrics.list = Metrics.Pane(rows: rows.count, place: visible, top: first)
    for (offset, language) in rows.enumerated().dropFirst(first).prefix(visible) {
      let row = table.row + 1 + offset - first
      let isChosen = offset == state.row
      let style: Style = isChosen ? .accent : .plain
      mark(
        Rect(row: row, column: table.column, rows: 1, columns: table.columns),
        isChosen ? .key(.enter) : .row(offset)
      )
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
}

private func summary(of state: QueueState, _ progress: Progress) -> String {
  let all = total(of: state.workload)
  let session = progress.session < progress.today ? " (\(progress.session) since you came)" : ""
  let pace = progress.paceWords.map { " · " + $0 } ?? ""
  return "\(progress.today) done today\(session) · \(all.remaining) left of \(all.total)\(pace)"
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
    line + " " + padded(number, to: 8, alignment: .right)
  }
}

/// The share that is done, as a bar of full and empty blocks.
private func bar(_ work: LanguageWorkload, width: Int) -> String {
  guard width > 4, work.total > 0 else { return "" }
  let done = (work[.done] + work[.waiting] + work[.skipped]) * width / work.total
  return String(repeating: "█", count: done) + String(repeating: "░", count: width - done)
}
