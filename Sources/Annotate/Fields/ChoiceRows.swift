import AnnotationCore
import SafeText
import TerminalKit

extension Column {
  /// Adds the choices of a field with their keys, in up to three columns where they fit.
  /// - Parameter note: what stands behind a choice, such as who gave it; nil for nothing.
  mutating func addChoices(
    of editor: FieldEditor,
    in form: StageForm,
    language: String,
    note: (Choice) -> String?
  ) {
    let choices = form.choices(of: editor.field)
    let chosen = form.chosen(in: editor.field)
    let isMultiple = if case .multiple = editor.field.kind { true } else { false }
    let all = choices.enumerated().map { index, choice -> [Piece] in
      let isTaken = chosen.contains(choice.id)
      let mark = isMultiple ? (isTaken ? "[x] " : "[ ] ") : (isTaken ? "● " : "  ")
      let style: Style = isTaken ? .bold : .plain
      return [
        .init(mark, isTaken ? .accent : .quiet, hit: target(of: choice)),
        .init(choice.key, .accent, hit: target(of: choice)),
        .init(" "),
        .init(
          choice.title.text(in: language),
          index == editor.marker ? style.adding(.underline) : style,
          hit: target(of: choice)
        ),
      ] + (note(choice).map { [.init(" " + $0, .quiet, hit: target(of: choice))] } ?? [])
    }
    func columns(_ pieces: [Piece]) -> Int {
      pieces.reduce(0) { $0 + layout.width(of: $1.text) }
    }
    let indent = 4
    let columnWidth = (all.map(columns).max() ?? 0) + 3
    let columnCount = max(1, min(3, (width - indent + 3) / columnWidth, (choices.count + 1) / 2))
    let rowCount = (choices.count + columnCount - 1) / columnCount
    for row in 0..<rowCount {
      var line: [Piece] = []
      for index in stride(from: row, to: all.count, by: rowCount) {
        let used = columns(line)
        let gap = index / rowCount * columnWidth - used
        if gap > 0 { line.append(.init(String(repeating: " ", count: gap))) }
        line += all[index]
      }
      add(.pieces(line, indent: indent))
    }
  }
}

/// A click on a choice gives its key.
private func target(of choice: Choice) -> HitTarget? {
  choice.key.first.map { .key(.character($0)) }
}
