import AnnotationCore
import SafeText
import TerminalKit

extension Drawing {
  /// Draws something to read before going on.
  mutating func drawCard(_ card: Card, app: App, in rect: Rect) {
    frame.cursor = nil
    clear(rect)
    frame.horizontalRule(row: rect.row, column: 0, width: rect.columns, style: .accent)
    let place = rect.inset(top: 2, left: 2, right: 2)
    var column = Column()
    var first = 0
    switch card {
    case .held(let holder): addHeld(holder, to: &column, width: place.columns)
    case .unsaved(let entered, let scroll):
      first = scroll
      addUnsaved(entered, app, to: &column, width: place.columns)
    case .changes(let version, let sentences, let scroll):
      first = scroll
      column.add(.init("The guideline is now version \(version). What changed:", .bold))
      column.addGap()
      for sentence in sentences {
        column.add(
          "· " + sentence,
          width: place.columns,
          language: app.language,
          layout: layout
        )
      }
      column.addGap()
      column.add(
        .init("enter", .accent),
        .init(" continue · G opens the guideline at any time", .quiet)
      )
    case .spelling(let words, let scroll):
      first = scroll
      addSpelling(words, to: &column, width: place.columns)
    case .reading(let question):
      addReading(
        question,
        skip: app.key(of: .item("skip")) ?? ":skip",
        to: &column,
        width: place.columns
      )
    case .feedback(let feedback):
      addFeedback(feedback, app, to: &column, width: place.columns)
    case .jury(let card, let scroll):
      first = scroll
      addJury(card, app, to: &column, width: place.columns)
    }
    let top = column.drawMarked(in: place, on: &self, from: first)
    metrics.overlay = Metrics.Pane(rows: column.rows.count, place: place.rows, top: top)
  }

  private func addHeld(_ holder: Card.Holder, to column: inout Column, width: Int) {
    column.add(
      .init(
        holder.tookOver
          ? "Another session of yours took over."
          : "You have this project open in another session.",
        .bold
      )
    )
    column.addGap()
    let words =
      holder.words + " Only one session at a time "
      + "writes for you, so that neither overwrites the other."
      + (holder.tookOver ? " What you entered here and was not saved is still here." : "")
    column.add(words, width: width, language: "en", layout: layout)
    column.addGap()
    if holder.isAsked {
      column.add(.init("It is asked to save what it has…", .quiet))
      return
    }
    column.add(
      .init("T", .accent, hit: .key(.character("T"))),
      .init(" take over in this window", .quiet)
    )
    column.add(
      .init("q", .accent, hit: .key(.character("q"))),
      .init(" leave this window", .quiet)
    )
  }

  /// What was entered and not saved, field by field, beside what the record holds.
  private func addUnsaved(
    _ entered: UnsavedDraft,
    _ app: App,
    to column: inout Column,
    width: Int
  ) {
    let why = app.whyNotRestore(entered)
    column.add(app.heading(of: entered), .bold, width: width, language: "en", layout: layout)
    column.addGap()
    for (field, entered, saved) in entered.comparison(in: app) {
      column.add(.init(app.title(of: field), .quiet))
      column.add(
        entered,
        width: width,
        indent: 2,
        language: app.language,
        layout: layout,
        isContent: true
      )
      if saved != entered {
        column.add(
          "saved: " + saved,
          .quiet,
          width: width,
          indent: 2,
          language: app.language,
          layout: layout
        )
      }
    }
    column.addGap()
    if let why {
      column.add(why, width: width, language: "en", layout: layout)
      column.addGap()
    } else {
      column.add(
        .init("T", .accent, hit: .key(.character("T"))),
        .init(" take it into the fields (undo takes it out again)", .quiet)
      )
    }
    column.add(
      .init("D", .accent, hit: .key(.character("D"))),
      .init(" discard it, and keep the fields as they are", .quiet)
    )
    column.add(
      .init("esc", .accent, hit: .key(.escape)),
      .init(" decide when the item opens again", .quiet)
    )
  }

  /// A training item: each field with what was said, what the reference says, and why.
  private func addFeedback(_ feedback: Feedback, _ app: App, to column: inout Column, width: Int) {
    let comparison = feedback.comparison
    column.add(
      .init("Training · \(feedback.item)", .bold),
      .init("  \(comparison.matching) of \(comparison.compared) as in the reference", .quiet)
    )
    column.addGap()
    let titles = comparison.fields.map { layout.width(of: app.title(of: $0.field)) }
    let titleWidth = min(24, titles.max() ?? 0)
    for field in comparison.fields {
      let given = app.words(for: field.given, of: field.field)
      let expected = app.words(for: field.expected, of: field.field)
      column.add(
        .init(field.matches ? "✓ " : "✗ ", field.matches ? .good : .bad),
        .init(app.title(of: field.field), field.matches ? .plain : .bold),
        .init(
          String(
            repeating: " ",
            count: max(1, titleWidth + 2 - layout.width(of: app.title(of: field.field)))
          )
        ),
        .init(
          field.matches ? expected : "\(expected), not \(given)",
          field.matches ? .quiet : .plain
        )
      )
    }
    column.addGap()
    column.add(feedback.why, width: width, language: app.language, layout: layout, isContent: true)
    column.addGap()
    let standing = app.words(for: feedback.qualification)
    column.add(standing, .quiet, width: width, language: "en", layout: layout)
    column.addGap()
    column.add(.init("enter", .accent), .init(" continue", .quiet))
  }
}
