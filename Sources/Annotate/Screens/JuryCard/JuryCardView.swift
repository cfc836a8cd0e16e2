import AnnotationCore
import Foundation
import SafeText
import TerminalKit

extension JuryCard {
  /// Adds each field with the user's label and the jury's, then the reasons.
  func add(to column: inout Column, in app: App) {
    column.add(.init("The jury on \(item)", .bold), .init("  \(opinion.words)", .quiet))
    column.addRow(commands(in: app))
    if let whyNotRevise { column.add(.init(whyNotRevise, .quiet)) }
    column.addGap()
    addRows(to: &column, in: app)
    column.addGap()
    for reason in app.reasons(in: opinion, to: app.guideline.fields.filter(\.kind.isText)) {
      column.add(reason, language: language, isContent: true)
    }
  }

  private func addRows(to column: inout Column, in app: App) {
    let rows = app.rows(of: self)
    let titles = min(22, rows.map { column.layout.width(of: $0.title) }.max() ?? 0) + 2
    let owns = min(26, max(3, rows.map { column.layout.width(of: $0.own) }.max() ?? 0)) + 2
    column.add(
      .init(String(repeating: " ", count: 2 + titles)),
      .cell("you", .quiet, width: owns),
      .init("the jury", .quiet)
    )
    for row in rows {
      let sign: Column.Piece =
        switch row.agrees {
        case true?: .init("= ", .quiet)
        case false?: .init("! ", .warning)
        case nil: .init("  ")
        }
      let room = max(12, column.width - 2 - titles - owns)
      // Broken between what jurors said.
      let parts = row.jury.components(separatedBy: " · ")
      let lines = filledLines(parts, separator: " · ", width: room)
      for (number, line) in lines.enumerated() {
        column.add(
          number == 0 ? sign : .init("  "),
          .cell(number == 0 ? row.title : "", width: titles),
          .cell(
            number == 0 ? row.own : "",
            row.agrees == false ? .bold : .plain,
            width: owns
          ),
          .init(line, row.agrees == false ? .plain : .quiet)
        )
      }
    }
  }
}

extension Drawing {
  /// What jurors wrote in the open stage, below question and answer.
  func addReasons(of state: ItemState, _ app: App, to column: inout Column) {
    guard let suggestions = state.suggestions else { return }
    let fields = state.form.askedFields.filter(\.kind.isText)
    let reasons = app.reasons(in: suggestions, to: fields)
    guard !reasons.isEmpty else { return }
    column.addGap()
    column.add(.init("THE JURY'S REASONS", .quiet))
    for reason in reasons {
      column.add(reason, language: state.item.language, isContent: true)
    }
  }
}
