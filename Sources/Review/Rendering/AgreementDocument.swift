import Agreement
import AnnotationCore
import JSON
import Measurement
import ProjectStore
import SafeText

/// Measured agreement as a report: for a terminal, or with tables for a paper.
struct AgreementDocument {
  let found: MeasuredAgreement
  /// Ratings of a file without a label; nil for a project.
  let missing: Int?
  let resampling: Resampling
  let width: Double?

  init(
    _ found: MeasuredAgreement,
    missing: Int? = nil,
    resampling: Resampling = Resampling(),
    width: Double? = nil
  ) {
    self.found = found
    self.missing = missing
    self.resampling = resampling
    self.width = width
  }

  /// - Parameter isDetailed: whether all coefficients are shown, or a line for each field of a project.
  func text(isDetailed: Bool = true) -> String {
    let rows = found.rows
    let main =
      isDetailed
      ? [
        AgreementText.text(of: rows, found.counts, missing: missing),
        AgreementText.heatMap(of: rows),
      ] : [AgreementText.overview(of: rows, found.counts)]
    let noted = isDetailed ? rows : rows.filter(\.stratum.isEmpty)
    let rest = pairs(rows) + differences + needed + confusions
    return (main + [rest.rendered(as: .text), [notes(on: noted)].rendered(as: .text)])
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// All coefficients, with numbers in place of what a terminal draws.
  var parts: [ReportPart] {
    var parts: [ReportPart] = []
    for (heading, rows) in AgreementText.groups(of: found.rows) {
      if !heading.isEmpty { parts.append(.heading(heading)) }
      if let first = rows.first,
        let sentence = AgreementText.sentence(on: first, found.counts, missing: missing)
      {
        parts.append(.text(sentence.replacing("\n", with: " ")))
      }
      parts.append(.table(Self.table(of: rows)))
    }
    let groups = AgreementText.raterGroupRows(of: found.rows)
    parts += groups.map(ReportPart.table)
    if !groups.isEmpty { parts.append(.text(AgreementText.raterGroupNote)) }
    return parts + pairs(found.rows) + differences + needed + confusions + [notes(on: found.rows)]
  }

  private static func table(of rows: [MeasuredRow]) -> [[String]] {
    let rows = rows.filter { $0.undefined?.code != .needsTwoRaters }
    let heading = [
      "coefficient", "weights", "value", "SE", "interval", "items", "raters", "ratings",
    ]
    return [heading]
      + rows.map { row in
        [
          AgreementText.shortName(row.name), row.weights?.rawValue ?? "", number(row.value),
          number(row.standardError), interval(row.interval), "\(row.items)", "\(row.raters)",
          "\(row.ratings)",
        ]
      }
  }

  // MARK: Parts that are the same in each format

  /// Each pair of several raters.
  private func pairs(_ rows: [MeasuredRow]) -> [ReportPart] {
    let places = AgreementText.placesOfPairs(in: rows)
    var parts: [ReportPart] = []
    for (place, own) in Self.grouped(rows.filter { $0.between != nil && $0.raterGroups == nil })
    where places.contains(place) {
      parts += [
        .heading(Self.heading("pairs of raters", own.first)),
        .table(
          [["rater", "rater", "", "value", "interval", "items"]]
            + own.map { row in
              (row.between ?? []).map { truncated($0, to: 13) } + [
                AgreementText.coefficient(row), Self.number(row.value), Self.interval(row.interval),
                "\(row.items)",
              ]
            }
        ),
      ]
    }
    return parts
  }

  /// How parts of the items differ.
  private var differences: [ReportPart] {
    guard !found.differences.isEmpty else { return [] }
    let wanted: [Coefficient.Name] = [.percentAgreement, .krippendorffAlpha]
    let names = Set(found.differences.map(\.found.one.name))
    let shown = names.isDisjoint(with: wanted) ? names : names.intersection(wanted)
    var parts: [ReportPart] = []
    var place: [String?] = []
    var rows: [[String]] = []
    func end() {
      guard !rows.isEmpty else { return }
      let of = place.compactMap(\.self).joined(separator: " · ")
      parts += [
        .heading("differences" + (of.isEmpty ? "" : " · " + of)),
        .table([["part", "less part", "", "differs", "interval"]] + rows),
      ]
      rows = []
    }
    for difference in found.differences where shown.contains(difference.found.one.name) {
      let here = [difference.field, difference.among?.rawValue]
      if here != place { end() }
      place = here
      rows.append(
        [difference.strata[1], difference.strata[0]].map { truncated($0, to: 18) } + [
          AgreementText.shortName(difference.found.one.name),
          Self.number(difference.found.difference), Self.interval(difference.found.interval),
        ]
      )
    }
    end()
    return parts + [
      .text(
        "Intervals of differences: percentile, the parts resampled separately; each by itself, with no "
          + "correction for how many there are."
      )
    ]
  }

  /// How many items an interval of the wanted width needs.
  private var needed: [ReportPart] {
    guard let width else { return [] }
    var parts: [ReportPart] = []
    let rows = found.rows.filter {
      $0.stratum.isEmpty && $0.raterGroups == nil && $0.value != nil && $0.among != .humanJury
    }
    for (_, own) in Self.grouped(rows) {
      parts += [
        .heading(Self.heading("items for an interval of width \(width)", own.first)),
        .table(
          [["", "SE", "items now", "items needed"]]
            + own.map { row in
              [
                AgreementText.name(row), Self.number(row.standardError), "\(row.items)",
                row.itemsNeeded.map { "\($0)" } ?? "–",
              ]
            }
        ),
      ]
    }
    return parts + [
      .text(
        "Items needed: for a normal interval (\(AgreementText.percent(resampling.level))) of that width, if "
          + "further items are like these and are rated by as many raters. –: no standard error, or "
          + "nobody differs."
      )
    ]
  }

  private var confusions: [ReportPart] { found.confusions.flatMap(\.parts) }

  private func notes(on rows: [MeasuredRow]) -> ReportPart {
    var notes: [String] = []
    for row in rows {
      guard let undefined = row.undefined, undefined.code != .needsTwoRaters else {
        continue
      }
      let note = "–: \(undefined.sentence ?? undefined.code.rawValue)"
      if !notes.contains(note) { notes.append(note) }
    }
    let methods = Set(rows.compactMap(\.interval?.method))
    if !methods.isEmpty {
      let method =
        methods.count > 1
        ? "BCa, or percentile where that cannot be computed,"
        : methods.contains(.bca) ? "BCa" : "percentile"
      notes.append(
        "Intervals: \(method) bootstrap over items, \(AgreementText.percent(resampling.level)), "
          + "\(counted(resampling.resamples, "resample")), seed \(resampling.seed)."
      )
    }
    return .text(notes.joined(separator: "\n"))
  }

  private static func grouped(
    _ rows: [MeasuredRow]
  ) -> [(place: [String], rows: [MeasuredRow])] {
    var groups: [(place: [String], rows: [MeasuredRow])] = []
    for row in rows {
      if groups.last?.place != row.place { groups.append((row.place, [])) }
      groups[groups.count - 1].rows.append(row)
    }
    return groups
  }

  private static func heading(_ title: String, _ row: MeasuredRow?) -> String {
    let place = row.map(AgreementText.heading(of:)) ?? ""
    return place.isEmpty ? title : title + " · " + place
  }

  private static func number(_ number: Double?) -> String {
    number.map(AgreementText.fixed) ?? "–"
  }

  private static func interval(_ interval: Interval?) -> String {
    interval.map { "\(AgreementText.fixed($0.lower)) … \(AgreementText.fixed($0.upper))" } ?? ""
  }
}

extension RaterConfusion {
  /// More labels are a list of pairs.
  private static let mostColumns = 12

