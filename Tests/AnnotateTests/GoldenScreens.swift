import AnnotationCore
import TerminalKit
import Testing

@testable import Annotate

/// The way to each screen that is drawn in the golden tests.
struct GoldenScreens {
  private func script(_ team: Team, _ person: KeyPath<Team, Person>, _ size: Size) -> Script {
    Script(team, as: person, size: size)
  }

  /// The queue of somebody who has done an item, has begun another and left a third.
  func queue() throws -> Script {
    let ana = script(try Team(), \.ana, Size(rows: 16, columns: 80))
    ana.press("enter")
    ana.label()
    ana.press("h esc down down down enter S")
    ana.type("I know the author.")
    ana.press("enter esc down")
    return ana
  }

  /// Stage one, on a field with choices.
  func stageOne() throws -> Script {
    let ana = script(try Team(), \.ana, Size(rows: 30, columns: 100))
    ana.press("enter b")
    ana.type("statues")
    ana.press("enter g p w m")
    return ana
  }

  /// Stage two of an Arabic item, with a rationale being written.
  func stageTwo(rows: Int, columns: Int) throws -> Script {
    let ana = script(try Team(), \.ana, Size(rows: rows, columns: columns))
    ana.press("down enter")
    ana.fillStageOne(issue: "رموز")
    ana.press("enter c b l enter y 4")
    ana.type("كلمة “يثقل” مشحونة")
    return ana
  }

  /// A lead in front of raters who judged by different criteria.
  func dispute() throws -> Script {
    let noor = script(try Team.inDispute(), \.noor, Size(rows: 30, columns: 100))
    noor.press("D")
    return noor
  }
}

/// Compares a screen with its drawing, row by row, so that a failure shows the row that differs.
func expect(
  _ screen: [String],
  looksLike drawing: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let rows = drawing.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  #expect(screen.count == rows.count, sourceLocation: sourceLocation)
  for (number, (row, drawn)) in zip(screen, rows).enumerated() where row != drawn {
    Issue.record(
      "row \(number)\n  is    \(row)\n  drawn \(drawn)",
      sourceLocation: sourceLocation
    )
  }
}
