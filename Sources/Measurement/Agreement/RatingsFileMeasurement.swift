package import Agreement

/// Agreement in a file of ratings, overall and by its other columns.
package struct RatingsFileMeasurement {
  /// One of the other columns: what it says of each of the table's items.
  package typealias Column = (name: String, values: [String])

  let table: RatingTable
  let columns: [Column]
  let scale: Scale
  let order: [String]?
  let plan: AgreementPlan

  /// - Parameters:
  ///   - scale: how the labels relate.
  ///   - order: the labels in their order, where the scale has one.
  package init(
    _ table: RatingTable,
    columns: [Column],
    scale: Scale,
    order: [String]?,
    _ plan: AgreementPlan
  ) {
    self.table = table
    self.columns = columns
    self.scale = scale
    self.order = order
    self.plan = plan
  }

  /// Measures agreement.
  /// - Parameter by: columns to measure by, or two with a comma between them.
  /// - Throws: `CategoryError` where labels don't fit the scale,
  ///   ``MeasurementError/noSuchColumn(_:known:)``.
  package func rows(by: [String]) throws -> [MeasuredRow] {
    let categories = try Categories(of: table, scale: scale, order: order)
    var rows = rows(of: nil, "", categories)
    for names in by {
      for (stratum, items) in try strata(names) {
        rows += self.rows(of: items, stratum, categories)
      }
    }
    return rows
  }

  private func rows(
    of items: [Int]?,
    _ stratum: String,
    _ categories: Categories
  ) -> [MeasuredRow] {
    plan.measure(table, categories, items: items).map { coefficient in
      MeasuredRow(
        coefficient,
        interval: plan.reported(coefficient.intervals),
        stratum: stratum
      )
    }
  }

  /// The items of each value of a column, or of each pair of values of two.
  private func strata(_ names: String) throws -> [(stratum: String, items: [Int])] {
    let chosen = try names.split(separator: ",").map { name in
      guard let found = columns.first(where: { $0.name == name }) else {
        throw MeasurementError.noSuchColumn(String(name), known: columns.map(\.name))
      }
      return found
    }
    return Strata.groups(
      table.items.indices.map { item in
        chosen.map { "\($0.name)=\($0.values[item])" }.joined(separator: ", ")
      }
    )
  }
}