  /// The labels of one rater in rows, those of the other in columns; labels that neither gave are left
  /// out.
  var parts: [ReportPart] {
    let used = labels.indices.filter { label in
      counts[label].contains { $0 > 0 } || counts.contains { $0[label] > 0 }
    }
    let heading = ReportPart.heading(
      "\(one) (rows) and \(other) (columns) · \(counted(items, "item"))"
    )
    guard used.count <= Self.mostColumns else { return [heading, .table(list)] }
    let rows = used.enumerated().map { place, row in
      ["\(place + 1)", truncated(labels[row], to: 24)] + used.map { "\(counts[row][$0])" }
        + ["\(counts[row].reduce(0, +))"]
    }
    let sums = used.map { column in "\(counts.reduce(0) { $0 + $1[column] })" }
    return [
      heading,
      .table(
        [["", ""] + used.indices.map { "\($0 + 1)" } + ["all"]] + rows
          + [["", "all"] + sums + ["\(items)"]]
      ),
    ]
  }

  /// Each pair of labels that met, the most frequent first.
  private var list: [[String]] {
    var met: [(one: Int, other: Int, count: Int)] = []
    for row in labels.indices {
      for column in labels.indices where counts[row][column] > 0 {
        met.append((row, column, counts[row][column]))
      }
    }
    return [[one, other, "items"]]
      + met.sorted { ($1.count, $0.one, $0.other) < ($0.count, $1.one, $1.other) }
      .map {
        [truncated(labels[$0.one], to: 30), truncated(labels[$0.other], to: 30), "\($0.count)"]
      }
  }
}

/// What is measured in files, as `schemas/agreement.schema.json` has it.
extension MeasuredAgreement {
  func members(_ options: ResamplingOptions) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [("counts", .array(counts.map(\.json)))]
    if !options.isOff { members.append(("seed", .string("\(options.resampling.seed)"))) }
    members.append(("coefficients", .array(rows.map(\.json))))
    if !differences.isEmpty { members.append(("differences", .array(differences.map(\.json)))) }
    if !confusions.isEmpty { members.append(("confusions", .array(confusions.map(\.json)))) }
    return members
  }
}

extension RatingCounts {
  fileprivate var json: JSONValue {
    var members: [(String, JSONValue)] = []
    if let field { members.append(("field", .string(field))) }
    if let among { members.append(("among", .string(among.rawValue))) }
    return .object(
      members + [
        ("items", .int(items)), ("raters", .int(raters)), ("ratings", .int(ratings)),
        ("possible", .int(possible)), ("single", .int(singles)),
      ]
    )
  }
}

extension MeasuredDifference {
  fileprivate var json: JSONValue {
    func value(_ coefficient: Coefficient) -> JSONValue {
      coefficient.value.number.map { .double($0) } ?? .null
    }
    var members: [(String, JSONValue)] = []
    if let field { members.append(("field", .string(field))) }
    if let among { members.append(("among", .string(among.rawValue))) }
    return .object(
      members + [
        ("strata", .array(strata.map { .string($0) })),
        ("name", .string(found.one.name.rawValue)),
        ("scale", .string(found.one.scale.rawValue)),
        ("values", .array([value(found.one), value(found.other)])),
        ("difference", found.difference.map { .double($0) } ?? .null),
        ("interval", found.interval?.json ?? .null),
      ]
    )
  }
}

extension RaterConfusion {
  fileprivate var json: JSONValue {
    .object([
      ("raters", .array([.string(one), .string(other)])),
      ("labels", .array(labels.map { .string($0) })),
      ("counts", .array(counts.map { .array($0.map { .int($0) }) })),
      ("items", .int(items)),
    ])
  }
}
