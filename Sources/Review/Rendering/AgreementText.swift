import Agreement
import AnnotationCore
import Measurement
import ProjectStore
import SafeText

/// Measured agreement as text of at most 80 columns.
enum AgreementText {
  /// A table for each stratum: a row for each coefficient, with its interval drawn.
  static func text(of rows: [MeasuredRow]) -> String {
    var parts: [String] = []
    var place: [String] = []
    var group: [MeasuredRow] = []
    func end() {
      guard let first = group.first else { return }
      let heading = [
        first.field, first.stratum.isEmpty ? nil : first.stratum, first.among,
      ].compactMap(\.self).joined(separator: " · ")
      parts.append((heading.isEmpty ? "" : heading + "\n") + coefficientTable(of: group))
      group = []
    }
    for row in rows where row.raterGroups == nil {
      let here = [row.field ?? "", row.stratum, row.among ?? ""]
      if here != place { end() }
      place = here
      group.append(row)
    }
    end()
    parts += raterGroupTables(of: rows)
    return (parts + [notes(on: rows)]).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// For each column that tells groups of raters apart, a line for each group and for every two.
  private static func raterGroupTables(of rows: [MeasuredRow]) -> [String] {
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
      return table([heading + ["items", "pairs"]] + lines) + "\n"
        + wrapped(
          "Alpha: Krippendorff's within a group; between two, cross-replication reliability (xRR)."
            .split(separator: " ").map(String.init),
          between: " "
        )
    }
  }

  /// A project's agreement: a line for each field, or all coefficients of the fields asked for, and a
  /// heat map of fields and strata.
  static func overview(of rows: [MeasuredRow], detailed: Bool) -> String {
    var parts: [String] = []
    if detailed {
      parts.append(text(of: rows))
    } else {
      parts += [fieldTable(of: rows), notes(on: rows.filter { $0.stratum.isEmpty })]
      parts.append(
        "All coefficients of a field: --field. Definitions, and for files: --json, --csv."
      )
    }
    let map = heatMap(of: rows)
    if !map.isEmpty { parts.insert(map, at: 1) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func fieldTable(of rows: [MeasuredRow]) -> String {
    func row(_ field: String, _ among: String, _ name: Coefficient.Name) -> MeasuredRow? {
      rows.first {
        $0.field == field && $0.among == among && $0.name == name && $0.stratum.isEmpty
          && ($0.weights ?? "unweighted") == "unweighted"
      }
    }
    func cell(_ field: String, _ among: String, _ name: Coefficient.Name) -> String {
      row(field, among, name)?.value.map(fixed) ?? "–"
    }
    var fields: [String] = []
    for row in rows { if let field = row.field, !fields.contains(field) { fields.append(field) } }
    let lines = fields.map { field in
      [
        field, row(field, "humans", .percentAgreement).map { "\($0.items)" } ?? "–",
        cell(field, "humans", .percentAgreement), cell(field, "humans", .krippendorffAlpha),
        row(field, "humans", .krippendorffAlpha)?.interval.map {
          "\(fixed($0.lower)) … \(fixed($0.upper))"
        } ?? "",
        cell(field, "jurors", .krippendorffAlpha), cell(field, "human-jury", .krippendorffAlpha),
      ]
    }
    let heading = ["field", "items", "agree", "alpha", "interval", "jury", "human-jury"]
    return table([heading] + lines)
  }

  /// Alpha of annotators by field and stratum: the darker, the more agreement.
  private static func heatMap(of rows: [MeasuredRow]) -> String {
    let cells = rows.filter {
      $0.name == .krippendorffAlpha && $0.among == "humans" && !$0.stratum.isEmpty
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

  /// Words on lines of at most 80 columns.
  static func wrapped(_ words: [String], between gap: String) -> String {
    filledLines(words, separator: gap, width: 80).joined(separator: "\n")
  }

  /// The runs that were kept, each with alpha among annotators and its change since the run before.
  static func history(of runs: [AgreementRun]) -> String {
    guard !runs.isEmpty else { return "No run was saved yet: review agreement PROJECT --save" }
    var parts: [String] = []
    for (index, run) in runs.enumerated() {
      let before = index + 1 < runs.count ? alphas(of: runs[index + 1]) : [:]
      let lines = alphas(of: run).sorted { $0.key < $1.key }.map { field, value in
        let change = before[field].map { value - $0 }
        return [field, fixed(value), change.map { ($0 < 0 ? "" : "+") + fixed($0) } ?? ""]
      }
      let note = run.note.isEmpty ? "" : " · \(run.note)"
      parts.append(
        "run \(run.id) · \(run.at.iso8601)\(note)\n"
          + table([["field", "alpha", "change"]] + lines)
      )
    }
    return parts.joined(separator: "\n\n")
  }

  private static func alphas(of run: AgreementRun) -> [String: Double] {
    run.values.reduce(into: [:]) { found, value in
      guard value.place.coefficient == Coefficient.Name.krippendorffAlpha.rawValue,
        value.place.raters == .humans, value.place.stratum.isEmpty,
        case .value(let number) = value.measure
      else { return }
      found[value.place.field] = number
    }
  }

  private static func coefficientTable(of rows: [MeasuredRow]) -> String {
    let rows = rows.filter { $0.undefined?.code != "needs_two_raters" }
    let numbers = rows.map { row -> [String] in
      guard let value = row.value else { return [name(row), "–", "", ""] }
      let interval = row.interval.map { "\(fixed($0.lower)) … \(fixed($0.upper))" } ?? ""
      return [name(row), fixed(value), interval, caterpillar(value, row.interval)]
    }
    let counts = rows.map { "\($0.items)" }
    let heading = ["", "value", "interval", "-1        0         1", "items"]
    return table([heading] + zip(numbers, counts).map { $0 + [$1] })
  }

  private static func name(_ row: MeasuredRow) -> String {
    let weights = row.weights.map { $0 == "unweighted" ? "" : " \($0)" } ?? ""
    let between =
      row.between.map { " " + $0.map { truncated($0, to: 10) }.joined(separator: "/") } ?? ""
    return shortName(row.name) + weights + between
  }

  private static func shortName(_ name: Coefficient.Name) -> String {
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

  private static func notes(on rows: [MeasuredRow]) -> String {
    var notes: [String] = []
    for row in rows {
      guard let undefined = row.undefined, undefined.code != "needs_two_raters" else { continue }
      let note = "–: \(undefined.sentence ?? undefined.code)"
      if !notes.contains(note) { notes.append(note) }
    }
    let intervals = rows.compactMap(\.interval)
    if let first = intervals.first {
      let methods = Set(intervals.map(\.method))
      let method =
        methods.count > 1
        ? "BCa, or percentile where that cannot be computed,"
        : methods.contains(.bca) ? "BCa" : "percentile"
      notes.append("Intervals: \(method) bootstrap over items, \(percent(first.level)).")
    }
    return notes.map { wrapped($0.split(separator: " ").map(String.init), between: " ") }
      .joined(separator: "\n")
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
