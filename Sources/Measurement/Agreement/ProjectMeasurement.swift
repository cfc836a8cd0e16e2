import Agreement
package import AnnotationCore
package import ProjectStore

/// Agreement in a project: field by field, among annotators, among jurors and between both, overall
/// and by what is known of the items.
package struct ProjectMeasurement {
  let store: Project
  let plan: AgreementPlan
  let labels: LabelChoice

  /// - Parameter labels: which labels of people are measured.
  package init(of store: Project, _ plan: AgreementPlan, labels: LabelChoice = .independent) {
    self.store = store
    self.plan = plan
    self.labels = labels
  }

  /// Measures agreement.
  /// - Parameters:
  ///   - fields: the fields to measure; all of them where none is named.
  ///   - by: what to tell parts of the items by, or two with a comma between them.
  /// - Returns: the coefficients by field, raters and stratum, in the guideline's order.
  /// - Throws: ``MeasurementError/noSuchAttribute(_:known:)``,
  ///   ``MeasurementError/optionDoesNotApply(_:)``, `StoreError`.
  package func measured(fields: [FieldID], by: [String]) throws -> MeasuredAgreement {
    let guideline = store.guideline.guideline
    let measured = guideline.fields.filter { fields.isEmpty || fields.contains($0.id) }
    try plan.check(
      scales: Scale.allCases.filter(Set(measured.compactMap(\.kind.scale)).contains),
      hasStrata: !by.isEmpty,
      hasGroups: false
    )
    let attributes = try by.map { names in
      try names.split(separator: ",").map { name in
        (String(name), try store.known(of: String(name)))
      }
    }
    var found = MeasuredAgreement()
    for field in measured {
      for group in RaterGroup.allCases { try measure(field, group, attributes, into: &found) }
    }
    // With more raters these have no value but of pairs.
    for name in plan.coefficients where name.isOfTwo {
      let own = found.rows.filter { $0.name == name }
      let raters = own.map(\.raters).max() ?? 0
      if raters > 2, own.allSatisfy({ $0.undefined?.code == .needsTwoRaters }) {
        throw MeasurementError.optionDoesNotApply(.twoRaters(name, found: raters))
      }
    }
    return found
  }

  /// The coefficients alone.
  package func rows(fields: [FieldID], by: [String]) throws -> [MeasuredRow] {
    try measured(fields: fields, by: by).rows
  }

  private func measure(
    _ field: Field,
    _ group: RaterGroup,
    _ attributes: [[(name: String, values: [ItemID: String])]],
    into found: inout MeasuredAgreement
  ) throws {
    guard !field.kind.isText else {
      found.rows.append(textRow(of: field, group))
      return
    }
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
          label: rating.value.ratingLabel
        )
      )
    }
    let table = try builder.table()
    let measured: CrossedTable =
      group == .humanJury
      ? table.crossed(Self.human) : CrossedTable(table: table, itemOf: table.items)
    let categories = try store.guideline.guideline.categories(of: field, in: measured.table)
    // Pairs that share an item are not independent, so that resampling them would promise too much.
    var plan = plan
    if group == .humanJury {
      plan.resampling.resamples = 0
    } else if table.ratingCount > 0 {
      found.counts.append(RatingCounts(of: table, field: field.id, among: group))
    }
    func measure(_ items: [Int]?, _ stratum: String) -> [MeasuredRow] {
      plan.measure(measured.table, categories, items: items).map { coefficient in
        var coefficient = coefficient
        if group == .humanJury { coefficient.standardError = nil }
        coefficient.raters = coefficient.raters.map(Self.shown)
        var row = MeasuredRow(
          coefficient,
          interval: plan.reported(coefficient.intervals),
          field: field.id,
          among: group,
          stratum: stratum
        )
        row.itemsNeeded = plan.itemsNeeded(coefficient)
        if group == .humanJury { count(&row, measured, items, fewest: plan.fewestItems) }
        return row
      }
    }
    found.rows += measure(nil, "")
    for columns in attributes {
      let strata = measured.table.items.indices.map { place -> String? in
        let item = measured.itemOf[place]
        let names = columns.compactMap { column in
          column.values[item].map { "\(column.name)=\($0)" }
        }
        return names.count == columns.count ? names.joined(separator: ", ") : nil
      }
      let groups = Strata.groups(strata)
      for (stratum, items) in groups { found.rows += measure(items, stratum) }
      found.differences += try plan.differences(measured.table, categories, between: groups).map {
        var difference = $0
        (difference.field, difference.among) = (field.id, group)
        return difference
      }
    }
  }

  /// Says of a row of pairs of ratings how many items, raters and ratings they are of.
  private func count(
    _ row: inout MeasuredRow,
    _ crossed: CrossedTable,
    _ items: [Int]?,
    fewest: Int
  ) {
    let places = items ?? Array(crossed.table.items.indices)
    let pairs = places.compactMap { crossed.pairs[crossed.table.items[$0]] }
    row.pairs = row.items
    row.items = Set(pairs.map(\.item)).count
    row.raters = Set(pairs.flatMap { [$0.human, $0.juror] }).count
    row.ratings = Set(pairs.flatMap { [[$0.item, $0.human], [$0.item, $0.juror]] }).count
    if items != nil, row.items > 0, row.items < fewest {
      let reason = Undefined.tooFewItems(found: row.items, needed: fewest)
      (row.value, row.undefined) = (nil, (reason.code, reason.sentence))
    }
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
      among: group,
      stratum: ""
    )
  }
}

extension RatingTable {
  /// Every pair of a human's and a juror's rating of one item, as an item of two raters.
  fileprivate func crossed(_ human: String) -> CrossedTable {
    var builder = RatingTableBuilder()
    var pairs: [String: CrossedTable.Pair] = [:]
    var ratings: [(rater: String, label: String)] = []
    var open = -1
    func close() {
      guard open >= 0 else { return }
      for one in ratings where one.rater.hasPrefix(human) {
        for other in ratings where !other.rater.hasPrefix(human) {
          let pair = "\(items[open])\u{1F}\(one.rater)\u{1F}\(other.rater)"
          pairs[pair] = CrossedTable.Pair(
            item: items[open],
            human: one.rater,
            juror: other.rater
          )
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
    return CrossedTable(
      table: table,
      itemOf: table.items.map { pairs[$0]?.item ?? $0 },
      pairs: pairs
    )
  }
}

/// A table, and the item of the benchmark that each of its items is.
private struct CrossedTable {
  var table: RatingTable
  var itemOf: [String]
  /// By item of the table, whose ratings of what it is; empty where each is an item of the benchmark.
  var pairs: [String: Pair] = [:]

  struct Pair {
    let item: String
    let human: String
    let juror: String
  }
}
