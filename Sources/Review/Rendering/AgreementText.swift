import Agreement
import AnnotationCore
import Measurement
import ProjectStore
import SafeText

/// Measured agreement as text of at most 80 columns.
enum AgreementText {
  /// A table for each stratum: a row for each coefficient, with its interval drawn.
  /// - Parameters:
  ///   - counts: how many ratings there are, which stands above the first table of each.
  ///   - missing: ratings of a file without a label.
  static func text(
    of rows: [MeasuredRow],
    _ counts: [RatingCounts] = [],
    missing: Int? = nil
  ) -> String {
    let parts = groups(of: rows).map { heading, group in
      [
        heading, group.first.flatMap { sentence(on: $0, counts, missing: missing) } ?? "",
        coefficientTable(of: group),
      ].filter { !$0.isEmpty }.joined(separator: "\n")
    }
    return (parts + raterGroupTables(of: rows)).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// How many ratings a table of all items is of; nil for a part of them.
  static func sentence(
    on row: MeasuredRow,
    _ counts: [RatingCounts],
    missing: Int?
  ) -> String? {
    guard row.stratum.isEmpty else { return nil }
    return counts.first { $0.field == row.field && $0.among == row.among }
      .map { wrapped($0.sentence(missing: missing)) }
  }

  /// The rows of each field, stratum and group of raters, without those of pairs of several raters and
  /// of groups of raters.
  static func groups(of rows: [MeasuredRow]) -> [(heading: String, rows: [MeasuredRow])] {
    let places = placesOfPairs(in: rows)
    var groups: [(heading: String, rows: [MeasuredRow])] = []
    var last: [String] = []
    for row in rows where row.raterGroups == nil {
      if row.between != nil, places.contains(row.place) { continue }
      if row.place != last || groups.isEmpty { groups.append((heading(of: row), [])) }
      last = row.place
      groups[groups.count - 1].rows.append(row)
    }
    return groups
  }

  /// Where more than one pair of raters is measured.
  static func placesOfPairs(in rows: [MeasuredRow]) -> Set<[String]> {
    var first: [[String]: [String]] = [:]
    var places: Set<[String]> = []
    for row in rows {
      guard let between = row.between, row.raterGroups == nil else { continue }
      if let known = first[row.place] {
        if known != between { places.insert(row.place) }
      } else {
        first[row.place] = between
      }
    }
    return places
  }

  static func heading(of row: MeasuredRow) -> String {
    [row.field, row.stratum.isEmpty ? nil : row.stratum, row.among?.rawValue].compactMap(\.self)
      .joined(separator: " · ")
  }

  /// For each column that tells groups of raters apart, a line for each group and for every two.
  private static func raterGroupTables(of rows: [MeasuredRow]) -> [String] {
    let tables = raterGroupRows(of: rows).map(table)
    return tables.isEmpty ? [] : tables + [wrapped(raterGroupNote)]
  }

  static let raterGroupNote =
    "Alpha: Krippendorff's within a group; between two, cross-replication reliability (xRR)."

  /// The same as rows of cells.
  static func raterGroupRows(of rows: [MeasuredRow]) -> [[[String]]] {
    var columns: [String] = []
    for row in rows {
      if let by = row.raterGroups?.by, !columns.contains(by) { columns.append(by) }
    }
    return columns.map { column in
      let own = rows.filter { $0.raterGroups?.by == column }
      var groups: [[String]] = []
      for row in own {
        if let names = row.raterGroups?.groups, !groups.contains(names) { groups.append(names) }
      }
      let lines = groups.map { names in
        let found = own.filter { $0.raterGroups?.groups == names }
        let agreement = found.first {
          $0.name == .percentAgreement || $0.name == .crossGroupAgreement
        }
        let alpha = found.first {
          $0.name == .krippendorffAlpha || $0.name == .crossReplicationReliability
        }
        return [
          names.map { truncated($0, to: names.count > 1 ? 13 : 28) }.joined(separator: " / "),
          agreement?.value.map(fixed) ?? "–", alpha?.value.map(fixed) ?? "–",
          alpha?.interval.map { "\(fixed($0.lower)) … \(fixed($0.upper))" } ?? "",
          "\(found.first?.items ?? 0)", "\(found.first?.pairs ?? 0)",
        ]
      }
      let heading = ["raters by \(truncated(column, to: 18))", "agree", "alpha", "interval"]
      return [heading + ["items", "pairs"]] + lines
    }
  }

  /// A project's agreement: a line for each field, how many ratings there are, and a heat map of fields
  /// and strata.
  static func overview(of rows: [MeasuredRow], _ counts: [RatingCounts] = []) -> String {
    [
      table(fieldRows(of: rows)), heatMap(of: rows), countTable(counts),
      "All coefficients of a field: --field. Definitions, and for files: --json, --csv.",
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func countTable(_ counts: [RatingCounts]) -> String {
    counts.isEmpty ? "" : table(countRows(counts))
  }

  /// How many ratings each group of raters gave on each field.
  static func countRows(_ counts: [RatingCounts]) -> [[String]] {
    [["field", "by", "items", "raters", "ratings", "of possible", "single"]]
      + counts.filter { $0.among != .all }.map { count in
        [
          count.field ?? "", count.among?.rawValue ?? "", "\(count.items)", "\(count.raters)",
          "\(count.ratings)", "\(count.possible)", "\(count.singles)",
        ]
      }
  }

  /// A line for each field of a project: the most important coefficients.
  static func fieldRows(of rows: [MeasuredRow]) -> [[String]] {
    func row(_ field: String, _ among: RaterGroup, _ name: Coefficient.Name) -> MeasuredRow? {
      rows.first {
        $0.field == field && $0.among == among && $0.name == name && $0.stratum.isEmpty
          && ($0.weights ?? .unweighted) == .unweighted
      }
    }
    func cell(_ field: String, _ among: RaterGroup, _ name: Coefficient.Name) -> String {
      row(field, among, name)?.value.map(fixed) ?? "–"
    }
    var fields: [String] = []
    for row in rows { if let field = row.field, !fields.contains(field) { fields.append(field) } }
    let lines = fields.map { field in
      [
        field, row(field, .humans, .percentAgreement).map { "\($0.items)" } ?? "–",
        cell(field, .humans, .percentAgreement), cell(field, .humans, .krippendorffAlpha),
        row(field, .humans, .krippendorffAlpha)?.interval.map {
          "\(fixed($0.lower)) … \(fixed($0.upper))"
        } ?? "",
        cell(field, .jurors, .krippendorffAlpha), cell(field, .humanJury, .krippendorffAlpha),
      ]
    }
    let heading = ["field", "items", "agree", "alpha", "interval", "jury", "human-jury"]
    return [heading] + lines
  }

  /// Alpha of annotators by field and stratum: the darker, the more agreement.
  static func heatMap(of rows: [MeasuredRow]) -> String {
    let cells = rows.filter {
      $0.name == .krippendorffAlpha && $0.among == .humans && !$0.stratum.isEmpty
    }
    guard !cells.isEmpty else { return "" }
    var fields: [String] = []
    for cell in cells {
      if let field = cell.field, !fields.contains(field) { fields.append(field) }
    }
    let strata = Set(cells.map(\.stratum)).sorted()
    var lines: [[String]] = [["alpha, annotators"] + fields.indices.map { "\($0 + 1)" }]
    for stratum in strata {
      lines.append(
        [stratum]
          + fields.map { field in
            cells.first { $0.field == field && $0.stratum == stratum }.map(shade) ?? ""
          }
      )
    }
    let legend = fields.enumerated().map { "\($0 + 1) \($1)" }
    let key = "·· withheld or undefined  ░░ below 0.2  ▒▒ 0.4  ▓▓ 0.67  ██ 0.8  ■■ above"
    return table(lines) + "\n" + wrapped(legend, between: " · ") + "\n" + key
  }

  private static func shade(_ row: MeasuredRow) -> String {
    switch row.value {
    case nil: "··"
    case let value? where value < 0.2: "░░"
    case let value? where value < 0.4: "▒▒"
    case let value? where value < 0.67: "▓▓"
    case let value? where value < 0.8: "██"
    default: "■■"
    }
  }

  /// A text on lines of at most 80 columns.
  static func wrapped(_ text: String) -> String {
    wrapped(text.split(separator: " ").map(String.init), between: " ")
  }

  /// Words on lines of at most 80 columns.
  static func wrapped(_ words: [String], between gap: String) -> String {
    filledLines(words, separator: gap, width: 80).joined(separator: "\n")
  }

  /// The runs that were kept, each with alpha among annotators and its change since the run before.
  static func history(of runs: [AgreementRun]) -> String {
    historyParts(of: runs).rendered(as: .text)
  }

  /// The same as parts of a report.
  static func historyParts(of runs: [AgreementRun]) -> [ReportPart] {
    guard !runs.isEmpty else {
      return [.text("No run was saved yet: review agreement PROJECT --save")]
    }
    var parts: [ReportPart] = []
    for (index, run) in runs.enumerated() {
      let before = index + 1 < runs.count ? alphas(of: runs[index + 1]) : [:]
      let lines = alphas(of: run).sorted { $0.key < $1.key }.map { field, value in
        let change = before[field].map { value - $0 }
        return [field, fixed(value), change.map { ($0 < 0 ? "" : "+") + fixed($0) } ?? ""]
      }
      let note = run.note.isEmpty ? "" : " · \(run.note)"
      parts.append(.heading("run \(run.id) · \(run.at.iso8601)\(note)"))
      parts.append(.table([["field", "alpha", "change"]] + lines))
    }
    return parts
  }

  private static func alphas(of run: AgreementRun) -> [String: Double] {
    run.values.reduce(into: [:]) { found, value in
      guard value.place.coefficient == .krippendorffAlpha,
        value.place.raters == .humans, value.place.stratum.isEmpty,
        case .value(let number) = value.measure
      else { return }
      found[value.place.field] = number
    }
  }

  private static func coefficientTable(of rows: [MeasuredRow]) -> String {
    let rows = rows.filter { $0.undefined?.code != .needsTwoRaters }
    let numbers = rows.map { row -> [String] in
      guard let value = row.value else { return [name(row), "–", "", ""] }
      let interval = row.interval.map { "\(fixed($0.lower)) … \(fixed($0.upper))" } ?? ""
      return [name(row), fixed(value), interval, caterpillar(value, row.interval)]
    }
    let counts = rows.map { "\($0.items)" }
    let heading = ["", "value", "interval", "-1        0         1", "items"]
    return table([heading] + zip(numbers, counts).map { $0 + [$1] })
  }

  static func name(_ row: MeasuredRow) -> String {
    let between =
      row.between.map { " " + $0.map { truncated($0, to: 10) }.joined(separator: "/") } ?? ""
    return coefficient(row) + between
  }

  /// A coefficient with its weights.
  static func coefficient(_ row: MeasuredRow) -> String {
    let weights = row.weights.map { $0 == .unweighted ? "" : " \($0.rawValue)" } ?? ""
    return shortName(row.name) + weights
  }

  static func shortName(_ name: Coefficient.Name) -> String {
    switch name {
    case .percentAgreement: "agreement"
    case .percentAgreementByItem: "agreement/item"
    case .cohenKappa: "Cohen"
    case .scottPi: "Scott"
    case .fleissKappa: "Fleiss"
    case .krippendorffAlpha: "alpha"
    case .gwetAC1: "AC1"
    case .gwetAC2: "AC2"
    case .brennanPrediger: "Brennan-P"
    case .congerKappa: "Conger"
    case .lightKappa: "Light"
    case .crossGroupAgreement: "agreement"
    case .crossReplicationReliability: "xRR"
    }
  }

  /// A value on a line from -1 to 1, with its interval to both sides.
  static func caterpillar(_ value: Double, _ interval: Interval?) -> String {
    let width = 21
    func place(_ x: Double) -> Int {
      Int(((min(1, max(-1, x)) + 1) / 2 * Double(width - 1)).rounded())
    }
    var line = [Character](repeating: " ", count: width)
    line[width / 2] = "┊"
    if let interval {
      for column in place(interval.lower)...max(place(interval.lower), place(interval.upper)) {
        line[column] = "─"
      }
    }
    line[place(value)] = "●"
    var text = String(line)
    while text.last == " " { text.removeLast() }
    return text
  }

  /// A share from 0 to 1 in whole percent.
  static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  static func fixed(_ number: Double) -> String {
    let thousandths = Int((abs(number) * 1000).rounded())
    let digits = String(thousandths % 1000)
    return (number < 0 && thousandths > 0 ? "-" : "") + "\(thousandths / 1000)."
      + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

extension MeasuredRow {
  /// Field, stratum and raters: what it has in common with the other coefficients of its table.
  var place: [String] { [field ?? "", stratum, among?.rawValue ?? ""] }
}

extension RatingCounts {
  /// The counts as a sentence.
  ///
  /// Such as `12 items, 3 raters, 34 of 36 possible ratings; 1 item with a single rating.`
  /// - Parameter missing: ratings of a file without a label.
  func sentence(missing: Int? = nil) -> String {
    "\(counted(items, "item")), \(counted(raters, "rater")), \(ratings) of "
      + "\(counted(possible, "possible rating"))"
      + (missing.map { ", \(counted($0, "label")) missing in the file" } ?? "")
      + "; \(counted(singles, "item")) with a single rating."
  }
}
