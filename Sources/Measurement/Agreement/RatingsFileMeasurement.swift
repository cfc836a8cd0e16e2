package import Agreement

/// Agreement in a file of ratings: overall, by what its other columns say of items, and within and
/// between groups of raters.
package struct RatingsFileMeasurement {
  /// One of the other columns: what it says of each of the table's items or raters; nil for nothing.
  package typealias Column = (name: String, values: [String?])

  /// More groups of raters are not compared with one another.
  package static let mostRaterGroups = 20

  let table: RatingTable
  let ofItems: [Column]
  let ofRaters: [Column]
  let ofNeither: [String]
  let scale: Scale
  let order: [String]?
  let plan: AgreementPlan

  /// - Parameters:
  ///   - ofNeither: the names of columns that tell something of neither.
  ///   - scale: how the labels relate.
  ///   - order: the labels in their order, where the scale has one.
  package init(
    _ table: RatingTable,
    ofItems: [Column],
    ofRaters: [Column],
    ofNeither: [String],
    scale: Scale,
    order: [String]?,
    _ plan: AgreementPlan
  ) {
    self.table = table
    self.ofItems = ofItems
    self.ofRaters = ofRaters
    self.ofNeither = ofNeither
    self.scale = scale
    self.order = order
    self.plan = plan
  }

  /// Measures agreement.
  /// - Parameters:
  ///   - by: columns to measure by, or two with a comma between them.
  ///   - byRater: columns to tell groups of raters by.
  ///   - confusions: pairs of raters, as two names with a comma between them, or `all` for each pair.
  ///   - progress: gets how far it is, often.
  /// - Throws: `CategoryError` where labels don't fit the scale, ``MeasurementError``.
  package func measured(
    by: [String] = [],
    byRater: [String] = [],
    confusions: [String] = [],
    progress: @escaping (MeasuringProgress) -> Void = { _ in }
  ) throws -> MeasuredAgreement {
    let categories = try Categories(of: table, scale: scale, order: order)
    try plan.check(
      scales: [scale],
      hasStrata: !by.isEmpty || !byRater.isEmpty,
      hasGroups: !byRater.isEmpty
    )
    try plan.check(for: categories, raters: table.raters.count)
    var found = MeasuredAgreement(
      rows: rows(of: nil, "", categories, progress),
      counts: [RatingCounts(of: table)]
    )
    for names in by {
      let strata = try strata(names)
      for (stratum, items) in strata {
        found.rows += rows(of: items, stratum, categories, progress)
      }
      found.differences += try plan.differences(table, categories, between: strata)
    }
    for name in byRater { found.rows += try rows(byRater: name, categories) }
    found.confusions = try confusions.flatMap { try self.confusions($0, categories) }
    return found
  }

  /// The coefficients alone.
  package func rows(by: [String], byRater: [String] = []) throws -> [MeasuredRow] {
    try measured(by: by, byRater: byRater).rows
  }

  /// More raters are not all compared with one another, nor more labels laid out.
  package static let confusionBounds = (raters: 20, labels: 100)

  private func confusions(_ names: String, _ categories: Categories) throws -> [RaterConfusion] {
    let (raters, bounds) = (table.raters, Self.confusionBounds)
    guard categories.count <= bounds.labels else {
      throw MeasurementError.tooLargeConfusion(
        labels: categories.count,
        most: bounds.labels
      )
    }
    guard names != "all" else {
      guard raters.count <= bounds.raters else {
        throw MeasurementError.tooManyRatersToConfuse(raters.count, most: bounds.raters)
      }
      return raters.indices.flatMap { one in
        raters.indices.filter { $0 > one }
          .map { RaterConfusion(table, categories, one, $0) }.filter { $0.items > 0 }
      }
    }
    // A name may have commas itself.
    let commas = names.indices.filter { names[$0] == "," }
    for comma in commas {
      let one = withoutBlanks(names[..<comma])
      let other = withoutBlanks(names[names.index(after: comma)...])
      if one != other, let first = raters.firstIndex(of: one),
        let second = raters.firstIndex(of: other)
      {
        return [RaterConfusion(table, categories, first, second)]
      }
    }
    throw MeasurementError.notTwoRaters(names, known: raters)
  }

  private func rows(byRater name: String, _ categories: Categories) throws -> [MeasuredRow] {
    guard let column = ofRaters.first(where: { $0.name == name }) else {
      throw MeasurementError.noColumnOfRaters(
        name,
        known: ofRaters.map(\.name),
        isOfItems: ofItems.contains { $0.name == name },
        isOfNeither: ofNeither.contains(name)
      )
    }
    let groups = Set(column.values.compactMap(\.self))
    guard groups.count <= Self.mostRaterGroups else {
      throw MeasurementError.tooManyRaterGroups(name, groups.count, most: Self.mostRaterGroups)
    }
    return plan.measure(table, categories, raterGroups: column.values).flatMap { found in
      found.coefficients.map { coefficient in
        var row = MeasuredRow(
          coefficient,
          interval: plan.reported(coefficient.intervals),
          stratum: ""
        )
        row.itemsNeeded = plan.itemsNeeded(coefficient)
        row.raterGroups = (name, found.groups)
        row.pairs = found.pairs
        return row
      }
    }
  }

  private func rows(
    of items: [Int]?,
    _ stratum: String,
    _ categories: Categories,
    _ progress: @escaping (MeasuringProgress) -> Void
  ) -> [MeasuredRow] {
    plan.measure(table, categories, items: items, progress: progress).map { coefficient in
      var row = MeasuredRow(
        coefficient,
        interval: plan.reported(coefficient.intervals),
        stratum: stratum
      )
      row.itemsNeeded = plan.itemsNeeded(coefficient)
      return row
    }
  }

  /// The items of each value of a column, or of each pair of values of two.
  private func strata(_ names: String) throws -> [(stratum: String, items: [Int])] {
    let chosen = try names.split(separator: ",").map { name in
      guard let found = ofItems.first(where: { $0.name == name }) else {
        throw MeasurementError.noColumnOfItems(
          String(name),
          known: ofItems.map(\.name),
          isOfRaters: ofRaters.contains { $0.name == name },
          isOfNeither: ofNeither.contains(String(name))
        )
      }
      return found
    }
    return Strata.groups(
      table.items.indices.map { item in
        let parts = chosen.compactMap { column in
          column.values[item].map { "\(column.name)=\($0)" }
        }
        return parts.count == chosen.count ? parts.joined(separator: ", ") : nil
      }
    )
  }
}
