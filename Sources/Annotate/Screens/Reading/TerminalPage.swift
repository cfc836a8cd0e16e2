import AnnotationCore
import SafeText
import TerminalKit

/// A page that shows how the terminal draws each script of a project.
struct TerminalPage {
  /// The languages of the project's items.
  let languages: [String]

  /// The page as a frame.
  /// - Parameters:
  ///   - first: the first row that is shown, where there are more than fit.
  /// - Returns: the frame, and how far the page can be scrolled.
  func draw(_ display: TerminalDisplay, size: Size, from first: Int) -> (frame: Frame, most: Int) {
    let layout = TextLayout(display.display)
    var drawing = Drawing(size: size, layout: layout)
    let rect = Rect(row: 0, column: 0, rows: size.rows, columns: size.columns)
      .inset(top: 1, left: 2, right: 2)
    var column = Column(width: rect.columns, layout: layout)
    column.add(.init("This terminal: ", .quiet), .init(display.identity.name, .bold))
    column.add(
      .init("Right-to-left text is ordered by ", .quiet),
      .init(display.display.bidi == .terminal ? "the terminal" : "the program"),
      .init(display.display.bidi == .reorderAndShape ? ", which joins Arabic letters" : "", .quiet),
      .init(" · vowel signs are placed by ", .quiet),
      .init(display.display.signs == .visual ? "the program" : "the terminal")
    )
    column.add(
      .init(
        display.isMeasured
          ? "Widths are as the terminal answered."
          : "Widths are libc's: the terminal did not answer.",
        .quiet
      )
    )
    for question in questions {
      column.addGap()
      column.add(.init(question.script.name, .accent))
      for way in question.ways {
        column.add(.init("  \(way.rawValue)", .quiet))
        column.add(question.sample, in: question.script, way)
      }
    }
    column.addGap()
    column.add(
      .init("q", .accent),
      .init(" leave · ", .quiet),
      .init("↑ ↓", .accent),
      .init(" scroll", .quiet)
    )
    column.drawMarked(in: rect, on: &drawing, from: first)
    return (drawing.frame, max(0, column.rows.count - rect.rows))
  }

  private var questions: [ReadingQuestion] {
    var questions: [ReadingQuestion] = []
    for language in languages {
      guard let question = ReadingQuestion(language: language),
        !questions.contains(where: { $0.sample == question.sample })
      else { continue }
      questions.append(question)
    }
    return questions
  }
}
