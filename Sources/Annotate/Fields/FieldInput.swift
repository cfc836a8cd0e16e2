import AnnotationCore
import SafeText
import TerminalKit

extension Column {
  /// A field while it is answered: its choices, its steps, or the text being written.
  /// - Parameters:
  ///   - suggestions: what the jury says, where the user gets to see that.
  ///   - language: the language of the text being written.
  mutating func addInput(
    of editor: FieldEditor,
    in form: StageForm,
    _ app: App,
    suggestions: JuryOpinion? = nil,
    language: String
  ) {
    let field = editor.field
    func votes(_ value: FieldValue) -> String? { app.votes(for: value, of: field, in: suggestions) }
    switch field.kind {
    case .single, .multiple:
      addChoices(of: editor, in: form, language: app.language) { votes(.single($0.id)) }
      if field.isOptional, let none = votes(.multiple([])) {
        add(.init("none: " + none, .quiet), indent: 4)
      }
    case .scale(let steps, let labels):
      var pieces: [Piece] = []
      for (index, step) in steps.enumerated() {
        let isTaken = form.values[field.id] == .scale(step)
        let style: Style = isTaken ? .selected : index == editor.marker ? .accent : .plain
        pieces.append(.init(" \(step) ", style, hit: .key(.character(Character(String(step))))))
        if let label = labels[step]?.text(in: app.language) {
          pieces.append(.init(label + " ", .quiet))
        }
        if let votes = votes(.scale(step)) { pieces.append(.init(votes + " ", .quiet)) }
      }
      rows.append(.pieces(pieces, indent: 4))
    case .text(let maximum):
      guard let text = editor.text else { return }
      addText(text, maximum: maximum, language: language)
    }
  }

  /// The text being written, with its cursor and what is left of its room.
  private mutating func addText(_ text: TextBuffer, maximum: Int, language: String) {
    let indent = 2
    let room = max(1, width - indent - 1)
    let lines = layout.lines(text.text, width: room, locale: language)
    let index = TextLine.lineIndex(ofCharacter: text.cursor, in: lines)
    editorLines = lines
    for (number, line) in lines.enumerated() {
      if number == index {
        let start = line.isRightToLeft ? max(0, room - line.width) : 0
        cursor = Position(
          row: rows.count,
          column: indent + start + (line.column(ofCharacter: text.cursor) ?? line.width)
        )
      }
      rows.append(.line(StyledLine(line, isContent: true), .plain, indent: indent))
    }
    add(
      .init("\(text.count) of \(maximum) · enter next · ^J new line", .quiet),
      indent: indent
    )
  }
}
