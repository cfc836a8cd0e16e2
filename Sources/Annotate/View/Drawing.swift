import AnnotationCore
import SafeText
import TerminalKit

/// A screen while it is drawn: the frame, the layout that its texts go through, and what is learnt
/// on the way about how much there was to show.
struct Drawing {
  var frame: Frame
  var metrics = Metrics()
  let layout: TextLayout

  init(size: Size, layout: TextLayout) {
    frame = Frame(size: size, display: layout.display)
    self.layout = layout
    metrics.isDrawn = true
  }

  /// An empty column of so many columns' width.
  func emptyColumn(_ width: Int) -> Column { Column(width: width, layout: layout) }
}

/// Draws the app as it stands.
/// - Returns: the frame, and what scrolling and clicking need to know about it.
func draw(_ app: App, layout: TextLayout) -> (frame: Frame, metrics: Metrics) {
  var drawing = Drawing(size: app.size, layout: layout)
  drawing.draw(app)
  return (drawing.frame, drawing.metrics)
}

/// The frame alone.
func view(_ app: App, layout: TextLayout) -> Frame { draw(app, layout: layout).frame }
