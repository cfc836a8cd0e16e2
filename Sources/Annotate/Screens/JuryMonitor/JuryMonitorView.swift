import AnnotationCore
import ProjectStore
import SafeText
import TerminalKit

extension JuryMonitorState {
  func header(in app: App) -> (left: String, right: String) {
    ("\(app.project) · the jury", "lead: \(app.person.name)")
  }

  func draw(_ app: App, in rect: Rect, on drawing: inout Drawing) {
    drawing.drawJury(self, app: app, in: rect)
  }
}

extension Drawing {
  /// Draws how the jury goes: whether a run is under way, a row for each juror, what went wrong last.
  fileprivate mutating func drawJury(_ state: JuryMonitorState, app: App, in rect: Rect) {
    frame.horizontalRule(row: rect.row, column: rect.column, width: rect.columns)
    let place = rect.inset(top: 1, left: 1, right: 1)
    let watch = state.watch
    var column = emptyColumn(place.columns)
    column.add(.init(watch.statusWords, watch.isUnderWay ? .good : .bold))
    if let words = watch.totalWords { column.add(.init(words)) }
    if let advice = watch.advice { column.add(.init(advice, .quiet)) }
    if !watch.jurors.isEmpty {
      column.addGap()
      // At the right, signs of what is out of sight need a place of their own.
      JurorTable(watch, width: place.columns - 2).add(to: &column)
    }
    if !watch.failedAttempts.isEmpty {
      column.addGap()
      column.add(.init("LATEST ERRORS", .quiet))
      add(failedAttempts: watch, to: &column, width: place.columns - 2)
    }
    let top = column.drawMarked(in: place, on: &self, from: state.scroll)
    metrics.text = Metrics.Pane(rows: column.rows.count, place: place.rows, top: top)
  }

  private func add(failedAttempts watch: JuryWatch, to column: inout Column, width: Int) {
    let times = watch.failedAttempts.map { watch.words(since: $0.at) }
    let timeWidth = times.map(layout.width).max() ?? 0
    let jurorWidth = min(
      width / 6,
      watch.failedAttempts.map { layout.width(of: $0.juror) }.max() ?? 0
    )
    let itemWidth = min(
      width / 5,
      watch.failedAttempts.map { layout.width(of: $0.item) }.max() ?? 0
    )
    let rest = width - timeWidth - jurorWidth - itemWidth - 6
    for (failure, time) in zip(watch.failedAttempts, times) {
      column.add(
        .init(padded(time, to: timeWidth, alignment: .right), .quiet),
        .init("  "),
        .init(failure.juror, width: jurorWidth),
        .init("  "),
        .init(failure.item, width: itemWidth),
        .init("  "),
        .init(failure.words, .warning, width: max(0, rest))
      )
    }
  }
}

/// A row for each juror, with as many columns as there is room for.
private struct JurorTable {
  private struct Part {
    var heading: String
    var cells: [(text: String, style: Style)]
    var isNumber = true
    /// The greater, the earlier it is left out where there is no room; 0 stays.
    var yields = 0
    var width: Int

    init(
      _ heading: String,
      yields: Int = 0,
      isNumber: Bool = true,
      _ cells: [(String, Style)]
    ) {
      self.heading = heading
      self.cells = cells
      self.isNumber = isNumber
      self.yields = yields
      width = ([heading] + cells.map(\.0)).map { displayWidth($0) }.max() ?? 0
    }
  }

  private var parts: [Part] = []
  private let gap: Int

  /// A bar is at least and at most so wide.
  private static let bar = 10...30
  /// A name is cut to no fewer columns.
  private static let shortestName = 10

  init(_ watch: JuryWatch, width: Int) {
    gap = width < 96 ? 1 : 2
    let rows = watch.jurors
    let now = watch.at
    var name = Part("juror", isNumber: false, rows.map { ($0.progress.juror, .plain) })
    let longest = name.width
    name.width = min(longest, Self.shortestName)
    var bar = Part("", yields: 9, isNumber: false, rows.map { ("", $0.isOver ? .good : .accent) })
    bar.width = Self.bar.lowerBound
    parts = [
      name,
      Part("done", rows.map { ("\($0.done)/\($0.total)", .plain) }),
      bar,
      Part("rate", rows.map { ($0.rateWords(at: now) ?? "–", .plain) }),
      Part("left", rows.map { ($0.leftWords(at: now) ?? "–", $0.isOver ? .good : .plain) }),
      Part("tokens", yields: 2, rows.map { ($0.tokenWords, .plain) }),
      Part("cost", yields: 1, rows.map { (MetricFormatter.money($0.progress.cost), .plain) }),
      Part("refused", yields: 3, rows.map { ("\($0.progress.refused)", .plain) }),
      Part("errors", rows.map { ("\($0.errors)", $0.errors > 0 ? .warning : .plain) }),
    ]
    while spare(of: width) < 0, let next = parts.map(\.yields).max(), next > 0 {
      parts.removeAll { $0.yields == next }
    }
    // What is left over goes to names that are cut, then to the bar.
    parts[0].width += max(0, min(longest - parts[0].width, spare(of: width)))
    guard let index = parts.firstIndex(where: { $0.yields == 9 }) else { return }
    parts[index].width = min(Self.bar.upperBound, parts[index].width + max(0, spare(of: width)))
    parts[index].cells = rows.map { juror in
      (juror.bar(width: parts[index].width), juror.isOver ? .good : .accent)
    }
  }

  /// Columns that are not used; negative where there is no room.
  private func spare(of width: Int) -> Int {
    width - parts.reduce(0) { $0 + $1.width } - gap * (parts.count - 1)
  }

  func add(to column: inout Column) {
    column.rows.append(row { ($0.heading, .quiet) })
    for index in parts[0].cells.indices { column.rows.append(row { $0.cells[index] }) }
  }

  private func row(_ cell: (Part) -> (String, Style)) -> Column.Row {
    var pieces: [Column.Piece] = []
    for part in parts {
      if !pieces.isEmpty { pieces.append(.init("", width: gap)) }
      let (text, style) = cell(part)
      let shown = part.isNumber ? padded(text, to: part.width, alignment: .right) : text
      pieces.append(.init(shown, style, width: part.width))
    }
    return .pieces(pieces, indent: 0)
  }
}

extension JurorWatch {
  /// Whether every trial got a verdict or a refusal.
  fileprivate var isOver: Bool { total > 0 && done == total }

  /// The share that is done, as full and empty blocks.
  fileprivate func bar(width: Int) -> String {
    let full = total == 0 ? 0 : done * width / total
    return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
  }
}
