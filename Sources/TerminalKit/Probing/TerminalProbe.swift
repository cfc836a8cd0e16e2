package import SafeText

/// A terminal's report, which it sends only when it is asked.
package enum TerminalReport: Hashable, Sendable {
  /// Where the cursor is, from 1.
  case cursor(row: Int, column: Int)
  /// Its name and version: XTVERSION.
  case version(String)
  /// What it says that it is: secondary device attributes.
  case kind([Int])
  /// What it says that it can: primary device attributes.
  case attributes([Int])
}

/// What a terminal answered.
package struct TerminalAnswers: Hashable, Sendable {
  /// Its name and version, such as `kitty(0.26.5)`; nil where it does not tell.
  package var version: String?
  /// Its secondary device attributes, such as 65, 7200, 1.
  package var kind: [Int]
  package var widths: WidthTable

  package init(version: String? = nil, kind: [Int] = [], widths: WidthTable = .libc) {
    self.version = version
    self.kind = kind
    self.widths = widths
  }
}

/// Asks a terminal what it is and how wide it draws, and collects what it answers.
///
/// Everything is asked at once and answered in order; the last question is one that every terminal
/// answers, so that nobody waits for an answer that does not come.
package struct TerminalProbe: Sendable {
  private var columns: [Int] = []
  private var answers = TerminalAnswers()

  package init() {}

  /// What is sent, before anything is painted: each text on a row that is painted next, unseen.
  ///
  /// Not on the first row: its reports look like function keys.
  package static let request: String = {
    let place = "\u{1B}[2;1H"
    let texts = WidthProbe.all.map { place + $0.text + "\u{1B}[6n" }.joined()
    // Then name, kind, and the end.
    return "\u{1B}[8m" + texts + place + "\u{1B}[m\u{1B}[K"
      + "\u{1B}[>q\u{1B}[>c\u{1B}[c"
  }()

  /// Takes a report.
  /// - Returns: all answers, once the last has come.
  package mutating func take(_ report: TerminalReport) -> TerminalAnswers? {
    switch report {
    case .cursor(_, let column): columns.append(column - 1)
    case .version(let version): answers.version = version
    case .kind(let numbers): answers.kind = numbers
    case .attributes:
      answers.widths = Self.widths(columns)
      return answers
    }
    return nil
  }

  /// - Parameter columns: one answer for each question; else nobody knows which is missing.
  private static func widths(_ columns: [Int]) -> WidthTable {
    guard columns.count == WidthProbe.all.count else { return .libc }
    var measured: [WidthClass: Int] = [:]
    for (probe, columns) in zip(WidthProbe.all, columns)
    where probe.range.contains(columns - probe.base) {
      measured[probe.kind] = columns - probe.base
    }
    return WidthTable(measured)
  }
}
