import Agreement
import AnnotationCore
import ProjectStore

/// Agreement in a project: field by field, among annotators, among jurors and between both, overall
/// and by what is known of the items.
struct ProjectMeasurement {
  let store: Project
  let options: MeasuringOptions
  /// Which labels of people are measured.
  var labels = LabelChoice.independent

  /// - Parameters:
  ///   - fields: the fields to measure; all of them where none is named.
  ///   - by: what to tell parts of the items by, or two with a comma between them.
  func rows(fields: [FieldID], by: [String]) throws -> [MeasuredRow] {
    let guideline = store.guideline.guideline
    let attributes = try by.map { names in
      try names.split(separator: ",").map { name in
        (String(name), try store.known(of: String(name)))
      }
    }
    var rows: [MeasuredRow] = []
    for field in guideline.fields where fields.isEmpty || fields.contains(field.id) {
      for group in RaterGroup.allCases {
        rows += try self.rows(of: field, group, attributes)
      }
    }
    return rows
  }

  /// What the items that a value was decided for are called.
  static func stratum(_ value: FieldValue) -> String {
    let label = label(value)
    // A set without choices has no label; files of labels call it so too.
    return label.isEmpty ? "none" : label
  }

  private func rows(
    of field: Field,
    _ group: RaterGroup,
    _ attributes: [[(name: String, values: [ItemID: String])]]
  ) throws -> [MeasuredRow] {
    guard !field.kind.isText else { return [textRow(of: field, group)] }
    var builder = RatingTableBuilder()
    try store.forEachRating(
      field: field.id,
      raters: group == .humanJury ? .all : group,
      labels: labels
    ) { rating in
      builder.add(
        Rating(
          item: rating.item,
          rater: (rating.isHuman ? Self.human : "") + (rating.pseudonym ?? rating.rater),
          label: Self.label(rating.value)
        )
      )
    }
    let table = try builder.table()
    let measured: CrossedTable =
      group == .humanJury
      ? table.crossed(Self.human) : CrossedTable(table: table, itemOf: table.items)
    let categories = try Self.categories(
      of: field,
      measured.table,
      store.guideline.guideline
    )
    // Pairs that share an item are not independent, so that resampling them would promise too much.
    var options = options
    if group == .humanJury { options.resampling.resamples = 0 }
    func measure(_ items: [Int]?, _ stratum: String) -> [MeasuredRow] {
      options.measure(measured.table, categories, items: items).map { coefficient in
        var coefficient = coefficient
        if group == .humanJury { coefficient.standardError = nil }
        coefficient.raters = coefficient.raters.map(Self.shown)
        return MeasuredRow(
          coefficient,
          interval: options.reported(coefficient.intervals),
          field: field.id,
          among: group.rawValue,
          stratum: stratum
        )
      }
    }
    var rows = measure(nil, "")
    for columns in attributes {
      let strata = measured.table.items.indices.map { place -> String? in
        let item = measured.itemOf[place]
        let names = columns.compactMap { column in
          column.values[item].map { "\(column.name)=\($0)" }
        }
        return names.count == columns.count ? names.joined(separator: ", ") : nil
      }
      for (stratum, items) in Strata.groups(strata) { rows += measure(items, stratum) }
    }
    return rows
  }

  /// What a human's name begins with in a table that holds jurors too: no juror's does.
  private static let human = "\u{1}"

  private static func shown(_ rater: String) -> String {
    rater.hasPrefix(human) ? String(rater.dropFirst()) : rater
  }

  private func textRow(of field: Field, _ group: RaterGroup) -> MeasuredRow {
    MeasuredRow(
      Coefficient(
        name: .percentAgreement,
        value: .undefined(.text),
        observed: nil,
        expected: nil,
        items: 0,
        raters: [],
        ratings: 0
      ),
      interval: nil,
      field: field.id,
      among: group.rawValue,
      stratum: ""
    )
  }

  /// The labels that a field offers, on their scale.
  static func categories(
    of field: Field,
    _ table: RatingTable,
    _ guideline: Guideline
  ) throws -> Categories {
    switch field.kind {
    case .single:
      try Categories(of: table, scale: .nominal, order: guideline.labels(of: field, in: table))
    case .multiple: try Categories(of: table, scale: .sets)
    case .scale:
      try Categories(of: table, scale: .ordinal, order: guideline.labels(of: field, in: table))
    case .text: Categories(nominal: table)
    }
  }

  static func label(_ value: FieldValue) -> String {
    switch value {
    case .single(let choice): choice
    case .multiple(let choices): choices.sorted().joined(separator: "|")
    case .scale(let step): String(step)
    case .text(let text): text
    }
  }
}

extension Project {
  /// What is known of each item: an attribute, or what was decided for a field.
  func known(of name: String) throws -> [ItemID: String] {
    if let attribute = ItemAttribute(rawValue: name) { return try self.attribute(attribute) }
    let fields = guideline.guideline.fields.filter { !$0.kind.isText }.map(\.id)
    guard fields.contains(name) else {
      let known = ItemAttribute.allCases.map(\.rawValue) + fields
      throw CommandFailure(
        "Items are not told apart by '\(name)'. There is: \(known.joined(separator: ", "))"
      )
    }
    return try decisions(of: name).mapValues(ProjectMeasurement.stratum)
  }
}

extension Guideline {
  /// The labels of a field in their order: those that it offers, then others that were given, so that
  /// labels of an earlier guideline stay measurable.
  func labels(of field: Field, in table: RatingTable) -> [String] {
    let offered: [String] =
      switch field.kind {
      case .single: choices(of: field, under: nil).map(\.id)
      case .scale(let steps, _): steps.map(String.init)
      case .multiple, .text: []
      }
    return offered + table.labels.filter { !offered.contains($0) }
  }
}

extension Field.Kind {
  /// Whether a text is written into the field.
  var isText: Bool { if case .text = self { true } else { false } }
}

extension RatingTable {
  /// Every pair of a human's and a juror's rating of one item, as an item of two raters.
  fileprivate func crossed(_ human: String) -> CrossedTable {
    var builder = RatingTableBuilder()
    var pairs: [String: String] = [:]
    var ratings: [(rater: String, label: String)] = []
    var open = -1
    func close() {
      guard open >= 0 else { return }
      for one in ratings where one.rater.hasPrefix(human) {
        for other in ratings where !other.rater.hasPrefix(human) {
          let pair = "\(items[open])\u{1F}\(one.rater)\u{1F}\(other.rater)"
          pairs[pair] = items[open]
          builder.add(Rating(item: pair, rater: "humans", label: one.label))
          builder.add(Rating(item: pair, rater: "jury", label: other.label))
        }
      }
      ratings = []
    }
    forEachRating { item, rater, label in
      if item != open {
        close()
        open = item
      }
      ratings.append((raters[rater], labels[label]))
    }
    close()
    // Each pair is there once.
    guard let table = try? builder.table() else { return CrossedTable(table: self, itemOf: items) }
    return CrossedTable(table: table, itemOf: table.items.map { pairs[$0] ?? $0 })
  }
}

/// A table, and the item of the benchmark that each of its items is.
private struct CrossedTable {
  var table: RatingTable
  var itemOf: [String]
}
