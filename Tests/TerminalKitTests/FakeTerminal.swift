import SafeText

@testable import TerminalKit

/// A terminal without a screen: what it is sent changes a grid of cells, as its own idea of widths says,
/// and it answers what it is asked.
struct FakeTerminal {
  /// What a terminal makes of a text.
  struct Habits: Sendable {
    var name: String
    /// The columns of a scalar; 0 joins the cell before it.
    var width: @Sendable (Unicode.Scalar) -> Int
    /// Whether each user-perceived character is one, of as many columns as its widest scalar.
    var byCharacter = false
    var version: String?
  }

  let size: Size
  let habits: Habits
  /// What it sends back.
  private(set) var answers = ""
  /// Row by row; the right half of a wide character is empty.
  private var cells: [String]
  private var row = 0
  private var column = 0

  init(size: Size, _ habits: Habits) {
    self.size = size
    self.habits = habits
    cells = Array(repeating: "#", count: size.rows * size.columns)
  }

  /// What is in a cell.
  func text(row: Int, column: Int) -> String { cells[row * size.columns + column] }

  mutating func take(_ step: PaintStep) {
    switch step {
    case .clearScreen: cells = Array(repeating: " ", count: cells.count)
    case .move(let position): (row, column) = (position.row, position.column)
    case .clearToEnd: clearToEnd()
    case .text(let text, _): write(text)
    }
  }

  /// Takes bytes as a program sends them: text, and the sequences that questions are made of.
  mutating func take(_ sent: String) {
    var rest = Substring(sent)
    while let escape = rest.firstIndex(of: "\u{1B}") {
      write(String(rest[..<escape]))
      let body = rest[rest.index(escape, offsetBy: 2)...]
      guard let end = body.firstIndex(where: { $0.isLetter }) else { return }
      obey(String(body[..<end]), body[end])
      rest = body[body.index(after: end)...]
    }
    write(String(rest))
  }

  private mutating func obey(_ parameters: String, _ final: Character) {
    switch (final, parameters) {
    case ("H", _):
      let numbers = parameters.split(separator: ";").compactMap { Int($0) }
      (row, column) = (numbers[0] - 1, numbers[1] - 1)
    case ("K", _): clearToEnd()
    case ("n", "6"): answers += "\u{1B}[\(row + 1);\(column + 1)R"
    case ("q", ">"): habits.version.map { answers += "\u{1B}P>|\($0)\u{1B}\\" }
    case ("c", ">"): answers += "\u{1B}[>0;1;0c"
    case ("c", ""): answers += "\u{1B}[?62;4c"
    default: break
    }
  }

  private mutating func clearToEnd() {
    for index in min(column, size.columns - 1)..<size.columns { self[index] = " " }
  }

  private mutating func write(_ text: String) {
    for character in text {
      let scalars = character.unicodeScalars
      if habits.byCharacter {
        put(String(character), scalars.map(habits.width).max() ?? 0)
      } else if scalars.count == 2, scalars.allSatisfy(Self.isRegional) {
        // Two halves of a flag are one, in the columns of both.
        put(String(character), scalars.map(habits.width).reduce(0, +))
      } else {
        for scalar in scalars { put(String(scalar), habits.width(scalar)) }
      }
    }
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  private mutating func put(_ text: String, _ width: Int) {
    guard width > 0 else {
      var before = min(column, size.columns) - 1
      if before > 0, self[before].isEmpty { before -= 1 }
      if before >= 0 { self[before] += text }
      return
    }
    // It does not wrap: the last columns take what comes.
    column = min(column, size.columns - width)
    self[column] = text
    if width == 2 { self[column + 1] = "" }
    column += width
  }

  private subscript(column: Int) -> String {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }
}

extension FakeTerminal.Habits {
  private static func isMark(_ scalar: Unicode.Scalar, _ category: Unicode.GeneralCategory) -> Bool
  {
    scalar.properties.generalCategory == category
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    ["\u{200D}", "\u{200C}", "\u{FE0F}"].contains(scalar)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Int {
    isMark(scalar, .nonspacingMark) || isJoiner(scalar) ? 0 : displayWidth(String(scalar))
  }

  static let all: [FakeTerminal.Habits] = [
    .init(name: "as libc", width: plain),
    .init(
      name: "signs take no room",
      width: { isMark($0, .spacingMark) || $0 == "\u{E33}" ? 0 : plain($0) },
      version: "kitty(0.26.5)"
    ),
    .init(
      name: "marks take room",
      width: { isMark($0, .nonspacingMark) && !isJoiner($0) ? 1 : plain($0) }
    ),
    .init(name: "by character", width: plain, byCharacter: true, version: "Ghostty 1.0"),
    .init(
      name: "jamo take room",
      width: { (0x1160...0x11FF).contains($0.value) ? 2 : plain($0) }
    ),
  ]
}
