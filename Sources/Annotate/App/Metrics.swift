import SafeText
import TerminalKit

/// How long what a pane shows was, and how much of it fitted, when it was last drawn.
///
/// Scrolling stops at the end because of it.
struct Metrics: Hashable, Sendable {
  /// Whether there is a screen; not so where people work by lines.
  var isDrawn = false
  var text = Pane()
  var guide = Pane()
  var overlay = Pane()
  var list = Pane()
  /// The block of the guideline at the top of its pane.
  var guideBlock = 0
  /// The row of the text's pane that follows the answer; 0 where the answer is folded or not drawn.
  var answerEnd = 0
  /// Where question and answer stand.
  var textPlace = Rect(row: 0, column: 0, rows: 0, columns: 0)
  /// Where the guideline stands.
  var guidePlace = Rect(row: 0, column: 0, rows: 0, columns: 0)
  /// The lines of the text that is being written.
  var editorLines: [TextLine] = []
  /// What a click on a place does.
  var hitAreas: [HitArea] = []

  struct Pane: Hashable, Sendable {
    /// All rows, those that fit, and the first that was shown.
    var rows = 0
    var place = 0
    var top = 0

    /// The last first row: what is scrolled further shows blanks.
    var limit: Int { max(0, rows - place) }

    /// The first row after scrolling by lines or by pages; it stays within the pane.
    func moved(by step: Scroll) -> Int {
      let page = max(1, place - 2)
      let target =
        switch step {
        case .lines(let count): top + count
        case .pages(let count): top + count * page
        case .start: 0
        case .end: limit
        }
      return min(max(0, target), limit)
    }
  }
}

/// A way to scroll.
enum Scroll: Hashable, Sendable {
  case lines(Int)
  case pages(Int)
  case start
  case end
}
