extension Frame {
  /// A picture of the frame: each cell stands at its place, so that no renderer reorders a text.
  ///
  /// The same frame gives the same bytes.
  /// - Parameters:
  ///   - title: what the picture shows, for those who cannot see it.
  ///   - theme: the colours; ``Theme/light`` on white, the others on a dark ground.
  package func svg(title: String, theme: Theme = .dark) -> String {
    let sheet = Sheet(theme)
    let width = size.columns * Sheet.cellWidth + 2 * Sheet.margin
    let height = size.rows * Sheet.cellHeight + 2 * Sheet.margin
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img">
      <title>\(Sheet.escaped(title))</title>
      <style>text{font-family:"DejaVu Sans Mono",Menlo,Consolas,"Noto Sans Mono",monospace;\
      font-size:15px;direction:ltr;unicode-bidi:bidi-override}</style>
      <rect width="100%" height="100%" rx="6" fill="\(sheet.ground)"/>
      """
    ]
    for row in 0..<size.rows { parts += spans(of: row, sheet) }
    if let cursor {
      let x = Sheet.margin + cursor.column * Sheet.cellWidth
      let y = Sheet.margin + cursor.row * Sheet.cellHeight
      parts.append(
        "<rect x=\"\(x)\" y=\"\(y + 1)\" width=\"2\" height=\"\(Sheet.cellHeight - 2)\" "
          + "fill=\"\(sheet.colour(of: .accent))\"/>"
      )
    }
    return (parts + ["</svg>", ""]).joined(separator: "\n")
  }

  /// The cells of a row: words of ASCII in one style together, any other cell by itself.
  ///
  /// Blanks are not drawn, since renderers differ in what they make of several.
  private func spans(of row: Int, _ sheet: Sheet) -> [String] {
    var spans: [String] = []
    var run = ""
    var start = 0
    var style = Style.plain
    func finish(_ run: String) {
      spans.append(sheet.text(run, row: row, column: start, width: run.count, style: style))
    }
    for column in 0..<size.columns {
      let cell = cell(at: Position(row: row, column: column))
      let isBlank =
        cell.scalars == [0x20] && cell.style.attributes.isDisjoint(with: .visibleOnBlank)
      let isASCII = cell.scalars.count == 1 && cell.scalars[0] < 0x7F && !isBlank
      if !run.isEmpty, !isASCII || cell.style != style {
        finish(run)
        run = ""
      }
      guard cell.width > 0, !isBlank else { continue }
      if isASCII {
        if run.isEmpty { (start, style) = (column, cell.style) }
        run += cell.text
      } else {
        spans.append(
          sheet.text(cell.text, row: row, column: column, width: cell.width, style: cell.style)
        )
      }
    }
    if !run.isEmpty { finish(run) }
    return spans
  }
}

extension Style.Attributes {
  /// What shows on a blank as well.
  fileprivate static let visibleOnBlank: Style.Attributes = [.reverse, .underline]
}

/// Colours and measures of a picture.
private struct Sheet {
  static let cellWidth = 9
  static let cellHeight = 18
  static let margin = 12

  let ground: String
  private let inks: [Style.Ink: String]

  init(_ theme: Theme) {
    // The colours of the terminal's themes, by their numbers among xterm's 256.
    switch theme {
    case .light:
      ground = "#ffffff"
      inks = [
        .plain: "#1c1c1c", .quiet: "#6c6c6c", .accent: "#005faf", .good: "#008700",
        .warning: "#875f00", .bad: "#d70000",
      ]
    case .dark, .contrast, .none:
      ground = "#16181d"
      inks = [
        .plain: "#e4e4e4", .quiet: "#8a8a8a", .accent: "#5fafff", .good: "#5faf5f",
        .warning: "#d7af5f", .bad: "#ff5f5f",
      ]
    }
  }

  func colour(of ink: Style.Ink) -> String { inks[ink] ?? "#888888" }

  /// A text at its place, stretched to exactly its columns.
  func text(_ text: String, row: Int, column: Int, width: Int, style: Style) -> String {
    let x = Self.margin + column * Self.cellWidth
    let y = Self.margin + row * Self.cellHeight
    var colour = colour(of: style.ink)
    var parts = ""
    if style.attributes.contains(.reverse) {
      parts =
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width * Self.cellWidth)\" "
        + "height=\"\(Self.cellHeight)\" fill=\"\(colour)\"/>"
      colour = ground
    }
    var attributes = ""
    if style.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
    if style.attributes.contains(.italic) { attributes += " font-style=\"italic\"" }
    if style.attributes.contains(.underline) { attributes += " text-decoration=\"underline\"" }
    return parts
      + "<text x=\"\(x)\" y=\"\(y + 13)\" fill=\"\(colour)\"\(attributes) "
      + "textLength=\"\(width * Self.cellWidth)\" lengthAdjust=\"spacingAndGlyphs\">"
      + "\(Self.escaped(text))</text>"
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
