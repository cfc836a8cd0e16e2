import AnnotationCore
import TerminalKit

/// Choices with their keys, in two columns where they fit.
/// - Parameter marker: the choice that space would take, or nil where there is no marker.
func choiceRows(
  _ choices: [Choice],
  chosen: Set<ChoiceID>,
  marker: Int?,
  of field: Field,
  language: String,
  width: Int
) -> [Column.Row] {
  let isMultiple = if case .multiple = field.kind { true } else { false }
  let all = choices.enumerated().map { index, choice -> [Column.Piece] in
    let isTaken = chosen.contains(choice.id)
    let mark = isMultiple ? (isTaken ? "[x] " : "[ ] ") : (isTaken ? "● " : "  ")
    let style: Style = isTaken ? .bold : .plain
    return [
      .init(mark, isTaken ? .accent : .quiet),
      .init(choice.key, .accent),
      .init(" "),
      .init(
        choice.title.text(in: language),
        index == marker ? style.adding(.underline) : style
      ),
    ]
  }
  func columns(_ pieces: [Column.Piece]) -> Int {
    pieces.reduce(0) { $0 + displayWidth($1.text) }
  }
  let indent = 4
  let half = (all.map(columns).max() ?? 0) + 3
  guard choices.count > 2, indent + half * 2 <= width + 3 else {
    return all.map { .pieces($0, indent: indent) }
  }
  let rows = (choices.count + 1) / 2
  return (0..<rows).map { row in
    var line = all[row]
    if row + rows < all.count {
      line.append(.init(String(repeating: " ", count: half - columns(line))))
      line += all[row + rows]
    }
    return .pieces(line, indent: indent)
  }
}
