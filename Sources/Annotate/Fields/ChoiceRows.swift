import AnnotationCore
import SafeText
import TerminalKit

/// Choices with their keys, in up to three columns where they fit.
/// - Parameters:
///   - marker: the choice that space would take, or nil where there is no marker.
///   - note: what stands behind a choice, such as who gave it; nil for nothing.
func choiceRows(
  _ choices: [Choice],
  chosen: Set<ChoiceID>,
  marker: Int?,
  of field: Field,
  language: String,
  width: Int,
  layout: TextLayout,
  note: (Choice) -> String? = { _ in nil }
) -> [Column.Row] {
  let isMultiple = if case .multiple = field.kind { true } else { false }
  let all = choices.enumerated().map { index, choice -> [Column.Piece] in
    let isTaken = chosen.contains(choice.id)
    let mark = isMultiple ? (isTaken ? "[x] " : "[ ] ") : (isTaken ? "● " : "  ")
    let style: Style = isTaken ? .bold : .plain
    return [
      .init(mark, isTaken ? .accent : .quiet, hit: target(of: choice)),
      .init(choice.key, .accent, hit: target(of: choice)),
      .init(" "),
      .init(
        choice.title.text(in: language),
        index == marker ? style.adding(.underline) : style,
        hit: target(of: choice)
      ),
    ] + (note(choice).map { [.init(" " + $0, .quiet, hit: target(of: choice))] } ?? [])
  }
  func columns(_ pieces: [Column.Piece]) -> Int {
    pieces.reduce(0) { $0 + layout.width(of: $1.text) }
  }
  let indent = 4
  let columnWidth = (all.map(columns).max() ?? 0) + 3
  let columnCount = max(1, min(3, (width - indent + 3) / columnWidth, (choices.count + 1) / 2))
  let rows = (choices.count + columnCount - 1) / columnCount
  return (0..<rows).map { row in
    var line: [Column.Piece] = []
    for index in stride(from: row, to: all.count, by: rows) {
      let used = columns(line)
      let gap = index / rows * columnWidth - used
      if gap > 0 { line.append(.init(String(repeating: " ", count: gap))) }
      line += all[index]
    }
    return .pieces(line, indent: indent)
  }
}

/// A click on a choice gives its key.
private func target(of choice: Choice) -> HitTarget? {
  choice.key.first.map { .key(.character($0)) }
}
