import Glibc
import JSON

/// Prints a report: as JSON where that is asked for, else as text.
func report(_ options: ReportOptions, json: @autoclosure () -> JSONValue, text: () -> String) {
  print(options.json ? json().pretty : text())
}

/// Columns that line up: numbers to the right, words to the left.
///
/// The first row is the heading.
///
/// Names and ids come from outside: what a terminal would obey is shown by its number.
func table(_ rows: [[String]]) -> String {
  let rows = rows.map { $0.map(safe) }
  let count = rows.map(\.count).max() ?? 0
  let columns = (0..<count).map { column in
    rows.map { $0.indices.contains(column) ? $0[column] : "" }
  }
  let widths = columns.map { $0.map(\.count).max() ?? 0 }
  let isNumeric = columns.map { $0.dropFirst().allSatisfy(looksLikeNumber) }
  return rows.map { row in
    let cells = row.enumerated().map { column, cell in
      let space = String(repeating: " ", count: widths[column] - cell.count)
      return isNumeric[column] ? space + cell : cell + space
    }
    var line = cells.joined(separator: "  ")
    while line.last == " " { line.removeLast() }
    return line
  }.joined(separator: "\n")
}

private func looksLikeNumber(_ cell: String) -> Bool {
  cell.isEmpty || cell == "–" || Double(cell) != nil
}

/// A text without what a terminal would obey or reorder by.
func safe(_ text: String) -> String {
  var safe = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
      safe += "\\u{\(String(scalar.value, radix: 16))}"
    default: safe.unicodeScalars.append(scalar)
    }
  }
  return safe
}

/// One line on standard error that is written over again while long work goes on; silent in a pipe.
struct ProgressLine: Sendable {
  private let isShown = isatty(STDERR_FILENO) == 1

  func show(_ text: String) {
    guard isShown else { return }
    write("\r\u{1B}[2K" + text)
  }

  func clear() {
    guard isShown else { return }
    write("\r\u{1B}[2K")
  }

  private func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// Prints a line on standard error.
func printError(_ text: String) {
  var text = text + "\n"
  text.withUTF8 { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

extension JSONValue {
  /// Counts by name, in the order of the names.
  static func counts(_ counts: [String: Int]) -> JSONValue {
    .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
  }
}
